"""Name every address that an archive has: pages, entries, what is left of entries, headings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..guard.files import SITE_NAME, site_pages
from ..model.archive import Archive
from ..model.records import Issue
from ..views.facets import INDEXES
from ..views.page_lists import page_lists
from ..views.sorting import Sorted


def standing_names(folder: Path, archive: Archive) -> Iterator[str]:
    """What has an address, or will have one as soon as it was published with one."""
    yield from page_names(folder, archive)
    for facet in INDEXES:
        # A value without entries keeps a page that says so, once it was published.
        yield from (facet.page(entry.slug) for entry in facet.entries(archive))
    for issue in archive.issues:
        yield from heading_names(issue)
        yield from (item.id for item in issue.items)
        yield from (stone.id for stone in issue.tombstones)


def page_names(folder: Path, archive: Archive) -> Iterator[str]:
    """The pages that a build writes, in a fixed order: the site's own, issues, and indexes."""
    yield from (
        name.removesuffix(".md") for name in site_pages(folder) if SITE_NAME.fullmatch(name)
    )
    yield from (issue.docname for issue in archive.issues)
    for kind in page_lists(archive):
        yield kind.index
        yield from sorted(f"{kind.folder}/{slug}" for slug in archive.page[kind.folder])
    for facet in INDEXES:
        yield facet.index
        if facet.documents:
            yield from (topic.docname for topic in archive.topics)
        else:
            entries = Sorted(archive, facet).entries
            yield from sorted(facet.page(entry.slug) for entry in entries)


def heading_names(issue: Issue) -> Iterator[str]:
    """The addresses of an issue's printed headings."""
    return (f"{issue.docname}#{section.anchor}" for section in issue.sections)
