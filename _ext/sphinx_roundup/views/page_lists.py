"""The lists of the pages that are a record each, beside the indexes of facets."""

from __future__ import annotations

from ..model.archive import Archive
from ..model.page_types import RECORDED, PageType
from .facets import FACET


def page_lists(archive: Archive) -> tuple[PageType, ...]:
    """Give the types whose pages are listed: those that have any, and are no facet's entries."""
    return tuple(
        kind for kind in RECORDED if kind.folder not in FACET and archive.page[kind.folder]
    )
