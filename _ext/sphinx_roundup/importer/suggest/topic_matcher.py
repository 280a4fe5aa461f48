"""Find topics of the vocabulary in the words of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...model.page_records import Topic
from ...model.vocabulary import fold

_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic, the words that name it, and whether it is sure.

    It is where the first sentence has one of its names and nothing is narrower:
    "schools" stands in many an entry that is not about education.
    """

    slug: str
    words: str
    sure: bool


class Subjects:
    """The names of all topics and the words that lead a search to them, longest first."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        known: dict[str, tuple[str, bool]] = {}
        usable = [topic for topic in topics if not topic.group]
        for topic in usable:
            for label in topic.labels:
                known.setdefault(fold(label), (topic.slug, True))
        for topic in usable:
            for term in topic.search_terms:
                known.setdefault(fold(term), (topic.slug, False))
        self._wide = {slug for topic in usable for slug in topic.broader}
        self._known = {words: of for words, of in known.items() if len(words) >= _LEAST_LETTERS}
        longest = sorted(self._known, key=lambda words: (-len(words), words))
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest)) or '(?!)'})\b")

    def found(self, text: str, names: Iterable[str]) -> list[Subject]:
        """The topics named in a text, in its order; ``names`` of organisations do not count."""
        best: dict[str, Subject] = {}
        for subject in self._found(text, names):
            known = best.get(subject.slug)
            if known is None or (subject.sure and not known.sure):
                best[subject.slug] = subject
        return list(best.values())

    def _found(self, text: str, names: Iterable[str]) -> Iterator[Subject]:
        for place, sentence in enumerate(re.split(r"(?<=[a-z’'”)\]][.?!])\s+(?=[A-Z])", text)):
            folded = fold(sentence)
            for name in sorted(map(fold, names), key=len, reverse=True):
                folded = re.sub(rf"\b{re.escape(name)}\b", "|", folded)
            for match in self._pattern.finditer(folded):
                slug, label = self._known[match[0]]
                yield Subject(slug, match[0], label and place == 0 and slug not in self._wide)
