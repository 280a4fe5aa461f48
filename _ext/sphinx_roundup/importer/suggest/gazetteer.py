"""Find the organisations of ``sources.yml`` in the words of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...model.vocabulary import Source

SURE = 0.8
LIKELY = 0.45
_DONE = (
    r"(?:published|launched|produced|created|updated|developed|released|shared|written|made"
    r"|summarised|announced|issued|done|reported|conducted|authored|commissioned|put)"
)
_HAS = re.compile(
    rf"^(?:'s)?(?: charity| project| team)?,? (?:has|have) (?:also |now |just )*{_DONE}\b"
)
_TELLS = re.compile(
    r"^(?:'s)?(?: learning)? (?:reports|covers|explores|looks|finds|claims|warns|blog|article|item|news"
    r"|report|survey|podcast|investigation|documentary|briefing|research|programme|guide|resources?|poster"
    r"|newsnight|panorama|'|\()",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|by|published by|produced by|provided by|calls? from) (?:the )?$", re.IGNORECASE
)
_CARRIED_ON = re.compile(r"^(?:It|They) (?:has|have) also\b")
_NAME = r"(?P<name>[A-Z][\w&'-]*(?:(?: (?:of|for|and|the|on|in|to|&))* [A-Z][\w&'-]*|,(?= [A-Z]\w+ and [A-Z]))*)"
_UNKNOWN = (
    re.compile(rf"^(?:The )?{_NAME}(?: \([A-Z]+\))?(?: charity)? (?:has|have) (?:also )?{_DONE}\b"),
    re.compile(rf"\b(?:from|by)(?: the)? {_NAME}"),
    re.compile(
        rf"^(?:The |A |New |Free |Half-hour )?{_NAME}"
        r"(?= (?:'|blog|article|item|podcast|report|e-book|documentary|investigation|survey|briefing))"
    ),
    re.compile(rf"^(?:[\w-]+ ){{0,4}}charity {_NAME}"),
)
_NEAR_START = 3
_CERTAIN = 0.95
_MOST_LETTERS = 3_000
"""An entry is longer than that only where entries were not told apart."""


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation named in an entry, how sure it is to be the publisher, and why."""

    slug: str
    name: str
    sure: float
    start: int


class Gazetteer:
    """The names of all sources, longest first."""

    def __init__(self, sources: Iterable[Source]) -> None:
        names: dict[str, str] = {}
        for source in sources:
            for name in (source.name, source.short_name, *source.aliases):
                bare = re.sub(r"^the ", "", _flat(name), flags=re.IGNORECASE)
                if bare:
                    names.setdefault(bare.casefold(), source.slug)
        self._slug = names
        longest = sorted(names, key=lambda name: (-len(name), name))
        pattern = "|".join(re.escape(name) for name in longest) or r"(?!)"
        self._pattern = re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)

    def publishers(self, text: str, before: tuple[str, ...]) -> list[Named]:
        """The organisations that may have published what an entry points to, surest first.

        ``before`` are the publishers of the entry before, which "It has also …" means.
        """
        text = _flat(text[:_MOST_LETTERS])
        if _CARRIED_ON.match(text) and before:
            return [Named(before[0], "the publisher of the entry before", 0.85, 0)]
        best: dict[str, Named] = {}
        for named in self._mentions(text):
            known = best.get(named.slug)
            if known is None or named.sure > known.sure:
                best[named.slug] = named
        return sorted(best.values(), key=lambda named: (-named.sure, named.start))

    def _mentions(self, text: str) -> Iterator[Named]:
        for match in self._pattern.finditer(text):
            name = match[0]
            # "become" is a word, "Become" may be a charity.
            sure = _sureness(text, match.start(), match.end())
            if name[0].islower() and sure < _CERTAIN:
                continue
            yield Named(self._slug[name.casefold()], name, sure, match.start())

    @staticmethod
    def unknown(text: str) -> str:
        """A name that reads like a publisher's at the start of an entry; "" if there is none."""
        sentence = re.split(r"(?<=[a-z)'][.?!]) (?=[A-Z])", _flat(text))[0]
        found = (pattern.search(sentence) for pattern in _UNKNOWN)
        names = (match["name"] for match in found if match)
        return next((name for name in names if name not in {"It", "They", "This"}), "")


def _flat(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("‘", "'").split())


def _sureness(text: str, start: int, end: int) -> float:
    before, after = text[:start], text[end:]
    sentence = re.split(r"(?<=[a-z)'][.?!]) (?=[A-Z])", before)[-1]
    first = sentence == before
    opens = len(sentence.split()) <= 1
    if re.search(r"(?<=\w )[A-Z][\w&'-]* $", sentence):
        return 0.3  # It ends a longer name.
    for speaks, in_first, later in (
        (opens and _HAS.match(after), 0.95, 0.6),
        (_FROM.search(before), 0.85, 0.5),
        (opens and _TELLS.match(after), 0.9, 0.55),
        (first and len(before.split()) <= _NEAR_START, 0.82, 0.4),
    ):
        if speaks:
            return in_first if first else later
    return 0.5 if first else 0.4
