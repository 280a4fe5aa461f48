"""What is wrong between the topics and the organisations of a vocabulary."""

from __future__ import annotations

import random

import pytest

from sphinx_roundup.lint.vocabulary_rules import check_vocabulary
from sphinx_roundup.model.archive import MAX_DEPTH
from sphinx_roundup.model.page_records import Topic
from sphinx_roundup.model.vocabulary import Source, Vocabulary

Told = list[tuple[str, str, int, str, str, str]]


def told(*topics: Topic, sources: tuple[Source, ...] = ()) -> Told:
    return [
        (key, p.path, p.line, p.subtype, p.message, p.hint)
        for key, p in check_vocabulary(Vocabulary(topics, sources))
    ]


def chain(count: int) -> list[Topic]:
    return [Topic(f"t{n}", f"T{n}", broader=(f"t{n - 1}",) if n else ()) for n in range(count)]


def test_nothing_is_wrong_with_a_sound_vocabulary() -> None:
    topics = (
        Topic("a", "A", also_printed_as=("A too",)),
        Topic("b", "B", broader=("a",), related=("c",)),
        Topic("c", "C", broader=("a", "b")),
    )
    sources = (
        Source("bbc", "BBC", aliases=("BBC", "Beeb")),
        Source("itv", "ITV", part_of="bbc", successor="bbc"),
    )
    assert told(*topics, sources=sources) == []


def test_relations_to_topics_that_there_are_not() -> None:
    topics = (Topic("care", "Care"), Topic("b", "B", broader=("cares",), related=("zzz",)))
    assert told(*topics) == [
        ("broader", "topics/b.md", 1, "unknown-related", "broader names “cares”, which is no topic.",
         "Did you mean “care”?"),
        ("related", "topics/b.md", 1, "unknown-related", "related names “zzz”, which is no topic.",
         "Add topics/zzz.md or remove it."),
    ]  # fmt: skip


def test_an_organisation_names_others_that_there_are_not() -> None:
    sources = (
        Source("a", "A", part_of="zzz"),
        Source("bbc", "B"),
        Source("c", "C", successor="bcc"),
    )
    assert told(sources=sources) == [
        ("a", "sources.yml", 1, "bad-sources", "“a” has part-of: zzz, which is not in the file.",
         "Add it or take it out."),
        ("c", "sources.yml", 1, "bad-sources", "“c” has successor: bcc, which is not in the file.",
         "Did you mean “bbc”?"),
    ]  # fmt: skip


def test_slugs_whose_page_is_taken() -> None:
    message, hint = "“index” is the address of the list itself.", "Choose another slug."
    assert told(Topic("index", "A"), sources=(Source("index", "B"), Source("i", "I"))) == [
        ("title", "topics/index.md", 1, "page-clash", message, hint),
        ("index", "sources.yml", 1, "page-clash", message, hint),
    ]


def test_names_given_twice() -> None:
    topics = (
        Topic("a", "Care & Home"),
        Topic("b", "B", also_printed_as=("care and home",)),
        Topic("c", "CARE and Home"),
    )
    sources = (Source("x", "X", "Ex"), Source("y", "Y", aliases=("ex",)), Source("z", "z"))
    hint = "Keep it in one of the two."
    assert told(*topics, sources=sources) == [
        ("also-printed-as", "topics/b.md", 1, "duplicate-label",
         "the name “care and home” of “b” is already a name of “a” (topics/a.md).", hint),
        ("title", "topics/c.md", 1, "duplicate-label",
         "the name “CARE and Home” of “c” is already a name of “a” (topics/a.md).", hint),
        ("y", "sources.yml", 1, "duplicate-label",
         "the name “ex” of “y” is already a name of “x” (sources.yml).", hint),
    ]  # fmt: skip


def test_a_topic_that_is_broader_than_itself() -> None:
    topics = (
        Topic("above", "Above"),
        Topic("a", "A", broader=("b", "above")),
        Topic("b", "B", broader=("a",)),
        Topic("below", "Below", broader=("a",)),
        Topic("self", "Self", broader=("self", "zzzz")),
    )
    hint = "Remove one of the broader topics on the way round."
    found = [one for one in told(*topics) if one[3] == "topic-cycle"]
    assert found == [
        ("broader", f"topics/{slug}.md", 1, "topic-cycle",
         f"“{slug}” is broader than itself by way of {way}.", hint)
        for slug, way in (("a", "b, above"), ("b", "a"), ("self", "self, zzzz"))
    ]  # fmt: skip


def test_between_two_circles_nothing_is_broader_than_itself() -> None:
    topics = (
        Topic("a", "A", broader=("b",)), Topic("b", "B", broader=("a",)),
        Topic("mid", "Mid", broader=("a",)),
        Topic("y", "Y", broader=("z", "mid")), Topic("z", "Z", broader=("y",)),
    )  # fmt: skip
    assert [key for _, key, *_ in told(*topics)] == [f"topics/{slug}.md" for slug in "abyz"]


def test_how_many_topics_may_stand_above_one() -> None:
    assert told(*chain(MAX_DEPTH + 1)) == []
    last = MAX_DEPTH + 1
    assert told(*chain(last + 2)) == [
        ("broader", f"topics/t{n}.md", 1, "too-large",
         f"more than {MAX_DEPTH} topics stand above “t{n}”, one above the other.",
         "Take one of those in between out of broader.")
        for n in (last, last + 1)
    ]  # fmt: skip


def test_a_circle_is_told_before_the_depth() -> None:
    topics = [*chain(MAX_DEPTH + 3), Topic("a", "A", broader=("a",))]
    assert {one[3] for one in told(*topics)} == {"topic-cycle"}


@pytest.mark.parametrize("seed", range(60))
def test_circles_are_those_that_a_walk_finds(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - chance, not a secret
    names = [f"t{n}" for n in range(7)]
    above = {name: tuple(dice.sample(names, dice.choice((0, 1, 1, 2)))) for name in names}

    def reached(name: str) -> set[str]:
        found: set[str] = set()
        waiting = [*above[name]]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += above[one]
        return found

    topics = (Topic(name, name, broader=broader) for name, broader in above.items())
    circling = [path for _, path, _, subtype, *_ in told(*topics) if subtype == "topic-cycle"]
    assert circling == [f"topics/{name}.md" for name in names if name in reached(name)]
