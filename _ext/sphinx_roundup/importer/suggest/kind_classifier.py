"""Tell the kind of thing an entry points to, by the words of its links and around them.

The kinds, their names, the other words that newsletters use for them and those in
their publishers' names are the archive's; what editors decided in the issues there are is
learned from those.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...model.records import Item
from ...model.vocabulary import Kind

SURE = 0.6
"""Above it a word in the link or right beside it tells the kind."""
LIKELY = 0.45
_PLAIN = frozenset({"report", "article", "item", "investigation", "figures", "here", "story"})
_FEW = 4
"""In a text of more words, a common one tells less."""
_WEAK = frozenset({"report", "research"})


@dataclass(frozen=True, slots=True)
class Guess:
    """A kind, how sure it is, and the words that say so."""

    kind: str
    sure: float
    cue: str


class Cues:
    """Words that tell a kind, with what the issues there are have taught."""

    def __init__(self, kinds: Sequence[Kind], entries: Iterable[Item] = ()) -> None:
        self._kinds = kinds
        self._entries = tuple(entries)

    @cached_property
    def _cue(self) -> tuple[tuple[re.Pattern[str], str, str], ...]:
        """Patterns, longest words first, each with its words and its kind."""
        cues: dict[str, str] = {}
        for kind in self._kinds:
            for word in (*kind.words, *_names(kind.label)):
                cues.setdefault(word, kind.slug)
        longest = sorted(cues, key=lambda word: (-len(word), word))
        return tuple(
            (re.compile(rf"\b{re.escape(w)}\b", re.IGNORECASE), w, cues[w]) for w in longest
        )

    @cached_property
    def _publishers(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """What the names of those look like who publish one kind alone."""
        named = ((kind.slug, kind.publishers) for kind in self._kinds if kind.publishers)
        return tuple((_any_of(words), slug) for slug, words in named)

    @cached_property
    def _taught(self) -> Mapping[str, Counter[str]]:
        taught: dict[str, Counter[str]] = {}
        known = {kind.slug for kind in self._kinds}
        for entry in self._entries:
            kind = entry.kind
            if kind in known and entry.links:
                taught.setdefault(_bare(entry.links[0].text), Counter())[kind] += 1
        return taught

    def kind(self, text: str, anchors: list[str], source_names: str) -> Guess | None:
        """The likeliest kind of an entry; ``source_names`` are its publishers'."""
        guesses = list(self._guesses(text, anchors))
        telling = (slug for form, slug in self._publishers if form.search(source_names))
        published = next(telling, None)
        if published and not any(g.sure >= SURE and g.cue not in _PLAIN for g in guesses):
            return Guess(published, 0.9, source_names)
        return max(guesses, key=lambda guess: guess.sure, default=None)

    def _guesses(self, text: str, anchors: list[str]) -> Iterator[Guess]:
        anchors = [anchor for anchor in anchors if anchor.strip()]
        if not anchors:
            yield from self._found(_first_sentence(text), 0.5)
            return
        first = anchors[0]
        taught = self._taught.get(_bare(first), Counter()).most_common(2)
        if len(taught) == 1:
            yield Guess(taught[0][0], 0.9 if taught[0][1] > 1 else 0.7, first)
        yield from self._found(first, 0.95)
        before, _, after = text.partition(first)
        around = " ".join((*before.split()[-5:], "|", *after.split()[:3]))
        yield from self._found(around, 0.66)
        yield from self._found(" ".join(anchors[1:]), 0.6)
        yield from self._found(_first_sentence(text), 0.46)

    def _found(self, text: str, sure: float) -> Iterator[Guess]:
        """The longest cue in a text; one that is a common word in a longer text is weaker."""
        for pattern, word, kind in self._cue:
            if pattern.search(text):
                weak = word in _WEAK and len(text.split()) > _FEW
                yield Guess(kind, sure - (0.15 if weak else 0), word)
                return


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _names(label: str) -> list[str]:
    """The names in a label: "Guide or practice tips" is two."""
    return [name.casefold() for name in re.split(r",? (?:or|and) |, ", label)]


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[a-z’'”)\]][.?!])\s+(?=[A-Z])", text, maxsplit=1)[0]
