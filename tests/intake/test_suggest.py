"""How often suggestions are right, on the two printed issues."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import pytest

from closed import KINDS
from intake.paper import GOLDEN, gold, import_bytes, knowledge
from intake.write_text import seed
from sphinx_roundup.importer.context import Knowledge
from sphinx_roundup.importer.round_trip import ReadBack
from sphinx_roundup.importer.suggest import gazetteer, kind_classifier
from sphinx_roundup.importer.suggest.gazetteer import Gazetteer
from sphinx_roundup.importer.suggest.kind_classifier import Cues
from sphinx_roundup.importer.suggest.titles_and_ids import suggest_id, suggest_title
from sphinx_roundup.importer.suggest.topic_matcher import Subjects
from sphinx_roundup.lint.rules import TITLE_WORDS
from sphinx_roundup.model.records import SLUG, Item
from sphinx_roundup.model.vocabulary import fold


class Level(NamedTuple):
    """How sure a suggestion is: filled in, filled in and marked, or left empty."""

    sure: float
    likely: float

    def of(self, value: float) -> str:
        return "sure" if value >= self.sure else "likely" if value >= self.likely else "none"


def pages() -> dict[str, ReadBack]:
    return {
        str(p.headings[0]): p
        for p in knowledge().pages
        if p.headings[0] in {"April 2024", "January 2023"}
    }


def known_without(issue: str | None) -> Knowledge:
    """What the archive would know without an issue and the organisations only it names."""
    kept = tuple(page for name, page in pages().items() if name != issue)
    used = {slug for page in kept for e in page.entries for slug in e.sources}
    words = knowledge().vocabulary
    sources = tuple(s for s in words.sources if issue is None or s.slug in used)
    return Knowledge(replace(words, sources=sources), kept)


@cache
def judged(
    leave_out: bool,
) -> tuple[Counter[tuple[str, bool]], Counter[tuple[str, bool]], Counter[bool]]:
    """Sources and kinds by level and rightness; of unknown publishers, whether the name is right."""
    sources: Counter[tuple[str, bool]] = Counter()
    kinds: Counter[tuple[str, bool]] = Counter()
    names: Counter[bool] = Counter()
    for issue, page in pages().items():
        known = known_without(issue if leave_out else None)
        finder, teller = (
            Gazetteer(known.vocabulary.sources),
            Cues(known.vocabulary.kinds, known.entries),
        )
        before: tuple[str, ...] = ()
        for entry in page.entries:
            found = finder.publishers(entry.text, before)
            level = Level(gazetteer.SURE, gazetteer.LIKELY).of(found[0].sure if found else 0)
            given = entry.sources
            unknown = finder.unknown(entry.text) if level != "sure" else ""
            if unknown and level != "sure":
                names[names_it(unknown, given)] += 1
            else:
                sources[level, not given if level == "none" else found[0].slug in given] += 1
            before = (found[0].slug,) if level == "sure" else ()
            label = known.vocabulary.source[found[0].slug].name if before else ""
            guess = teller.kind(entry.text, [link.text for link in entry.links], label)
            level = Level(kind_classifier.SURE, kind_classifier.LIKELY).of(
                guess.sure if guess else 0
            )
            kinds[level, bool(guess and guess.kind == entry.kind)] += 1
    return sources, kinds, names


def names_it(name: str, given: tuple[str, ...]) -> bool:
    """Whether a name found in the words is that of a publisher whom an editor gave."""
    source = knowledge().vocabulary.source
    labels = [n for s in given for n in (source[s].name, source[s].short_name, *source[s].aliases)]
    folded = [fold(label).removeprefix("the ") for label in labels if label]
    return any(fold(name) in label or label in fold(name) for label in folded)


def test_what_is_sure_is_right_on_the_two_issues() -> None:
    sources, kinds, _ = judged(leave_out=False)
    assert sources["sure", True] >= 60
    assert sources["sure", False] == 0
    assert kinds["sure", True] >= 60
    assert kinds["sure", False] <= 1


def test_what_is_sure_is_right_without_the_issue_itself() -> None:
    sources, kinds, names = judged(leave_out=True)
    assert sources["sure", False] == 0
    assert sources["likely", False] <= 2
    assert sources["sure", True] + names[True] >= 56
    assert names[False] <= 4
    assert kinds["sure", True] >= 59
    assert kinds["sure", False] <= 1


def test_sure_topics_are_mostly_right() -> None:
    finder = Subjects(knowledge().vocabulary.topics)
    names = [s.name for s in knowledge().vocabulary.sources]
    right: Counter[tuple[bool, bool]] = Counter()
    for entry in (entry for page in pages().values() for entry in page.entries):
        given = knowledge().vocabulary.topic_of_heading(entry.heading)
        for subject in finder.found(entry.text, names):
            if subject.slug != given:
                right[subject.sure, subject.slug in entry.topics] += 1
    assert right[True, True] >= 9 * right[True, False]
    assert right[False, True] >= 2 * right[False, False]


def test_every_kind_has_words_and_no_other_has() -> None:
    assert all(kind.words for kind in KINDS)


@pytest.mark.parametrize("issue", GOLDEN)
def test_titles_and_ids_keep_to_the_rules(issue: str) -> None:
    entries: list[Item] = import_bytes(seed(gold(issue))).page.entries
    slugs = [entry.slug for entry in entries]
    assert len(set(slugs)) == len(slugs)
    assert all(SLUG.fullmatch(slug) for slug in slugs)
    assert all(0 < len(entry.title.split()) <= TITLE_WORDS for entry in entries)


def test_a_title_is_the_link_that_reads_as_one_or_the_first_words() -> None:
    assert suggest_title("See Nine ways to listen well.", ["Nine ways to listen well"]) == (
        "Nine ways to listen well",
        True,
    )
    text = "The NSPCC has published a summary of learning from case reviews. It is short."
    assert suggest_title(text, ["summary"]) == ("Summary of learning from case reviews", False)
    assert suggest_id("Summary of learning from case reviews", {"learning-case-reviews"}) == (
        "learning-case-reviews-2"
    )
    assert suggest_id("2017 to 2019", ()) == "item-2017-2019"
    assert suggest_id("…", ()) == "entry"


def test_it_has_also_means_the_publisher_of_the_entry_before() -> None:
    finder = Gazetteer(knowledge().vocabulary.sources)
    found = finder.publishers("It has also published a list of research.", ("ofcom",))
    assert [named.slug for named in found] == ["ofcom"]


def test_a_word_that_is_also_a_name_is_no_publisher() -> None:
    finder = Gazetteer(knowledge().vocabulary.sources)
    assert not finder.publishers("Many young people become anxious about money.", ())
    assert finder.publishers("Become charity have produced a briefing.", ())[0].slug == "become"
