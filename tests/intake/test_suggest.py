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
from sphinx_roundup.importer.suggest.titles_and_ids import persons_in, suggest_id, suggest_title
from sphinx_roundup.importer.suggest.topic_matcher import Subjects
from sphinx_roundup.model.page_records import Topic
from sphinx_roundup.model.records import Item
from sphinx_roundup.model.rules import SLUG, TITLE_WORDS
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
            found = finder.publishers(entry.text, before, [link.text for link in entry.links])
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
    assert kinds["sure", True] >= 62
    assert kinds["sure", False] <= 2


@cache
def drafts(leave_out: bool) -> list[tuple[Item, Item]]:
    """Each entry as drafted and as edited; the issue itself may be unknown to the draft."""
    found = []
    for issue, name in zip(GOLDEN, ("April 2024", "January 2023"), strict=True):
        page = pages()[name]
        kept = tuple(
            p for p in knowledge().pages if not (leave_out and p.headings == page.headings)
        )
        known = replace(knowledge(), pages=kept)
        found += zip(import_bytes(seed(gold(issue)), known).page.entries, page.entries, strict=True)
    return found


def test_all_publishers_are_named_joint_ones_too_and_gaps_are_marked() -> None:
    right = sum(len({*ours.sources} & {*theirs.sources}) for ours, theirs in drafts(True))
    wanted = sum(len(theirs.sources) for _, theirs in drafts(True))
    assert (right >= 75, wanted) == (True, 78)
    assert right >= 0.97 * sum(len(ours.sources) for ours, _ in drafts(True))
    gaps = [
        ours
        for ours, theirs in drafts(True)
        if {*theirs.sources} - {*ours.sources} and ours.sources
    ]
    assert sum("publisher" not in " ".join(ours.review) for ours in gaps) <= 1


def test_topics_without_a_mark_are_mostly_right() -> None:
    right = wrong = found = wanted = 0
    for ours, theirs in drafts(True):
        given = knowledge().vocabulary.topic_of_heading(theirs.heading)
        marked = " ".join(point for point in ours.review if point.startswith("topics guessed"))
        for topic in {*ours.topics} - {given}:
            found += topic in theirs.topics
            if f" {topic} (" not in marked:
                right, wrong = (
                    right + (topic in theirs.topics),
                    wrong + (topic not in theirs.topics),
                )
        wanted += len({*theirs.topics} - {given})
    assert right >= 0.85 * (right + wrong)
    assert found >= 0.88 * wanted


def test_beside_a_narrower_topic_another_name_of_a_wide_one_counts_for_nothing() -> None:
    topics = (
        Topic("policing", "Policing", also_printed_as=("Police",)),
        Topic("police-in-schools", "Police in schools", broader=("policing",)),
    )
    found = Subjects(topics).found
    words = "A report on police in schools. The police agree."
    assert [one.slug for one in found(words, ())] == ["police-in-schools"]
    assert [one.slug for one in found("A report. The police agree.", ())] == ["policing"]
    own = "A report on police in schools. Policing has changed."
    assert [one.slug for one in found(own, ())] == ["police-in-schools", "policing"]


def test_points_stand_where_something_is_to_ask() -> None:
    assert sum(len(ours.review) for ours, _ in drafts(True)) <= 0.7 * len(drafts(True))


def test_every_kind_has_words_and_no_other_has() -> None:
    assert all(kind.words for kind in KINDS)


@pytest.mark.parametrize("issue", GOLDEN)
def test_titles_and_ids_keep_to_the_rules(issue: str) -> None:
    entries: list[Item] = import_bytes(seed(gold(issue))).page.entries
    slugs = [entry.slug for entry in entries]
    assert len(set(slugs)) == len(slugs)
    assert all(SLUG.fullmatch(slug) for slug in slugs)
    assert all(0 < len(entry.title.split()) <= TITLE_WORDS for entry in entries)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The NSPCC has published a summary of learning from case reviews. It is short.",
         "Summary of learning from case reviews"),
        ("BBC News article looks at why more children leave school early, as costs rise.",
         "Why more children leave school early"),
        ("The Centre has produced a report exploring how schools listen, which is based on talks.",
         "Report on how schools listen"),
        ("Ofcom has published research showing that half of all parents check what is seen.",
         "Half of all parents check what is seen"),
        ("The 'Small Steps' blog explores how carers learn to wait.", "Small Steps: how carers learn to wait"),
        ("New figures released to a paper by the police show a fall in thefts by children.",
         "Fall in thefts by children"),
        ("Dr. Ann Other has written a guide to sleep for carers of babies.", "Guide to sleep for carers of babies"),
        ("The Society has made a new report as part of the Long Road research. The report looks at how carers find time to rest.",
         "How carers find time to rest"),
        ("Report from the group of nurses to examine the rise of vaping among pupils.",
         "Report on the rise of vaping among pupils"),
    ],
)  # fmt: skip
def test_a_title_is_what_the_sentence_points_to(text: str, title: str) -> None:
    assert suggest_title(text, ["report"]) == (title, True)


