"""The vocabulary: names that count as the same, files that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from gold import PRINTED
from sphinx_roundup.lint.vocabulary_rules import check_vocabulary
from sphinx_roundup.model.page_records import Topic
from sphinx_roundup.model.vocabulary import Vocabulary, fold
from sphinx_roundup.parse.vocabulary import load


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Online Safety & Online Harms", "online safety and online harms"),
        ("Children’s Social Care", "Children's social care"),
        ("SEND (Special Educational Needs)", "send special educational needs"),
        ("Cost-of-Living", "cost of living"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_names_that_differ() -> None:
    assert fold("Missing") != fold("Missing education")


def test_the_real_vocabulary_is_sound() -> None:
    real = load(PRINTED)
    assert not real.problems
    assert len(real.topics) > 50
    assert real.topic_of_heading("VAWG (Violence Against Women and Girls)") == (
        "violence-against-women-and-girls"
    )


def test_a_cycle_is_found_wherever_it_begins() -> None:
    topics = tuple(
        Topic(slug, slug, broader=(above,)) for slug, above in (("a", "b"), ("b", "c"), ("c", "a"))
    )
    found = [
        problem
        for _, problem in check_vocabulary(Vocabulary(topics))
        if problem.subtype == "topic-cycle"
    ]
    assert [problem.path for problem in found] == ["topics/a.md", "topics/b.md", "topics/c.md"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &x 1\nb: *x\n", "with &"),
        ("bbc:\n  name: A\nbbc:\n  name: B\n", "“bbc” is given twice"),
        ("bbc: !!python/object/apply:os.system ['true']\n", "with !"),
        ("bbc:\n  name: 2024-99-99\n", "cannot be read"),
        ("- bbc\n", "must be a list of “slug:” entries"),
        ("Bad Slug:\n  name: x\n", "the slug must be"),
        ("bbc:\n  name: [1]\n", "must be in quotes"),
        ("bbc:\n  name: BBC\n  alias: [x]\n", "Did you mean “aliases”?"),
    ],
)
def test_sources_that_cannot_be_used(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "sources.yml").write_text(text, encoding="utf-8")
    problems = load(tmp_path).problems
    assert len(problems) == 1
    assert message in problems[0].sentence
