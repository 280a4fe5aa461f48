"""Pages without a source file that are no lists of entries: some archives have them, and some builds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sphinx.util.tags import Tags

from ..feeds.subscriptions import Subscriptions
from ..views.listings import Listings
from .follow import follow_page
from .pack import pack_page
from .pages import VirtualPage
from .proposals import proposal_pages
from .trends import trends_page


def more_pages(
    listings: Listings, subscriptions: Subscriptions, folder: Path, tags: Tags
) -> Iterator[VirtualPage]:
    """Give the reader's pack, topics over time, what can be followed, and what is proposed in the archive's folder."""
    yield pack_page(listings.archive)
    yield from trends_page(listings)
    if subscriptions:
        yield follow_page(listings.archive, subscriptions)
    yield from proposal_pages(listings.archive, folder, tags)
