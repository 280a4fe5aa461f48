"""``roundup review``: points are settled one by one, and what is settled is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import copy_content
from sphinx_roundup.cli.review import points_of, review

CUT = "the title is cut from the printed words: make it short and plain."
DRAFT = f"""---
status: draft
---

# May 2024

## Care

:::{{item}} One thing that is long
:id: one-thing-long
:kind: report
:source: nspcc
:review: {CUT}
:review: the kind is a guess from the words “report”.

The [report](https://example.org/1) as printed.
:::

:::{{item}} Another thing
:id: another-thing
:kind: report
:review: {CUT}

The [other](https://example.org/2) as printed.
:::
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = copy_content(tmp_path) / "issues" / "2024-05.md"
    path.write_text(DRAFT, "utf-8")
    return path


def run(page: Path, *answers: str) -> Result:
    folder = page.parents[1]
    return CliRunner().invoke(
        review, ["2024-05", "--archive", str(folder)], input="\n".join(answers) + "\n"
    )


def left(page: Path) -> list[str]:
    return [point.text for point in points_of(page.read_text("utf-8"))]


def test_a_title_is_changed_and_its_id_follows(page: Path) -> None:
    result = run(page, "c", "Listening well at home", "q")
    text = page.read_text("utf-8")
    assert ":::{item} Listening well at home\n:id: listening-well-home\n:kind: report\n" in text
    assert left(page) == ["the kind is a guess from the words “report”.", CUT]
    assert "The [report](https://example.org/1) as printed." in result.output
    assert "2 points are left" in result.output


def test_all_points_of_a_sort_are_kept_as_they_stand(page: Path) -> None:
    run(page, "a", "q")
    assert left(page) == ["the kind is a guess from the words “report”."]
    assert page.read_text("utf-8") == DRAFT.replace(f":review: {CUT}\n", "")


def test_what_is_skipped_stays_and_what_was_settled_is_kept(page: Path) -> None:
    result = run(page, "s", "k", "s")
    assert left(page) == [CUT, CUT]
    assert result.exit_code == 0


def test_a_field_takes_only_what_the_archive_knows(page: Path) -> None:
    result = run(page, "s", "c", "no kind at all", "guide", "k")
    assert "“no kind at all” is not known." in result.output
    assert ":kind: guide\n" in page.read_text("utf-8")


def test_where_no_point_is_left_the_next_step_is_told(page: Path) -> None:
    result = run(page, "a", "k")
    assert "No point is open" in result.output
    assert not left(page)


def test_an_issue_that_is_not_there_is_told(page: Path) -> None:
    page.unlink()
    result = run(page, "k")
    assert result.exit_code == 2
    assert "there is no issue “2024-05”" in result.output
