"""The date line."""

from __future__ import annotations

import pytest

from sphinx_roundup.importer.dates import DateFinder

find_date = DateFinder().find


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
    found = find_date(line)
    assert found
    assert (found.ids["month"], *found[1:]) == (issue, before, printed, alone)


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("Friday 3rd May 2024", {"month": "2024-05", "week": "2024-W18", "day": "2024-05-03"}),
        ("Friday, May 3, 2024", {"month": "2024-05", "week": "2024-W18", "day": "2024-05-03"}),
        ("2024-05-03", {"month": "2024-05", "week": "2024-W18", "day": "2024-05-03"}),
        ("Week 18 of 2024", {"week": "2024-W18"}),
        ("week 1, 2024", {"week": "2024-W01"}),
        ("2024-W18", {"week": "2024-W18"}),
        ("31 February 2024", {"month": "2024-02"}),
        (
            "Issue #544 – 3 May 2024",
            {"month": "2024-05", "week": "2024-W18", "day": "2024-05-03", "number": "544"},
        ),
    ],
)
def test_a_day_a_week_and_a_number_are_found(line: str, ids: dict[str, str]) -> None:
    found = find_date(line)
    assert found
    assert found.ids == ids
    assert found.alone


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "3. Mai 2024"),
        ("fr", "3 mai 2024"),
        ("pt_BR", "3 de maio de 2024"),
        ("xx", "3 May 2024"),
    ],
)
def test_months_are_found_in_the_language_of_the_archive(language: str, line: str) -> None:
    found = DateFinder(language).find(line)
    assert found
    assert found.ids["day"] == "2024-05-03"


@pytest.mark.parametrize(
    "line", ["", "May we help?", "In 2024", "Marching 2024", "May 1802", "week 60 of 2024"]
)
def test_other_lines_have_none(line: str) -> None:
    assert find_date(line) is None
