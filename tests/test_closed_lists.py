"""The closed lists of ``vocabulary.yml``: read strictly, told with their lines, shown everywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Site
from sphinx_roundup.check.archive import check
from sphinx_roundup.model.vocabulary import LISTS
from sphinx_roundup.parse.closed_lists import (
    FILE,
    ClosedLists,
    _read,
    default_lists,
    load_closed_lists,
)
from sphinx_roundup.parse.vocabulary import load


def read(text: str) -> ClosedLists:
    return _read(text, default_lists())


def told(text: str) -> list[str]:
    return [f"{p.line}: {p.sentence}" for p in read(text).problems]


def test_an_archive_without_the_file_has_the_packages_kinds_and_no_audiences(
    tmp_path: Path,
) -> None:
    closed = load_closed_lists(tmp_path)
    assert not closed.problems
    assert {"news", "report", "guide"} <= {kind.slug for kind in closed.kinds}
    assert {name for name in LISTS if closed.lists[name]} == {"access", "reasons"}


def test_a_list_that_is_given_takes_the_place_of_the_packages_and_no_other_does() -> None:
    closed = read("kinds:\n  job: Job\naccess: {}\n")
    assert [(kind.slug, kind.label, kind.plural) for kind in closed.kinds] == [
        ("job", "Job", "Job")
    ]
    assert closed.lists["access"] == {}
    assert read("nations:\n  mars: Mars\n").kinds == default_lists().kinds


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kinds: [a, b]\n", "1: kinds must be a list of slugs."),
        ("kinds:\n  a: A\n  B b: B\n", "3: “B b” is no slug."),
        ("kinds:\n  a:\n    plural: As\n", "2: “a” has no label."),
        (
            "kinds:\n  a:\n    label: A\n    ris: 7\n",
            "4: it cannot be read: “7” must be in quotes.",
        ),
        ("kinds:\n  a:\n    label: A\n    words: one\n", "4: words must be a list"),
        ("kinds:\n  a: A\n  b:\n    label: a\n", "3: “b” has the label of “a”."),
        ("kinds:\n  a:\n    label: A\n    plurl: As\n", "4: “plurl” is not a known key. Did you"),
        ("nation:\n  x: X\n", "1: “nation” is not a known key. Did you mean “nations”?"),
        ("nations:\n  x: 1999\n", "2: it cannot be read: “1999” must be in quotes."),
        ('nations:\n  x: "a\\nb"\n', "2: the words of “x” cannot be used."),
        ('nations:\n  x: "a\\u202eb"\n', "2: there is a character that nobody can see"),
        ("nations:\n  x: <script>\n", "2: HTML such as"),
        ("nations:\n  x: {{ x }}\n", "2: "),
        ("- a\n", "1: it must be lists"),
        ("a: [\n", "2: it cannot be read"),
        (
            "nations: &a {}\naccess: *a\n",
            "1: it cannot be read: a value begins with &, and must be in quotes.",
        ),
        ("kinds:\n  a: A\n  a: B\n", "3: it cannot be read: “a” is given twice."),
    ],
)
def test_a_slip_is_told_with_its_line(text: str, message: str) -> None:
    (first, *_) = told(text)
    assert first.startswith(message)


def test_a_file_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("kinds:\n  secret: Secret\n")
    (tmp_path / FILE).symlink_to(tmp_path / "secret")
    closed = load_closed_lists(tmp_path)
    assert [p.subtype for p in closed.problems] == ["unsafe-file"]
    assert "secret" not in {kind.slug for kind in closed.kinds}


@given(st.text(max_size=200) | st.recursive(st.text(), lambda c: st.lists(c) | st.dictionaries(st.text(), c), max_leaves=8).map(json.dumps))  # fmt: skip
def test_nothing_in_the_file_stops_a_build(text: str) -> None:
    closed = read(text)
    assert all(problem.path == FILE and problem.line >= 1 for problem in closed.problems)
    assert all(kind.label and "\n" not in kind.label for kind in closed.kinds)


def test_check_and_build_tell_the_same(site: Callable[[str], Site]) -> None:
    small = site("small")
    small.edit(FILE, "    label: News article\n", "    lable: News article\n")
    small.build()
    line = next(
        n for n, text in enumerate((small.source / FILE).read_text().splitlines(), 1)
        if "lable" in text
    )  # fmt: skip
    assert f"{FILE}:{line}: WARNING: “lable” is not a known key." in small.warnings
    told = [(p.path, p.line) for p in check(small.source).problems if p.path == FILE]
    assert (FILE, line) in told


def test_a_new_label_is_shown_everywhere_at_the_next_build(site: Callable[[str], Site]) -> None:
    small = site("small")
    out = small.build_quietly()
    small.edit(FILE, "england: England", "england: The nation of England")
    small.edit(FILE, "label: Guide or practice tips", "label: Handbook")
    small.edit(FILE, "  violence: violence", "  violence: fights")
    small.build_quietly()
    page = (out / "issues/2024-04.html").read_text()
    assert "The nation of England" in page
    assert "</b>Handbook" in page
    assert "fights" in page
    assert ">Handbook<" in (out / "e/2024-04/practice-tips.html").read_text()
    index = "".join(path.read_text() for path in sorted((out / "search").rglob("*.js")))
    assert "The nation of England" in index
    assert "fights" in index
    schema = json.loads((out / "archive.schema.json").read_text())
    assert "$schema" in schema


def test_a_word_that_no_list_has_is_shown_nowhere(site: Callable[[str], Site]) -> None:
    small = site("small")
    small.edit("issues/2024-04.md", ":nation: england", ":nation: atlantis, england")
    small.edit("issues/2023-12.md", ":kind: guide", ":kind: gude")
    out = small.build()
    assert "“atlantis” is no nation" in small.warnings
    assert "“gude” is no kind. Did you mean “guide”?" in small.warnings
    items = json.loads((out / "archive.json").read_text())["issues"]
    found = [i for issue in items for h in issue["headings"] for i in h["items"]]
    assert [i["nation"] for i in found if "nation" in i] == [["england"]]
    assert found[0]["kind"] is None


def test_a_field_whose_list_is_empty_is_offered_to_nobody(site: Callable[[str], Site]) -> None:
    small = site("small")
    (small.source / FILE).unlink()
    words = load(small.source)
    assert not words.closed["audiences"]
    home = small.source / "index.md"
    home.write_text(home.read_text() + "\n```{listing} item-fields\n```\n")
    page = (small.build() / "index.html").read_text()
    assert ":audience:" not in page
    assert ":access:" in page
    assert "This archive has no audiences: take the line out." in small.warnings


def test_no_kind_has_a_type_that_a_reference_manager_refuses_or_changes() -> None:
    for kind in default_lists().kinds:
        assert kind.csl != "software", kind.slug
        assert kind.ris not in {"GEN", "CONF"}, kind.slug
