"""Write what search engines and browsers ask a site for: sitemap, robots.txt, OpenSearch.

All of it needs the archive's address; without one, none of it is there. Days come from the
ledger alone: a sitemap that says that all changed with each build is not believed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from ..data.tables import names_of
from ..model.archive import Archive
from ..model.permalinks import PAGE_SUFFIX, absolute, page_path

SITEMAP, ROBOTS, OPENSEARCH = "sitemap.xml", "robots.txt", "opensearch.xml"
FILES = (SITEMAP, ROBOTS, OPENSEARCH)
_MOST = 50_000
"""Addresses of a sitemap, by its standard (https://www.sitemaps.org)."""
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
        SITEMAP: sitemap(archive, pages, root),
        ROBOTS: f"User-agent: *\nAllow: /\n\nSitemap: {absolute(archive.identity, SITEMAP)}\n",
        OPENSEARCH: opensearch(archive),
    }


def sitemap(archive: Archive, pages: Iterable[str], root: str) -> str:
    """Make the list of all pages, the first 50,000 by name, with the days that are known."""
    changed = _changed(archive)
    home = page_path(root)
    rows = []
    for page in sorted(pages)[:_MOST]:
        address = absolute(archive.identity, "" if page == home else page)
        day = changed.get(page.removesuffix(PAGE_SUFFIX))
        modified = f"<lastmod>{day}</lastmod>" if day else ""
        rows.append(f"<url><loc>{escape(address)}</loc>{modified}</url>\n")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{"".join(rows)}</urlset>\n'
    )


def _changed(archive: Archive) -> dict[str, dt.date]:
    """The last day on which something became of an issue or of an entry in it, by its page."""
    days: dict[str, dt.date] = {}
    for issue in archive.issues:
        found = (archive.history.get(name) for name in names_of(issue))
        known = [history.updated for history in found if history]
        if known:
            days[issue.docname] = max(known)
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
