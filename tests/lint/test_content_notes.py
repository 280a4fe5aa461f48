"""Entries of the same matter, with and without a content note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from click.testing import CliRunner

from conftest import Site
from pdf.made import archive_of, issue_of, item
from sphinx_roundup.cli import main
from sphinx_roundup.lint.content_notes import holds, matters
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.records import Item

NOTED = item("noted", content_note=("violence",), topics=("online-safety",))
SAYS = item("says", text="A report on Violence at home.")
NEAR = item("near", topics=("online-safety",))
FAR = item("far", topics=("missing",))


def found(*items: Item) -> dict[str, list[tuple[str, str]]]:
    archive: Archive = archive_of(issue_of(*items, heading="Other"))
    listed = matters(archive, lambda text: text.lower().rstrip(".").split())
    return {
        matter.note: [(one.item.slug, one.because) for one in matter.unmarked] for matter in listed
    }


def test_an_entry_with_the_words_or_a_rare_topic_of_the_note_is_listed() -> None:
    items = [replace(one, heading="Other") for one in (NOTED, SAYS, NEAR, FAR)]
    assert found(*items) == {
        "violence": [
            ("says", "it says “violence”"),
            ("near", "it is on “Online safety”, as one with the note is"),
        ]
    }


def test_a_topic_that_many_have_tells_nothing() -> None:
    many = [replace(item(f"n{n}", topics=("online-safety",)), heading="Other") for n in range(4)]
    assert found(replace(NOTED, heading="Other"), *many) == {}


@pytest.mark.parametrize(
    ("words", "wanted", "so"),
    [("a b c", "b c", True), ("a b c", "a c", False), ("a", "a b", False), ("a", "", False)],
)
def test_words_stand_one_after_another(words: str, wanted: str, so: bool) -> None:
    assert holds(words.split(), wanted.split()) is so


def test_the_command_names_file_and_line_and_changes_nothing(
    site: Callable[[str], Site],
) -> None:
    small = site("small")
    small.edit("issues/2024-04.md", "A report on drugs", "A report on violence")
    issue = small.source / "issues/2024-04.md"
    before = issue.read_text(encoding="utf-8")
    done = CliRunner().invoke(main, ["content-notes", "--archive", str(small.source)])
    assert done.exit_code == 0, done.output
    line = before.splitlines().index(":::{item} A report on violence") + 1
    assert f"  without  issues/2024-04.md:{line}: A report on violence" in done.output
    assert "  with     issues/2024-04.md:11: A review of exploitation" in done.output
    assert done.output.endswith("1 entry to look at.\n")
    assert issue.read_text(encoding="utf-8") == before
