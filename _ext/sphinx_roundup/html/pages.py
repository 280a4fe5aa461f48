"""Pages that no source file stands for: sources, kinds, years, and indexes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from markupsafe import Markup, escape

from ..views.facets import INDEXES, Entry, Facet
from ..views.listings import Listings
from ..views.page_lists import page_lists
from ..views.views import View

_EMPTIED = "No entry of the archive is listed here now."


@dataclass(frozen=True)
class VirtualPage:
    """A page made from the archive alone: its name, title, what makes its view, and way up."""

    name: str
    title: str
    introduction: str
    make: Callable[[], View]
    parents: tuple[tuple[str, str], ...]
    """Name and title of each page above it, widest first."""
    year: int = 0
    """The first year it is about; 0 where it is about all."""

    @cached_property
    def view(self) -> View:
        """Its view: made by the process that compares it with that of the last build."""
        return self.make()

    @property
    def made_from(self) -> tuple[object, ...]:
        """All that it is made from, for its fingerprint."""
        return (self.title, self.introduction, self.view, self.parents, self.year)

    def context(self, address: Callable[[str], str], shown: Markup) -> dict[str, Any]:
        """What a template is given.

        :param address: gives that of a page, seen from this one.
        :param shown: the view as HTML.
        """
        above = [{"link": address(name), "title": escape(title)} for name, title in self.parents]
        return {
            "title": escape(self.title),
            "introduction": self.introduction,
            "view": shown,
            # Not the view itself: Sphinx shows the whole context as text, for its log, on each page.
            "listed": lambda: self.view,
            "parents": above,
            "meta": None,
            "body": "",
        }


def virtual_pages(listings: Listings) -> Iterator[VirtualPage]:
    """Every page without a source file, in a fixed order."""
    for facet in INDEXES:
        index = partial(listings.index, facet)
        yield VirtualPage(facet.index, facet.title, facet.introduction, index, ())
        for entry in listings.sorted[facet.slug].entries:
            yield from _entry_pages(listings, facet, entry)
        yield from _emptied_pages(listings, facet)
    for kind in page_lists(listings.archive):
        view = partial(listings.records, kind)
        yield VirtualPage(kind.index, kind.title, kind.introduction, view, ())


def _emptied_pages(listings: Listings, facet: Facet) -> Iterator[VirtualPage]:
    """Pages that were published with entries, of which the last is withdrawn or elsewhere."""
    if facet.documents:
        return
    filled = listings.sorted[facet.slug].items
    for entry in facet.entries(listings.archive):
        name = facet.page(entry.slug)
        if entry.slug not in filled and name in listings.archive.history:
            above = ((facet.index, facet.title),)
            view = partial(listings.entry, facet, entry)
            yield VirtualPage(name, entry.label, _EMPTIED, view, above)


def _entry_pages(listings: Listings, facet: Facet, entry: Entry) -> Iterator[VirtualPage]:
    above = ((facet.index, facet.title),)
    name = facet.page(entry.slug)
    if not facet.documents:
        view: Callable[[], View] = partial(listings.entry, facet, entry)
        year = int(entry.slug) if facet.slug == "years" else 0
        yield VirtualPage(name, entry.label, "", view, above, year)
    # The newest span stands on the entry's own page.
    for span in listings.spans(facet, entry.slug)[1:]:
        view = partial(listings.entry_span, facet, entry, span)
        year = span.years[0]
        up = (*above, (name, entry.label))
        title = f"{entry.label}, {span.label}"
        yield VirtualPage(facet.page(entry.slug, year), title, "", view, up, year)
