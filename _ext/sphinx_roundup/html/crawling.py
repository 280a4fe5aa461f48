"""Write what search engines and browsers ask a site for: sitemap, robots.txt, OpenSearch.

All of it needs the archive's address; without one, none of it is there. Days come from the
ledger alone: a sitemap that says that all changed with each build is not believed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from ..data.tables import names_of
from ..model.archive import Archive
from ..model.permalinks import PAGE_SUFFIX, absolute, entry_page, page_path

SITEMAP, ROBOTS, OPENSEARCH = "sitemap.xml", "robots.txt", "opensearch.xml"
FILES = (SITEMAP, ROBOTS, OPENSEARCH)
PART = re.compile(r"sitemap-\d+\.xml")
"""The name of a part of a sitemap that is too long for one file."""
_MOST = 50_000
"""Addresses of a sitemap, by its standard (https://www.sitemaps.org).

It also has at most 50 MB. So many addresses of at most 400 characters have half of that.
"""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NAME = 16
"""Characters of a short name, by OpenSearch 1.1."""


def crawling_files(archive: Archive, pages: Iterable[str], root: str) -> Mapping[str, str]:
    """Make the text of each file; none while the archive has no address.

    :param pages: the files of the pages that search engines may show, below the site's root.
    :param root: the name of the home page.
    """
    if not archive.identity.address:
        return {}
    return {
        **sitemaps(archive, pages, root),
        ROBOTS: f"User-agent: *\nAllow: /\n\nSitemap: {absolute(archive.identity, SITEMAP)}\n",
        OPENSEARCH: opensearch(archive),
    }


def sitemaps(archive: Archive, pages: Iterable[str], root: str) -> Mapping[str, str]:
    """Make the list of all pages by name, with the days that are known.

    Where there are too many for one file, each has a part, and ``sitemap.xml`` lists the parts.
    """
    changed = _changed(archive)
    home = page_path(root)
    rows = []
    for page in sorted(pages):
        address = absolute(archive.identity, "" if page == home else page)
        day = changed.get(page.removesuffix(PAGE_SUFFIX))
        rows.append(_row("url", address, day))
    if len(rows) <= _MOST:
        return {SITEMAP: _document("urlset", rows)}
    parts = {
        f"sitemap-{number}.xml": _document("urlset", rows[at : at + _MOST])
        for number, at in enumerate(range(0, len(rows), _MOST), 1)
    }
    index = [_row("sitemap", absolute(archive.identity, name), None) for name in parts]
    return {SITEMAP: _document("sitemapindex", index), **parts}


def _row(tag: str, address: str, day: dt.date | None) -> str:
    modified = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<{tag}><loc>{escape(address)}</loc>{modified}</{tag}>\n"


def _document(tag: str, rows: Iterable[str]) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{tag} xmlns="{_NAMESPACE}">\n{"".join(rows)}</{tag}>\n'
    )


def _changed(archive: Archive) -> dict[str, dt.date]:
    """The last day on which something became of an issue or of an entry in it, and of each entry, by its page."""
    days: dict[str, dt.date] = {}
    for issue in archive.issues:
        found = (archive.history.get(name) for name in names_of(issue))
        known = [history.updated for history in found if history]
        if known:
            days[issue.docname] = max(known)
        for item in issue.items:
            if history := archive.history.get(item.id):
                days[entry_page(item.id)] = history.updated
    return days


def opensearch(archive: Archive) -> str:
    """Describe the search, so that a browser can offer it."""
    template = f"{absolute(archive.identity, page_path('search'))}?q={{searchTerms}}"
    name = archive.name if len(archive.name) <= _NAME else archive.name[:_NAME].rstrip()
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(name)}</ShortName>\n"
        f"<Description>{escape(f'Search {archive.name}')}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{escape(template)}"/>\n'
        "</OpenSearchDescription>\n"
    )