def test_a_title_is_the_first_link_where_that_reads_as_one() -> None:
    linked = "Nine ways to listen well"
    assert suggest_title(f"See {linked}.", [linked]) == (linked, True)


def test_a_title_that_had_to_be_cut_is_not_sure() -> None:
    text = " ".join(["Many words of a sentence"] * 6)
    title, sure = suggest_title(text, [])
    assert len(title.split()) <= 16
    assert not sure


def test_an_id_holds_neither_publishers_nor_kinds_nor_people() -> None:
    assert suggest_id("Ofcom guide to listening well at home", (), ["Ofcom", "guide"]) == (
        "listening-well-home"
    )
    assert suggest_id("Summary of learning from case reviews", {"learning-case-reviews"}) == (
        "learning-case-reviews-2"
    )
    assert suggest_id("Words Matter: how carers wait", ()) == "words-matter"
    assert suggest_id("2017 to 2019", ()) == "item-2017-2019"
    assert suggest_id("…", ()) == "entry"


def test_a_person_in_a_title_is_found() -> None:
    text = "Podcast about Mary Nobody, who was 15, and her school."
    title, _ = suggest_title(text, [])
    assert persons_in(title, text, ["The Board"]) == ["Mary Nobody"]
    assert not persons_in("Guide by Young Minds", "Guide by Young Minds.", ["Young Minds"])
    assert suggest_id("Podcast on Mary Nobody", (), ["Mary Nobody", "podcast"]) == "entry"


def test_a_kind_beside_the_link_outweighs_the_one_its_publisher_is_known_for() -> None:
    guess = Cues(KINDS).kind("BBC podcast about care.", ["about care"], "BBC News")
    assert guess
    assert guess.kind == "podcast"


def test_joint_publishers_are_found_and_those_of_later_links() -> None:
    finder = Gazetteer(knowledge().vocabulary.sources)

    def sure(text: str, *anchors: str) -> set[str]:
        found = finder.publishers(text, (), anchors)
        return {named.slug for named in found if named.sure >= gazetteer.SURE}

    assert sure("A guide from the NSPCC, Ofcom and the Ann Craft Trust is out.") == {
        "nspcc",
        "ofcom",
        "ann-craft-trust",
    }
    assert sure("Work by the Universities of Birmingham and East Anglia.") == {
        "university-of-birmingham", "university-of-east-anglia"}  # fmt: skip
    text = "The NSPCC has published a guide. Ofcom has published a study of it."
    assert sure(text, "guide", "study") == {"nspcc", "ofcom"}
    assert sure(text, "guide") == {"nspcc"}
    assert sure("BBC News spoke to Ann Other from the NSPCC about it.", "BBC News") == {"bbc"}


def test_a_publisher_that_may_be_missing_is_told() -> None:
    finder = Gazetteer(knowledge().vocabulary.sources)
    text = "The NSPCC and Acme Institute have published a guide."
    assert finder.missing(text, finder.publishers(text, ()), ["guide"]) == "Acme Institute"
    alone = "The NSPCC has published a guide."
    assert finder.missing(alone, finder.publishers(alone, ()), ["guide"]) == ""


def test_it_has_also_means_the_publisher_of_the_entry_before() -> None:
    finder = Gazetteer(knowledge().vocabulary.sources)
    found = finder.publishers("It has also published a list of research.", ("ofcom",))
    assert [named.slug for named in found] == ["ofcom"]


def test_a_word_that_is_also_a_name_is_no_publisher() -> None:
    finder = Gazetteer(knowledge().vocabulary.sources)
    assert not finder.publishers("Many young people become anxious about money.", ())
    assert finder.publishers("Become charity have produced a briefing.", ())[0].slug == "become"
