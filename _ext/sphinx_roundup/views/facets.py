"""Declare the ways to sort and narrow items: by topic, source, kind, year and more.

One declaration gives what it asks for: an index page with a page per entry (of older
years too, where an entry has many items) and a place in the menu; a filter of the search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from ..model.archive import Archive
from ..model.fields import FIELD
from ..model.page_types import RECORDED, PageType
from ..model.records import Item


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a facet.

    ``label`` is its name in the index, in the group it is listed in; ``short`` its name
    where it is said of one item, if that differs. A search knows it by ``names`` (shown,
    too) and ``terms`` (never shown). ``above`` has the slugs of wider values; one that
    ``gathers`` others is no filter itself.
    """

    slug: str
    label: str
    group: str = ""
    short: str = ""
    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    gathers: bool = False


Values = Callable[[Archive, Item], Iterable[str]]
Entries = Callable[[Archive], Iterable[Entry]]
Above = Callable[[Archive], Mapping[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to sort and narrow items by the values of a field.

    ``key`` is its name in the address of a search and ``one`` what readers call it;
    ``field`` names the field that it goes by, "" for the year, which the issue gives.
    ``values`` gives the slugs of an item, and looks at its attributes ``given`` alone;
    ``entries`` gives all entries. By default they are the words of the field and of its
    closed list. ``above`` gives each entry and those above it.

    With a ``slug`` it has pages, in a folder of that name, and stands in the menu with
    ``title`` and ``introduction``. ``shows`` is how its pages show an item: with the printed
    words, or its title and facts only. ``documents``: each entry has a source page of its
    own. ``splits``: many items get a page per span of years. ``sorts``: by name, not as declared.
    """

    key: str
    one: str
    field: str
    given: tuple[str, ...]
    values: Values
    entries: Entries
    above: Above | None = None
    slug: str = ""
    title: str = ""
    introduction: str = ""
    shows: Literal["printed", "brief"] = "brief"
    documents: bool = False
    splits: bool = True
    sorts: bool = False
    in_search: bool = True

    @property
    def index(self) -> str:
        """The name of its index page."""
        return f"{self.slug}/index"

    def page(self, entry: str, year: int | None = None) -> str:
        """The name of an entry's page, or of its page for the years from one on."""
        return f"{self.slug}/{entry}" + (f"/{year}" if year else "")

    def each(self, archive: Archive, items: Sequence[Item]) -> list[tuple[str, ...]]:
        """Give the slugs of each item, every slug once: of 40,000 items most say what others say."""
        given = list(map(attrgetter(*self.given), items))
        known = {
            said: tuple(dict.fromkeys(self.values(archive, item)))
            for said, item in dict(zip(given, items, strict=True)).items()
        }
        return list(map(known.__getitem__, given))


def of_list(field: str, slug: str = "", title: str = "", introduction: str = "") -> Facet:
    """Declare the facet of a field whose words are of a closed list; with a ``slug`` it has pages."""
    declared = FIELD[field]

    def entries(archive: Archive) -> Iterator[Entry]:
        for word, label in archive.closed[declared.closed].items():
            yield Entry(word, label)

    def values(_archive: Archive, item: Item) -> Iterable[str]:
        return declared.words(item)

    given = (declared.attribute,)
    return Facet(
        field, declared.label, field, given, values, entries, None, slug, title, introduction
    )


def _topics(archive: Archive) -> Iterator[Entry]:
    for topic in archive.topics:
        yield Entry(
            topic.slug,
            topic.title,
            names=topic.also_printed_as,
            terms=topic.search_terms,
            above=topic.broader,
            gathers=topic.group,
        )


def _sources(archive: Archive) -> Iterator[Entry]:
    for source in archive.sources:
        full = (source.name,) if source.name != source.label else ()
        yield Entry(source.slug, source.name, short=source.label, names=full, terms=source.aliases)


def _kinds(archive: Archive) -> Iterator[Entry]:
    for kind in archive.kinds:
        yield Entry(kind.slug, kind.plural, kind.group, kind.label, terms=(kind.plural,))


def _years(archive: Archive) -> Iterator[Entry]:
    for year in sorted({issue.year for issue in archive.issues}, reverse=True):
        yield Entry(str(year), str(year))


FACETS: tuple[Facet, ...] = (
    Facet(
        "topic",
        "Topic",
        "topics",
        ("heading", "topics"),
        lambda archive, item: [topic.slug for topic in archive.topics_of(item)],
        _topics,
        lambda archive: archive.ancestors,
        slug="topics",
        title="Topics",
        introduction="Every subject of the archive, with the number of entries on it.",
        shows="printed",
        documents=True,
        sorts=True,
    ),
    Facet(
        "year",
        "Year",
        "",
        ("issue",),
        lambda archive, item: [str(archive.year_of(item))],
        _years,
        slug="years",
        title="All issues",
        introduction="Every issue and its entries, by year.",
        splits=False,
        in_search=False,  # The search has it from the issues, which it lists anyway.
    ),
    Facet(
        "source",
        "Source",
        "source",
        ("sources",),
        lambda archive, item: [source.slug for source in archive.sources_of(item)],
        _sources,
        slug="sources",
        title="Organisations",
        introduction="The organisations whose work the newsletter pointed to.",
        sorts=True,
    ),
    Facet(
        "kind",
        "Kind",
        "kind",
        ("kind",),
        lambda _, item: [item.kind] if item.kind else [],
        _kinds,
        slug="kinds",
        title="Types of resource",
        introduction="Entries by what they point to: research, news, guides and more.",
    ),
    of_list("nation"),
    of_list("audience"),
    of_list("access"),
)
INDEXES: tuple[Facet, ...] = tuple(facet for facet in FACETS if facet.slug)
"""The facets that have pages, in the order of the menu."""

FACET: Mapping[str, Facet] = {facet.slug: facet for facet in INDEXES}

_BY_FIELD: Mapping[str, Facet] = {facet.field: facet for facet in INDEXES if facet.field}


_BY_ROLE: Mapping[str, PageType] = {kind.role: kind for kind in RECORDED}


def page_of_value(field: str, slug: str) -> str:
    """The name of the page of a value, by its field or its role; "" where there is none."""
    facet = _BY_FIELD.get(field) if slug else None
    kind = _BY_ROLE.get(field) if slug else None
    return facet.page(slug) if facet else f"{kind.folder}/{slug}" if kind else ""
