"""Find the organisations of ``sources.yml`` in the words of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...model.vocabulary import Source
from .title_rules import SENTENCE

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
    r"\b(?:from|by|published by|produced by|provided by|calls? from"
    r"|(?:analysis|research|report|figures|findings|survey|study|polling|data) (?:for|of)) (?:the )?$",
    re.IGNORECASE,
)
_PERSON_FROM = re.compile(r"[A-Z][\w'-]+ [A-Z][\w'-]+,? (?:from|of|at) (?:the )?$")
"""A person whom somebody else heard is no publisher, nor are those they work for."""
_OWNS = re.compile(
    r"^'s? (?:own |new |latest )?(?:findings|research|report|study|survey|analysis|figures|review|guide|guidance|blog|podcast)\b",
    re.IGNORECASE,
)
_KIND_OF = re.compile(
    r"\b(?:charity|organisation|group|think ?tank|regulator|watchdog|company|publisher) $"
)
_JOINT = re.compile(
    r"(?: \([^)]*\))?(?: (?:initiative|project|team|charity|partnership))?(?:[,;]|,? (?:and|&))(?: and)? (?:the )?"
)
_UNIVERSITIES = re.compile(
    r"\bUniversities of (?P<first>[A-Z][\w-]+(?: [A-Z][\w-]+)*)((?:, [A-Z][\w-]+(?: [A-Z][\w-]+)*)*) and (?P<last>[A-Z][\w-]+(?: [A-Z][\w-]+)*)"
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
_BESIDE = re.compile(_JOINT.pattern + _NAME)
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

    def publishers(
        self, text: str, before: tuple[str, ...], anchors: Sequence[str] = ()
    ) -> list[Named]:
        """The organisations that may have published what an entry points to, surest first.

        ``before`` are the publishers of the entry before, which "It has also …" means.
        ``anchors`` are the words of its links: what stands in one, or right before it,
        published what it leads to, and a sentence with a link may have a publisher of its own.
        """
        text = _flat(text[:_MOST_LETTERS])
        if _CARRIED_ON.match(text) and before:
            return [Named(before[0], "the publisher of the entry before", 0.85, 0)]
        found = self._with_joint(text, list(self._mentions(text, _places(text, anchors))))
        best: dict[str, Named] = {}
        for named in found:
            known = best.get(named.slug)
            if known is None or named.sure > known.sure:
                best[named.slug] = named
        return sorted(best.values(), key=lambda named: (-named.sure, named.start))

    def _mentions(self, text: str, links: Sequence[tuple[int, int]]) -> Iterator[Named]:
        for match in self._pattern.finditer(text):
            name = match[0]
            # "become" is a word, "Become" may be a charity.
            sure = _sureness(text, match.start(), match.end(), links)
            if name[0].islower() and sure < _CERTAIN:
                continue
            yield Named(self._slug[name.casefold()], name, sure, match.start())
        for match in _UNIVERSITIES.finditer(text):
            sure = _sureness(text, match.start(), match.end(), links)
            for name in (match["first"], *match[2].split(", "), match["last"]):
                slug = self._slug.get(f"university of {name}".casefold())
                if slug:
                    yield Named(slug, f"University of {name}", sure, match.start())

    @staticmethod
    def _with_joint(text: str, mentions: list[Named]) -> list[Named]:
        """What stands beside a publisher, with "and" between them, is one too."""
        found: list[Named] = []
        for named in sorted(mentions, key=lambda named: named.start):
            before = found[-1] if found else None
            is_joint = (
                before is not None
                and before.sure >= SURE > named.sure
                and _JOINT.fullmatch(text[before.start + len(before.name) : named.start])
            )
            found.append(replace(named, sure=before.sure) if before and is_joint else named)
        return found

    def names_in(self, text: str) -> list[str]:
        """Every name of an organisation in a text, as it stands there."""
        return list(dict.fromkeys(match[0] for match in self._pattern.finditer(_flat(text))))

    def missing(self, text: str, found: Sequence[Named], anchors: Sequence[str]) -> str:
        """A name that may be a further publisher beside those found; "" if there is none.

        It stands beside one of them, or where a sentence with a link names none of them.
        """
        text = _flat(text[:_MOST_LETTERS])
        sure = [named for named in found if named.sure >= SURE]
        for named in sure:
            beside = _BESIDE.match(text, named.start + len(named.name))
            if beside and all(one.start != beside.start("name") for one in sure):
                return beside["name"]
        if several := _UNIVERSITIES.search(text):
            known = sum(named.name.startswith("University of") for named in sure)
            return "" if known >= 2 else several[0]  # noqa: PLR2004 - it names two at least
        links = _places(text, anchors)
        begin = 0
        for sentence in SENTENCE.split(text):
            end = begin + len(sentence)
            own = [at for at, _ in links if begin <= at < end]
            if begin and own and not any(begin <= named.start < end for named in sure):
                maybe = [n.name for n in found if begin <= n.start < end and n.sure >= LIKELY]
                name = next(iter(maybe), "") or self.unknown(sentence)
                if name:
                    return name
            begin = end + 1
        return ""

    @staticmethod
    def unknown(text: str) -> str:
        """A name that reads like a publisher's at the start of an entry; "" if there is none."""
        sentence = SENTENCE.split(_flat(text))[0]
        found = (pattern.search(sentence) for pattern in _UNKNOWN)
        names = (match["name"] for match in found if match)
        return next((name for name in names if name not in {"It", "They", "This"}), "")


def _flat(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("‘", "'").split())


def _places(text: str, anchors: Sequence[str]) -> list[tuple[int, int]]:
    """Where the links stand in the text, in order."""
    found: list[tuple[int, int]] = []
    end = 0
    for words in map(_flat, anchors):
        at = text.find(words, end) if words else -1
        if at >= 0:
            end = at + len(words)
            found.append((at, end))
    return found


def _sureness(text: str, start: int, end: int, links: Sequence[tuple[int, int]] = ()) -> float:
    before, after = text[:start], text[end:]
    begins = max((m.end() for m in SENTENCE.finditer(text) if m.end() <= start), default=0)
    sentence = before[begins:]
    stop = SENTENCE.search(text, end)
    last = stop.start() if stop else len(text)
    first = begins == 0 or any(begins <= at < last for at, _ in links)
    opens = len(sentence.split()) <= 1 or bool(_KIND_OF.search(sentence))
    if re.search(r"(?<=\w )[A-Z][\w&'-]* $", sentence) and not _KIND_OF.search(sentence):
        return 0.3  # It ends a longer name.
    if _PERSON_FROM.search(sentence):
        return 0.4
    linked = any(
        at <= start < to or re.fullmatch(r"(?: \([^)]*\))?(?:'s)? ?", text[end:at] or "-")
        for at, to in links
    )
    for speaks, in_first, later in (
        (opens and _HAS.match(after), 0.95, 0.6),
        (_FROM.search(before), 0.85, 0.5),
        (opens and _TELLS.match(after), 0.9, 0.55),
        (_OWNS.match(after), 0.85, 0.5),
        (linked, 0.85, 0.85),
        (begins == 0 and len(before.split()) <= _NEAR_START, 0.82, 0.4),
    ):
        if speaks:
            return in_first if first else later
    return 0.5 if first else 0.4
