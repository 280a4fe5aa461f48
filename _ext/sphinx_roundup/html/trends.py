"""The page of topics over time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..views.facets import FACET
from ..views.listings import Listings
from ..views.trends import can_compare
from ..views.views import View
from .pages import VirtualPage

NAME = "trends"


def trends_page(listings: Listings) -> Iterator[VirtualPage]:
    """Make the page, of an archive that has topics and more than one year or issue."""
    topics = FACET["topics"]
    if can_compare(listings.periods, listings.topic_tree()):
        view, above = partial(_view, listings), ((topics.index, topics.title),)
        yield VirtualPage(NAME, "Topics over time", "", view, above)


def _view(listings: Listings) -> View:
    view = listings.trends
    assert view
    return view
