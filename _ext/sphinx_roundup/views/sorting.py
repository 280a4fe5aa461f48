"""Sort the archive's items by a facet: by its entries, their years, and the issues they stand in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from ..model.archive import Archive
from ..model.records import Issue, Item
from .facets import INDEXES, Entry, Facet

_ISSUE = attrgetter("issue")


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


def grouped(issues: Iterable[Issue], items: Iterable[Item]) -> tuple[Group, ...]:
    """Put the items of each of these issues together; both come in the same order."""
    by_issue = groupby(items, key=_ISSUE)
    return tuple(Group(one, tuple(found)) for one, (_, found) in zip(issues, by_issue, strict=True))


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


def _spans(
    years: Sequence[tuple[int, tuple[Item, ...]]], newest: int, older: int
) -> tuple[Span, ...]:
    """Share out years, newest first, among pages: see :meth:`.Sorted.spans`."""
    first = _filled(years, newest)
    rest = years[len(first.years) :][::-1]
    spans = []
    while rest:
        decade = [one for one in rest if one[0] // 10 == rest[0][0] // 10]
        spans.append(_filled(decade, older))
        rest = rest[len(spans[-1].years) :]
    return (first, *reversed(spans))


class Sorted:
    """An archive's items sorted by a facet; newest issue first throughout."""

    def __init__(self, archive: Archive, facet: Facet) -> None:
        """Sort ``archive`` by ``facet``: one pass over the items, on first use."""
        self.archive = archive
        self.facet = facet
        self._years: dict[str, Mapping[int, tuple[Item, ...]]] = {}
        self._spans: dict[tuple[str, int, int], tuple[Span, ...]] = {}

    @cached_property
    def items(self) -> Mapping[str, tuple[Item, ...]]:
        """Entry slug -> its items, newest issue first, in printed order within it."""
        found: defaultdict[str, list[Item]] = defaultdict(list)
        above = self.facet.above(self.archive) if self.facet.above else {}
        every = [item for issue in reversed(self.archive.issues) for item in issue.items]
        wider: dict[tuple[str, ...], tuple[str, ...]] = {}
        for item, stated in zip(every, self.facet.each(self.archive, every), strict=True):
            slugs = wider.get(stated)
            if slugs is None:
                slugs = tuple(dict.fromkeys(w for s in stated for w in above.get(s, (s,))))
                wider[stated] = slugs
            for slug in slugs:
                found[slug].append(item)
        return {slug: tuple(items) for slug, items in found.items()}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that have items, in the order of the index."""
        entries = [e for e in self.facet.entries(self.archive) if e.slug in self.items]
        if self.facet.sorts:
            entries.sort(key=lambda entry: (entry.label.casefold(), entry.slug))
        return tuple(entries)

    @cached_property
    def _year_of(self) -> Mapping[str, int]:
        return {issue.id: issue.year for issue in self.archive.issues}

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
            items, start, known = self.of(entry), 0, {}
            years = map(self._year_of.__getitem__, map(_ISSUE, items))
            for year, count in Counter(years).items():  # those of a year stand together
                known[year] = items[start : (start := start + count)]
            self._years[entry] = known
        return known

    def spans(self, entry: str, newest: int, older: int) -> tuple[Span, ...]:
        """The years of an entry as they share pages, newest first.

        The newest years stand together as long as they have at most ``newest`` items. Of
        the others, years that follow one another in a decade do, as long as they have at
        most ``older``. So a new issue changes the first page alone, and an issue that is
        found later only pages of its decade; and no page is a handful of items.
        """
        known = self._spans.get((entry, newest, older))
        if known is None:
            years = list(self.years(entry).items())
            known = self._spans[entry, newest, older] = _spans(years, newest, older)
        return known

    def groups(self, items: Iterable[Item]) -> tuple[Group, ...]:
        """Items as they come, gathered by issue."""
        shown = tuple(items)
        return grouped(self.issues(shown), shown)

    def issues(self, items: Iterable[Item]) -> tuple[Issue, ...]:
        """The issues of these items, in the same order."""
        return tuple(map(self.archive.issue.__getitem__, dict.fromkeys(map(_ISSUE, items))))


def sort_all(archive: Archive) -> Mapping[str, Sorted]:
    """Sort an archive by every facet that has pages."""
    return {facet.slug: Sorted(archive, facet) for facet in INDEXES}
