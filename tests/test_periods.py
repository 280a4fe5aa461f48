"""How issues are named: by month, week, day or number."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.model.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    PERIODS,
    day_of,
    issue_problem,
    label,
    order,
    period_of,
    week_of,
)
from sphinx_roundup.model.records import Issue
from sphinx_roundup.model.vocabulary import Vocabulary
from sphinx_roundup.parse.page import read_page

DAYS = st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR - 1, 12, 31))
FORMS = {"month": "%Y-%m", "day": "%Y-%m-%d"}


def id_of(key: str, date: dt.date) -> str:
    return week_of(date) if key == "week" else date.strftime(FORMS[key])


@pytest.mark.parametrize(
    ("name", "key", "words", "following"),
    [
        ("2024-12", "month", "December 2024", "2025-01"),
        ("2020-W53", "week", "Week 53 of 2020", "2021-W01"),
        ("2024-W18", "week", "Week 18 of 2024", "2024-W19"),
        ("2024-02-28", "day", "28 February 2024", None),
        ("544", "number", "Issue 544", "545"),
    ],
)
def test_an_id_says_its_form_its_words_and_the_next(
    name: str, key: str, words: str, following: str | None
) -> None:
    assert period_of(name) == key
    assert issue_problem(name) == ""
    assert label(name, None, "en_GB") == words
    assert PERIODS[key].next(name, None) == following


def test_a_day_is_followed_after_as_long_as_it_followed_the_one_before() -> None:
    assert PERIODS["day"].next("2024-02-28", "2024-02-21") == "2024-03-06"


def test_a_dated_number_says_its_day_in_the_language_of_the_archive() -> None:
    dated = dt.date(2024, 5, 3)
    assert label("544", dated, "en_GB") == "Issue 544, 3 May 2024"
    assert label("2024-05-03", None, "de") == "3. Mai 2024"
    assert label("2024-05", None, "fr") == "mai 2024"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("0000-01", "its year is not between 1800 and 2199"),
        ("9999-12", "its year is not between 1800 and 2199"),
        ("1799-12-31", "its year is not between"),
        ("0000-W01", "its year is not between"),
        ("2021-W53", "there is no such week"),
        ("2023-02-29", "there is no such day"),
        ("2024-13", "it is neither a month, a week, a day nor a number"),
        ("2024-w18", "it is neither"),
        ("0", "it is neither"),
        ("007", "it is neither"),
        ("april", "it is neither"),
        ("２０２４-05", "it is neither"),
    ],
)
def test_what_is_no_issue_is_refused_with_a_reason(name: str, why: str) -> None:
    assert issue_problem(name).startswith(why)
    page = read_page(f"issues/{name}.md", "---\nmasthead: X\n---\n\n# X\n")
    assert page.issue is None
    assert f"“{name}” is no issue: {why}" in page.problems[0].message


@given(DAYS, st.sampled_from(["month", "week", "day"]))
def test_every_day_is_in_the_issue_it_names_and_in_no_other(date: dt.date, key: str) -> None:
    name = id_of(key, date)
    first = day_of(name)
    assert first
    after = PERIODS[key].after(first)
    assert first <= date < after
    assert id_of(key, after) != name
    assert id_of(key, after - dt.timedelta(days=1)) == name
    assert PERIODS[key].next(name, id_of(key, first - dt.timedelta(days=1))) == id_of(key, after)


@given(st.lists(DAYS, unique=True), st.sampled_from(["month", "week", "day"]))
def test_ids_sort_as_their_days_do(dates: list[dt.date], key: str) -> None:
    names = list(dict.fromkeys(id_of(key, date) for date in sorted(dates)))
    assert sorted(names, key=order) == names
    issues = assemble(
        [Issue(name, "") for name in reversed(names)], Vocabulary(named_by=key)
    ).issues
    assert [issue.id for issue in issues] == names


def test_numbers_sort_as_numbers_and_by_day_first() -> None:
    def numbered(number: int, day: int) -> Issue:
        return Issue(str(number), "", dated=dt.date(2024, 1, day))

    archive = assemble([numbered(100, 3), numbered(99, 2), numbered(9, 1)], Vocabulary())
    assert [issue.id for issue in archive.issues] == ["9", "99", "100"]
    assert sorted(["100", "9", "99"], key=order) == ["9", "99", "100"]
    assert archive.issue["9"].file == "issue-9"


@pytest.mark.parametrize(
    ("top", "message"),
    [
        ("", "the top lines give no date: a number says none."),
        ("date: May\n", "“May” is not a date."),
        ("date: 0001-01-01\n", "the year of 0001-01-01 is not between 1800 and 2199."),
        ('date: "2024-02-30"\n', "“2024-02-30” is not a date."),
    ],
)
def test_a_numbered_issue_needs_a_day(top: str, message: str) -> None:
    page = read_page("issues/7.md", f"---\nmasthead: X\n{top}---\n\n# X\n")
    assert page.issue is None
    assert any(message in problem.message for problem in page.problems)


def test_a_numbered_issue_has_the_day_of_its_top_lines() -> None:
    page = read_page("issues/7.md", "---\nmasthead: X\ndate: 2024-05-03\n---\n\n# X\n")
    assert page.issue
    assert page.issue.day == dt.date(2024, 5, 3)
    assert (page.refused, page.problems) == ((), ())
