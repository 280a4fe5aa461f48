"""Entries over time: what is counted, what leads to it, and where a table would say nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pdf.made import TOPICS, archive_of, issue_of, item
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.records import Issue
from sphinx_roundup.model.settings import Settings
from sphinx_roundup.views.counts import Periods, Trend, TrendRow, periods_of, trend
from sphinx_roundup.views.facets import FACET, Entry
from sphinx_roundup.views.listings import Listings


def issue(name: str, *topics: str) -> Issue:
    """An issue with an entry on each of these topics, under a heading that is none."""
    items = (
        item(f"{slug}-{n}", issue=name, topics=(slug,), heading="OTHER")
        for n, slug in enumerate(topics)
    )
    return issue_of(*items, id=name, heading="OTHER")


SEVERAL = archive_of(
    issue("2019-03", "missing"),
    issue("2020-01", "missing", "missing-from-care", "online-safety"),
    issue("2020-02", "missing"),
    issue("2023-05", "missing", "online-safety"),
    issue("2024-01", "online-safety"),
)
ONE_YEAR = archive_of(
    issue("2024-01", "missing"), issue("2024-02", "missing", "missing", "online-safety", "missing")
)


def trend_of(archive: Archive, topic: str) -> Trend | None:
    return Listings(archive, Settings()).entry(FACET["topics"], Entry(topic, topic)).trend


def test_years_without_an_entry_are_told_up_to_the_newest() -> None:
    """A topic has the entries of those below it; nobody may think that silence ended with it."""
    assert trend_of(SEVERAL, "missing") == Trend(
        (
            TrendRow("2024", "year=2024", 0, 0),
            TrendRow("2023", "year=2023", 1, 33),
            TrendRow("2022", "year=2022", 0, 0),
            TrendRow("2021", "year=2021", 0, 0),
            TrendRow("2020", "year=2020", 3, 100),
            TrendRow("2019", "year=2019", 1, 33),
        ),
        "2020",
        3,
        by_year=True,
    )


def test_an_archive_of_one_year_is_counted_by_issue() -> None:
    shown = trend_of(ONE_YEAR, "missing")
    assert shown
    assert shown.rows == (
        TrendRow("Month of 2024-02", "#issue-2024-02", 3, 100),
        TrendRow("Month of 2024-01", "#issue-2024-01", 1, 33),
    )
    assert not shown.by_year


def test_a_table_that_would_say_nothing_is_left_out() -> None:
    assert trend_of(SEVERAL, "online-safety") is None  # three entries
    assert trend_of(archive_of(issue("2024-01", *["missing"] * 9)), "missing") is None  # one issue
    one = archive_of(issue("2023-01", "online-safety"), issue("2024-01", *["missing"] * 9))
    assert trend_of(one, "missing") is None  # all in one year
    assert Listings(one, Settings()).entry(FACET["years"], Entry("2024", "2024")).trend is None


def test_the_map_has_each_topic_once_and_all_entries() -> None:
    view = Listings(SEVERAL, Settings()).trends
    assert view
    (table,) = view.tables
    assert table.title == "2019 to 2024"
    assert [label for label, _ in table.periods] == ["2024", "2023", "2022", "2021", "2020", "2019"]
    assert table.whole == (1, 2, 0, 0, 4, 1)
    assert [(row.label, row.depth, row.counts) for row in table.rows] == [
        ("Missing", 0, (0, 1, 0, 0, 3, 1)),
        ("Missing from care", 1, (0, 0, 0, 0, 1, 0)),
        ("Online safety", 0, (1, 1, 0, 0, 1, 0)),
    ]
    assert view.most == 3
    both = replace(TOPICS[1], broader=("missing", "online-safety"))
    twice = replace(SEVERAL, topics=(TOPICS[0], both, TOPICS[2]))
    again = Listings(twice, Settings()).trends
    assert again
    assert [row.label for row in again.tables[0].rows].count("Missing from care") == 1


def test_many_years_stand_in_tables_of_ten_with_the_topics_of_each() -> None:
    issues = [
        issue(f"{year}-01", "missing" if year < 2000 else "online-safety")
        for year in range(1988, 2011)
    ]
    view = Listings(archive_of(*issues), Settings()).trends
    assert view
    assert [table.title for table in view.tables] == [
        "2001 to 2010",
        "1991 to 2000",
        "1988 to 1990",
    ]
    assert [[row.label for row in table.rows] for table in view.tables] == [
        ["Online safety"], ["Missing", "Online safety"], ["Missing"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "archive",
    [
        archive_of(),
        archive_of(issue("2024-01", "missing", "online-safety")),
        archive_of(issue("2023-01", "online-safety"), issue("2024-01", "online-safety")),
    ],
    ids=["empty", "one issue", "one topic"],
)
def test_there_is_no_map_of_one(archive: Archive) -> None:
    assert Listings(archive, Settings()).trends is None


def test_an_empty_archive_has_no_periods() -> None:
    assert periods_of(archive_of()) == Periods({}, {}, are_years=True)
    assert trend(periods_of(archive_of()), []) is None
