"""Suggest title, id, kind, source and topics of each entry.

What is sure is filled in; what is less sure is filled in and marked with the
words that speak for it; the rest is left empty, for the check to ask for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..blocks import links_of
from ..context import Knowledge
from ..draft import Suggested
from ..structure import Found, FoundItem
from . import gazetteer, kind_classifier
from .gazetteer import Gazetteer, Named
from .kind_classifier import Cues
from .titles_and_ids import persons_in, suggest_id, suggest_title
from .topic_matcher import Subjects


def suggest(found: Found, knowledge: Knowledge) -> Iterator[Suggested]:
    """A suggestion for each entry of an issue, in order."""
    adviser = Adviser(knowledge)
    for section in found.sections:
        for item in section.items:
            yield adviser.suggest(item, section.heading)


class Adviser:
    """Suggests, entry after entry; remembers the ids taken and the publisher before."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.vocabulary = knowledge.vocabulary
        self.gazetteer = Gazetteer(self.vocabulary.sources)
        self.cues = Cues(knowledge.vocabulary.kinds, knowledge.entries)
        self.subjects = Subjects(self.vocabulary.topics)
        self.names = tuple(
            name
            for one in self.vocabulary.sources
            for name in (one.name, one.short_name, *one.aliases)
        )
        self.kinds = tuple(
            word for kind in self.vocabulary.kinds for word in kind.words if " " not in word
        )
        self.taken: set[str] = set()
        self.before: tuple[str, ...] = ()

    def suggest(self, item: FoundItem, heading: str) -> Suggested:
        """A suggestion for the next entry, which stands under ``heading``."""
        anchors = [a.text or "" for block in item.blocks for a in links_of(block.runs)]
        publishers = self.gazetteer.publishers(item.text, self.before, anchors)
        self._title(made := Suggested("", ""), item.text, anchors, publishers)
        self._source(made, item.text, publishers, anchors)
        self._kind(made, item.text, anchors)
        self._topics(made, item.text, heading, anchors)
        self.before = made.source
        return made

    def _title(
        self, made: Suggested, text: str, anchors: list[str], publishers: Sequence[Named]
    ) -> None:
        made.title, sure = suggest_title(text, anchors)
        persons = persons_in(made.title, text, self.names)
        without = (*self.kinds, *persons, *(named.name for named in publishers))
        made.slug = suggest_id(made.title, self.taken, without)
        self.taken.add(made.slug)
        if not sure:
            made.points.append("the title is cut from the printed words: make it short and plain.")
        if persons:
            made.points.append(
                f"the title names “{persons[0]}”, who may be a child: leave the name out if so."
            )

    def _source(
        self, made: Suggested, text: str, publishers: Sequence[Named], anchors: Sequence[str]
    ) -> None:
        made.source = tuple(p.slug for p in publishers if p.sure >= gazetteer.SURE)
        if made.source:
            missing = self.gazetteer.missing(text, publishers, anchors)
            if missing:
                made.points.append(f"“{missing}” may be a publisher too: name it, or leave it out.")
            return
        unknown = self.gazetteer.unknown(text)
        if unknown:
            made.points.append(
                f"the publisher reads like “{unknown}”, which is not in sources.yml:"
                " add it there or choose another."
            )
        elif publishers and publishers[0].sure >= gazetteer.LIKELY:
            made.source = (publishers[0].slug,)
            made.points.append(
                f"the publisher is a guess: “{publishers[0].name}” is named in the words."
            )

    def _kind(self, made: Suggested, text: str, anchors: list[str]) -> None:
        sources = [self.vocabulary.source[s] for s in made.source if s in self.vocabulary.source]
        names = ", ".join(source.name for source in sources[:1])
        guess = self.cues.kind(text, anchors, names)
        if guess is None or guess.sure < kind_classifier.LIKELY:
            return
        made.kind = guess.kind
        if guess.sure < kind_classifier.SURE:
            made.points.append(f"the kind is a guess from the words “{guess.cue}”.")

    def _topics(
        self,
        made: Suggested,
        text: str,
        heading: str,
        anchors: Sequence[str],
    ) -> None:
        given = self.vocabulary.topic_of_heading(heading)
        names = self.gazetteer.names_in(text)
        found = [s for s in self.subjects.found(text, names, anchors) if s.slug != given]
        made.topics = tuple(subject.slug for subject in found)
        guesses = [f"{subject.slug} (“{subject.words}”)" for subject in found if not subject.sure]
        if guesses:
            made.points.append(
                f"topics guessed from the words, keep what fits: {', '.join(guesses)}."
            )
