"""The ways into the archive: by topic, source, kind and year.

Each is a declaration. Adding one here gives it an index page, a page per
entry, pages per year where an entry has many items, and a place in the menu.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Literal

from ..model.archive import Archive
from ..model.records import Issue, Item


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a facet: its slug, its name, and the group it is listed in."""

    slug: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to sort items.

    ``values`` gives the slugs of an item; ``entries`` all entries in the order
    of the index. ``shows`` is how its pages show an item: with the printed
    words, or its title and facts only. ``documents`` says that each entry
    has a source page of its own. ``splits``: many items get a page per year.
    ``field`` names the field of an item whose values it sorts by: where an item is
    shown, each value leads to its page.
    """

    slug: str
    title: str
    one: str
    introduction: str
    values: Callable[[Archive, Item], Iterable[str]]
    entries: Callable[[Archive], Iterable[Entry]]
    shows: Literal["printed", "brief"]
    documents: bool = False
    splits: bool = True
    field: str = ""

    @property
    def index(self) -> str:
        """The name of its index page."""
        return f"{self.slug}/index"

    @property
    def key(self) -> str:
        """Its name in the address of a search."""
        return self.one.casefold()

    def page(self, entry: str, year: int | None = None) -> str:
        """The name of an entry's page, or of its page for one year."""
        return f"{self.slug}/{entry}" + (f"/{year}" if year else "")


def _topics(archive: Archive) -> Iterator[Entry]:
    for topic in sorted(archive.topics, key=lambda t: (t.title.casefold(), t.slug)):
        yield Entry(topic.slug, topic.title)


def _sources(archive: Archive) -> Iterator[Entry]:
    for source in sorted(archive.sources, key=lambda s: (s.name.casefold(), s.slug)):
        yield Entry(source.slug, source.name)


def _kinds(archive: Archive) -> Iterator[Entry]:
    for kind in archive.kinds:
        yield Entry(kind.slug, kind.plural, kind.group)


def _years(archive: Archive) -> Iterator[Entry]:
    for year in sorted({issue.year for issue in archive.issues}, reverse=True):
        yield Entry(str(year), str(year))


FACETS: tuple[Facet, ...] = (
    Facet(
        "topics",
        "Topics",
        "Topic",
        "Every subject of the archive, with the number of entries on it.",
        lambda archive, item: sorted(archive.wider_topics_of(item)),
        _topics,
        "printed",
        documents=True,
        field="topics",
    ),
    Facet(
        "sources",
        "Sources",
        "Source",
        "The organisations whose work the newsletter pointed to.",
        lambda archive, item: [source.slug for source in archive.sources_of(item)],
        _sources,
        "brief",
        field="source",
    ),
    Facet(
        "kinds",
        "Kinds",
        "Kind",
        "Entries by what they point to: research, news, guides and more.",
        lambda _, item: [item.kind] if item.kind else [],
        _kinds,
        "brief",
        field="kind",
    ),
    Facet(
        "years",
        "Years",
        "Year",
        "Every issue and its entries, by year.",
        lambda _, item: [str(item.year)],
        _years,
        "brief",
        splits=False,
    ),
)
FACET: Mapping[str, Facet] = {facet.slug: facet for facet in FACETS}

_BY_FIELD: Mapping[str, Facet] = {facet.field: facet for facet in FACETS if facet.field}


def page_of_value(field: str, slug: str) -> str:
    """The name of the page of a field's value; "" where the archive has none."""
    facet = _BY_FIELD.get(field) if slug else None
    return facet.page(slug) if facet else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one issue, in printed order."""

    issue: Issue
    items: tuple[Item, ...]


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
        for issue in reversed(self.archive.issues):
            for item in issue.items:
                for slug in dict.fromkeys(self.facet.values(self.archive, item)):
                    found.setdefault(slug, []).append(item)
        return {slug: tuple(items) for slug, items in found.items()}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that have items, in the order of the index."""
        return tuple(e for e in self.facet.entries(self.archive) if e.slug in self.items)

    def of(self, entry: str) -> tuple[Item, ...]:
        """The items of an entry."""
        return self.items.get(entry, ())

    def years(self, entry: str) -> Mapping[int, tuple[Item, ...]]:
        """The items of an entry by year, newest first; sorted on first use."""
        known = self._years.get(entry)
        if known is None:
            by_year = groupby(self.of(entry), key=lambda item: item.year)
            known = self._years[entry] = {year: tuple(items) for year, items in by_year}
        return known

    def groups(self, items: Iterable[Item]) -> tuple[Group, ...]:
        """Items as they come, gathered by issue."""
        return tuple(
            Group(self.archive.issue[issue], tuple(group))
            for issue, group in groupby(items, key=lambda item: item.issue)
        )


def sort_all(archive: Archive) -> Mapping[str, Sorted]:
    """Sort an archive by every facet."""
    return {facet.slug: Sorted(archive, facet) for facet in FACETS}
