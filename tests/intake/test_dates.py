"""The date line."""

from __future__ import annotations

import pytest

from sphinx_roundup.importer.dates import find_date


@pytest.mark.parametrize(
    ("line", "issue", "before", "printed", "alone"),
    [
        ("April 2024", "2024-04", "", "April 2024", True),
        ("1st April 2024", "2024-04", "", "1st April 2024", True),
        ("Monday 1 April 2024", "2024-04", "", "Monday 1 April 2024", True),
        ("Issue 12 | Sept 2019", "2019-09", "", "Issue 12 | Sept 2019", True),
        ("Research Round-up – May 2021", "2021-05", "Research Round-up –", "May 2021", False),
    ],
)
def test_a_month_and_its_year_are_found(
    line: str, issue: str, before: str, printed: str, alone: bool
) -> None:
    assert find_date(line) == (issue, before, printed, alone)


@pytest.mark.parametrize("line", ["", "May we help?", "In 2024", "Marching 2024", "May 1802"])
def test_other_lines_have_none(line: str) -> None:
    assert find_date(line) is None
