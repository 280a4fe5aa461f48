"""What the home page tells: of the newest issue, what to search for, and what is to come."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pdf.made import archive_of, issue_of, item
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.records import Issue, Section
from sphinx_roundup.model.settings import Settings
from sphinx_roundup.views.home import newest, searches, upcoming
from sphinx_roundup.views.listings import Listings
from sphinx_roundup.views.reader_views import UpcomingView
from sphinx_roundup.views.sorting import sort_all
from sphinx_roundup.views.views import YearsView


def issue_under(headings: int, each: int) -> Issue:
    """An issue with so many headings, so many entries under each, and a heading with none."""
    sections = [
        Section(f"H{n}", f"h{n}", tuple(item(f"{n}-{at}") for at in range(each)))
        for n in range(headings)
    ]
    return replace(issue_of(), sections=(Section("Empty", "empty"), *sections))


def shown(issue: Issue) -> list[str]:
    view = newest(archive_of(issue))
    assert view
    return [one.slug for one in view.items]


def test_of_many_headings_one_entry_is_shown_and_of_few_two() -> None:
    assert shown(issue_under(3, 5)) == ["0-0", "0-1", "1-0", "1-1", "2-0", "2-1"]
    assert shown(issue_under(7, 5)) == [f"{n}-0" for n in range(7)]
    assert len(shown(issue_under(40, 5))) == 12
    assert newest(archive_of()) is None


def searched(archive: Archive) -> tuple[str, ...]:
    return searches(archive, sort_all(archive)["topics"].items)


def test_what_recent_issues_are_most_about_is_worth_a_search() -> None:
    """A topic with others below it that have entries is too wide to be one."""
    old = [
        issue_of(
            item("a", issue=f"2020-{n:02}", topics=("online-safety",), heading="O"),
            id=f"2020-{n:02}",
        )
        for n in range(1, 13)
    ]
    new = [
        issue_of(
            item("b", issue=f"2021-{n:02}", topics=("missing-from-care",), heading="O"),
            id=f"2021-{n:02}",
        )
        for n in range(1, 13)
    ]
    assert searched(archive_of(*old)) == ("Online safety",)
    assert searched(archive_of(*old, *new)) == ("Missing from care",)
    assert searched(archive_of()) == ()


def test_what_is_to_come_is_seen_from_the_archives_date_nearest_first() -> None:
    day = dt.date(2024, 4, 10)
    items = [
        item("past", closes=dt.date(2024, 4, 9)),
        item("late", closes=dt.date(2024, 6, 1)),
        item("today", closes=day),
        item("event", starts=dt.date(2024, 5, 1)),
        item("plain"),
    ]
    archive = archive_of(issue_of(*items), date=day)
    groups = [(title, [one.slug for one in found]) for title, found in upcoming(archive).groups]
    assert groups == [("Closing soon", ["today", "late"]), ("Coming up", ["event"])]
    assert upcoming(replace(archive, date=dt.date(2025, 1, 1))) == UpcomingView(())
    assert upcoming(replace(archive, date=None)) == UpcomingView(())
    many = [item(f"e{n}", starts=dt.date(2024, 5, n + 1)) for n in range(9)]
    ((_, found),) = upcoming(archive_of(issue_of(*many), date=day)).groups
    assert [one.slug for one in found] == ["e0", "e1", "e2", "e3", "e4"]


def test_home_lists_the_years_that_it_asks_for() -> None:
    issues = [
        issue_of(item("a", issue=f"{year}-01"), id=f"{year}-01") for year in range(2019, 2025)
    ]
    listings = Listings(archive_of(*issues), Settings())
    three, every = listings.view("years", "3"), listings.view("years", "")
    assert isinstance(three, YearsView)
    assert isinstance(every, YearsView)
    assert ([row.label for row in three.rows], three.older) == (["2024", "2023", "2022"], True)
    assert (len(every.rows), every.older) == (6, False)
