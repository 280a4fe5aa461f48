"""Make the map of topics over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..model.archive import Archive
from .counts import LEAST, Periods
from .facets import FACET
from .reader_views import Cells, TrendsView, TrendTable
from .sorting import Sorted
from .views import Row

_COLUMNS = 10
"""Periods of a table: more would not fit beside each other."""


def trends(
    archive: Archive, periods: Periods, topics: Sorted, tree: Sequence[Row]
) -> TrendsView | None:
    """Give the map of topics and periods, newest first; None where there are not two of each.

    :param tree: the topics as the index has them, those below another one after it.
    """
    if not can_compare(periods, tree):
        return None
    rows = list(_flat(tree))
    counts = [
        (row, depth, periods.count(topics.of(row.page.rpartition("/")[2]))) for row, depth in rows
    ]
    whole = periods.count(archive.items)
    most = max(max(found.values(), default=0) for _, _, found in counts)
    names = list(periods.labels)
    starts = range(len(names) % _COLUMNS or _COLUMNS, len(names) + 1, _COLUMNS)
    chunks = [names[max(0, end - _COLUMNS) : end] for end in starts]
    tables = tuple(_table(periods, chunk[::-1], whole, counts) for chunk in reversed(chunks))
    return TrendsView(tables, most, periods.are_years, FACET["topics"].key)


def can_compare(periods: Periods, tree: Sequence[Row]) -> bool:
    """Tell whether there are two periods and two topics: what a map needs."""
    return len(periods.labels) >= LEAST and len(list(_flat(tree))) >= LEAST


def _flat(rows: Sequence[Row]) -> Iterator[tuple[Row, int]]:
    """Each topic once, at its first place, with how many are above it there."""
    seen: set[str] = set()

    def walk(some: Sequence[Row], depth: int) -> Iterator[tuple[Row, int]]:
        for row in some:
            if row.page not in seen:
                seen.add(row.page)
                yield row, depth
                yield from walk(row.rows, depth + 1)

    return walk(rows, 0)


def _table(
    periods: Periods,
    names: Sequence[str],
    whole: Counter[str],
    counts: Sequence[tuple[Row, int, Counter[str]]],
) -> TrendTable:
    """A table of some periods, with the topics that have an entry in one of them."""
    labels = [periods.labels[one] for one in names]
    title = f"{labels[-1]} to {labels[0]}" if len(names) > 1 else labels[0]
    rows = tuple(
        Cells(row.page, row.label, depth, tuple(found[one] for one in names))
        for row, depth, found in counts
        if any(found[one] for one in names)
    )
    return TrendTable(
        title, tuple((periods.labels[n], n) for n in names), tuple(whole[n] for n in names), rows
    )
