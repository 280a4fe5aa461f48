"""Propose related words from an archive's own text, for an editor to read.

Two words are proposed for each other where both mark the same topic, and few entries have
both: then whoever tries the other finds more. A word that marks a topic whose name lacks it is
proposed with that name. Nothing here knows what words mean: an editor decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log

from ..model.archive import Archive
from ..model.page_records import Topic
from .analysis import SMALL_WORDS, Stems, words

_LEAST_ENTRIES = 2
_LEAST_LETTERS = 4
_SURE = 10.83
"""A word marks a topic where chance would bring the two together so often once in a thousand (G²)."""
_SHARE = 0.5
"""And where at least so many of the entries with the word are on the topic."""
_MARKS = 12
"""So many words mark a topic; more would be chance."""
_TOGETHER = 0.5
"""Two words of which most entries have both find the same: neither brings more."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word with another to try: which topic joins them, and how many entries have what."""

    word: str
    also: str
    topic: str
    entries: int
    others: int
    both: int

    @property
    def brings(self) -> int:
        """How many entries the other word finds that this one does not."""
        return self.others - self.both


class _Words:
    """The words of an archive: which entries have each, and how each is mostly written."""

    def __init__(self, archive: Archive) -> None:
        stems, spelt = Stems(), defaultdict[str, Counter[str]](Counter)
        self.entries: defaultdict[str, set[int]] = defaultdict(set)
        for number, item in enumerate(archive.items):
            for word in words(f"{item.title} {item.text}"):
                if len(word) >= _LEAST_LETTERS and word.isalpha() and word not in SMALL_WORDS:
                    self.entries[stems[word]].add(number)
                    spelt[stems[word]][word] += 1
        self.spelt = {s: min(c, key=lambda w: (-c[w], w)) for s, c in spelt.items()}
        self.stems = stems


def proposals(archive: Archive) -> list[Proposal]:
    """Propose words to try, those that bring most entries first; what is accepted is left out."""
    found = _Words(archive)
    topics: defaultdict[str, set[int]] = defaultdict(set)
    for number, item in enumerate(archive.items):
        for topic in archive.topics_of(item):
            topics[topic.slug].add(number)
    accepted = {
        (_key(row.word, found.stems), _key(one, found.stems))
        for row in archive.related_words
        for one in row.also
    }
    best: dict[tuple[str, str], Proposal] = {}
    for topic in archive.topics:
        marks = _marks(found.entries, topics[topic.slug], len(archive.items))
        for one in (*_pairs(found, marks, topic.title), *_names(found, marks, topics, topic)):
            pair = (_key(one.word, found.stems), _key(one.also, found.stems))
            if pair not in accepted and (pair not in best or one.brings > best[pair].brings):
                best[pair] = one
    return sorted(best.values(), key=lambda one: (-one.brings, one.word, one.also))


def _key(text: str, stems: Stems) -> str:
    return " ".join(stems[word] for word in words(text))


def _marks(entries: Mapping[str, set[int]], on: set[int], items: int) -> list[str]:
    """List the stems that mark a topic, those that do so most surely first."""
    found: list[tuple[float, str]] = []
    for stem, having in entries.items():
        both = len(having & on) if len(having) >= _LEAST_ENTRIES else 0
        if both / len(having) >= _SHARE:
            sure = _surety(both, len(having), len(on), items)
            if sure >= _SURE:
                found.append((sure, stem))
    return [stem for _, stem in sorted(found, key=lambda one: (-one[0], one[1]))[:_MARKS]]


def _surety(both: int, having: int, on: int, items: int) -> float:
    """Tell how unlikely it is that word and topic meet so often by chance (Dunning's G²)."""
    seen = (both, having - both, on - both, items - having - on + both)
    rows, columns = (having, items - having), (on, items - on)
    expected = [row * column / items for row in rows for column in columns]
    # 0 times the logarithm of 0 is 0; a topic that all entries have tells nothing.
    return 2 * sum(n * log(n / e) for n, e in zip(seen, expected, strict=True) if n and e)


def _pairs(found: _Words, marks: list[str], topic: str) -> Iterator[Proposal]:
    for one in marks:
        for other in marks:
            ours, theirs = found.entries[one], found.entries[other]
            both = len(ours & theirs)
            if one != other and both / min(len(ours), len(theirs)) <= _TOGETHER:
                counts = (len(ours), len(theirs), both)
                yield Proposal(found.spelt[one], found.spelt[other], topic, *counts)


def _names(
    found: _Words, marks: list[str], topics: Mapping[str, set[int]], topic: Topic
) -> Iterator[Proposal]:
    names = (*topic.labels, *topic.search_terms)
    known = {stem for name in names for stem in _key(name, found.stems).split()}
    for one in marks:
        ours, theirs = found.entries[one], topics[topic.slug]
        both = len(ours & theirs)
        if one not in known and both < len(theirs):
            counts = (len(ours), len(theirs), both)
            yield Proposal(found.spelt[one], topic.title, topic.title, *counts)
