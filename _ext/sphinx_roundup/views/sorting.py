"""Sort the archive's items by a facet: by its entries, their years, and the issues they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from ..model.archive import Archive
from ..model.records import Issue, Item
from .facets import INDEXES, Entry, Facet


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one issue, in printed order."""

    issue: Issue
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Years that share a page of an entry, oldest first, and their items, newest issue first."""

    years: tuple[int, ...]
    items: tuple[Item, ...]

    @property
    def label(self) -> str:
        """Its years as readers see them: “1950”, “1950 to 1956”."""
        first, last = self.years[0], self.years[-1]
        return f"{first} to {last}" if last > first else f"{first}"


def _filled(years: Sequence[tuple[int, tuple[Item, ...]]], most: int) -> Span:
    """The first of some years, and those after it as long as there are so many items."""
    taken = list(years[:1])
    count = len(years[0][1])
    for year, items in years[1:]:
        count += len(items)
        if count > most:
            break
        taken.append((year, items))
    taken.sort()
    return Span(
        tuple(year for year, _ in taken),
        tuple(item for _, items in reversed(taken) for item in items),
    )


class Sorted:
    """An archive's items sorted by a facet; newest issue first throughout."""

    def __init__(self, archive: Archive, facet: Facet) -> None:
        """Sort ``archive`` by ``facet``: one pass over the items, on first use."""
        self.archive = archive
        self.facet = facet
        self._years: dict[str, Mapping[int, tuple[Item, ...]]] = {}

    @cached_property
    def items(self) -> Mapping[str, tuple[Item, ...]]:
        """Entry slug -> its items, newest issue first, in printed order within it."""
        found: dict[str, list[Item]] = {}
        above = self.facet.above(self.archive) if self.facet.above else {}
        for issue in reversed(self.archive.issues):
            for item in issue.items:
                stated = self.facet.values(self.archive, item)
                for slug in dict.fromkeys(w for s in stated for w in above.get(s, (s,))):
                    found.setdefault(slug, []).append(item)
        return {slug: tuple(items) for slug, items in found.items()}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that have items, in the order of the index."""
        entries = [e for e in self.facet.entries(self.archive) if e.slug in self.items]
        if self.facet.sorts:
            entries.sort(key=lambda entry: (entry.label.casefold(), entry.slug))
        return tuple(entries)

    def of(self, entry: str) -> tuple[Item, ...]:
        """The items of an entry."""
        return self.items.get(entry, ())

    def dates(self, entry: str) -> str:
        """Say when the first and the last item of an entry were printed; "" where it has none."""
        ends = self.of(entry)[:1] + self.of(entry)[-1:]
        dates = (self.archive.issue[item.issue].date for item in reversed(ends))
        return " to ".join(dict.fromkeys(dates))

    def years(self, entry: str) -> Mapping[int, tuple[Item, ...]]:
        """The items of an entry by year, newest first; sorted on first use."""
        known = self._years.get(entry)
        if known is None:
            by_year = groupby(self.of(entry), key=self.archive.year_of)
            known = self._years[entry] = {year: tuple(items) for year, items in by_year}
        return known

    def spans(self, entry: str, newest: int, older: int) -> tuple[Span, ...]:
        """The years of an entry as they share pages, newest first.

        The newest years stand together as long as they have at most ``newest`` items. Of
        the others, years that follow one another in a decade do, as long as they have at
        most ``older``. So a new issue changes the first page alone, and an issue that is
        found later only pages of its decade; and no page is a handful of items.
        """
        years = list(self.years(entry).items())
        first = _filled(years, newest)
        rest = years[len(first.years) :][::-1]
        spans = []
        while rest:
            decade = [one for one in rest if one[0] // 10 == rest[0][0] // 10]
            spans.append(_filled(decade, older))
            rest = rest[len(spans[-1].years) :]
        return (first, *reversed(spans))

    def groups(self, items: Iterable[Item]) -> tuple[Group, ...]:
        """Items as they come, gathered by issue."""
        return tuple(
            Group(self.archive.issue[issue], tuple(group))
            for issue, group in groupby(items, key=lambda item: item.issue)
        )


def sort_all(archive: Archive) -> Mapping[str, Sorted]:
    """Sort an archive by every facet that has pages."""
    return {facet.slug: Sorted(archive, facet) for facet in INDEXES}
