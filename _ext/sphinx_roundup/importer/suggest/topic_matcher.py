"""Find topics of the vocabulary in the words of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...model.page_records import Topic
from ...model.vocabulary import fold
from .title_rules import SENTENCE

_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic, the words that name it, and whether it is sure."""

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
        self._above = {topic.slug: frozenset(topic.broader) for topic in usable}
        self._wide = {slug for topic in usable for slug in topic.broader}
        self._known = {words: of for words, of in known.items() if len(words) >= _LEAST_LETTERS}
        longest = sorted(self._known, key=lambda words: (-len(words), words))
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest)) or '(?!)'})\b")

    def found(self, text: str, names: Iterable[str], anchors: Iterable[str] = ()) -> list[Subject]:
        """The topics named in a text, in its order; ``names`` of organisations do not count.

        A wide topic is left out where one word of the first sentence alone speaks for it,
        which is not its own name: "schools" stands in many an entry that is not about them.
        Beside a narrower topic, another name of a wide one is no more than a word of it.
        """
        best: dict[str, Subject] = {}
        for subject in self._found(text, names, fold(" | ".join(anchors))):
            known = best.get(subject.slug)
            if known is None or (subject.sure and not known.sure):
                best[subject.slug] = subject
        above = frozenset().union(*(self._above[slug] for slug in best))
        return [one for one in best.values() if not (one.slug in above and self._is_other(one))]

    def _is_other(self, subject: Subject) -> bool:
        """Whether a topic was told by a name of it that is not its own."""
        return subject.sure and subject.words != fold(subject.slug.replace("-", " "))

    def _found(self, text: str, names: Iterable[str], linked: str) -> Iterator[Subject]:
        for place, sentence in enumerate(SENTENCE.split(" ".join(text.split()))):
            folded = fold(sentence)
            for name in sorted(map(fold, names), key=len, reverse=True):
                folded = re.sub(rf"\b{re.escape(name)}\b", "|", folded)
            for match in self._pattern.finditer(folded):
                slug, is_label = self._known[match[0]]
                if match[0] in linked:
                    yield Subject(slug, match[0], sure=True)
                elif not (place == 0 and is_label and self._is_idle(slug, match[0])):
                    yield Subject(slug, match[0], self._is_sure(slug, match[0], is_label, place))

    def _is_idle(self, slug: str, words: str) -> bool:
        """Whether it is a wide topic, and one word that is not its own name speaks for it."""
        return slug in self._wide and " " not in words and words != fold(slug.replace("-", " "))

    def _is_sure(self, slug: str, words: str, is_label: bool, place: int) -> bool:
        """Whether words tell a topic.

        Its name does, where nothing is narrower or at a second look; several words that
        lead to it do in the first sentence.
        """
        if is_label:
            return place > 0 or slug not in self._wide
        return place == 0 and " " in words
