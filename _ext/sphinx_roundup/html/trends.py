"""The page of topics over time."""

from __future__ import annotations

from collections.abc import Iterator

from ..views.facets import FACET
from ..views.listings import Listings
from .pages import VirtualPage

NAME = "trends"


def trends_page(listings: Listings) -> Iterator[VirtualPage]:
    """Make the page, of an archive that has topics and more than one year or issue."""
    view = listings.trends
    topics = FACET["topics"]
    if view:
        yield VirtualPage(NAME, "Topics over time", "", view, ((topics.index, topics.title),))
