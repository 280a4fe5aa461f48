"""Count entries over time: by year, or by issue in an archive of one year.

These are counts of what was printed. They say nothing of how often something happens, and each
page that shows them says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from ..model.archive import Archive
from ..model.records import Item

_ISSUE = attrgetter("issue")
LEAST = 2
"""So many periods, or lines of a map, can be compared."""
_FEW = 4
"""Entries below which a list says at a glance when they were printed."""


class TrendRow(NamedTuple):
    """How many entries a list has of a period; ``share`` is that of its largest, in percent.

    ``address`` leads to them: fields of a search, or an anchor on the same page.
    """

    label: str
    address: str
    entries: int
    share: int


@dataclass(frozen=True, slots=True)
class Trend:
    """How many entries a list has over time, newest first, and when it has ``most``."""

    rows: tuple[TrendRow, ...]
    most_in: str
    most: int
    by_year: bool


@dataclass(frozen=True, slots=True)
class Periods:
    """What an archive's entries are counted by, oldest first: its years, or the issues of its only year."""

    labels: Mapping[str, str]
    of_issue: Mapping[str, str]
    are_years: bool

    def count(self, items: Iterable[Item]) -> Counter[str]:
        """Count items by their period."""
        return Counter(map(self.of_issue.__getitem__, map(_ISSUE, items)))

    def address(self, period: str) -> str:
        """What leads to the entries of a period: a filter of the search, or the list of an issue."""
        return f"year={period}" if self.are_years else f"#issue-{period}"


def periods_of(archive: Archive) -> Periods:
    """Give the periods of an archive; years without an issue are among them, for a gap is told too."""
    years = [issue.year for issue in archive.issues]
    if len(set(years)) == 1:
        labels = {issue.id: issue.date for issue in archive.issues}
        return Periods(labels, {name: name for name in labels}, are_years=False)
    every = range(min(years), max(years) + 1) if years else ()
    of_issue = {issue.id: str(issue.year) for issue in archive.issues}
    return Periods({str(year): str(year) for year in every}, of_issue, are_years=True)


def trend(periods: Periods, items: Sequence[Item]) -> Trend | None:
    """Give the rows of a list, newest first, from its first period to the archive's newest.

    None where a table would say nothing: of few entries, or where all are of one period.
    """
    found = periods.count(items)
    if len(items) < _FEW or len(found) < LEAST:
        return None
    names = list(periods.labels)
    shown = names[min(map(names.index, found)) :]
    most = max(shown, key=found.__getitem__)
    rows = tuple(
        TrendRow(
            periods.labels[one], periods.address(one), found[one], 100 * found[one] // found[most]
        )
        for one in reversed(shown)
    )
    return Trend(rows, periods.labels[most], found[most], periods.are_years)
