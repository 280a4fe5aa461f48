"""Rows of ``restored/`` to try, and an archive that has links for them."""

from __future__ import annotations

from collections.abc import Mapping

from conftest import Site
from sphinx_roundup.parse.rows import rows_text

RESTORED: Mapping[str, str] = {
    "link": "report",
    "status": "restored",
    "address": "https://example.org/the-report",
    "title": "The report: all of it",
    "publisher": "Example & Trust",
    "how": "A stored copy of the publisher's page has this title & date.",
    "evidence": "https://example.net/where",
    "found": "2026-11-26",
    "by": "the archive",
}
SUGGESTED = {
    **RESTORED,
    "link": "survey",
    "status": "suggested",
    "address": "https://example.org/perhaps",
    "title": "A probable survey",
}
NAMED = {
    **{key: value for key, value in RESTORED.items() if key != "address"},
    "link": "podcast",
    "status": "not-recorded",
    "title": "A named podcast",
}
ITEM = """
:::{item} Links of every sort
:id: sorts
:kind: report
:source: bbc

A [report](#), a [survey](#), a [podcast](#), a [page](#) and [one in print](https://example.org/printed).
:::
"""


def with_rows(small: Site, *rows: Mapping[str, str]) -> Site:
    """Give the small archive an item with links, and rows for them."""
    page = small.source / "issues" / "2024-04.md"
    if ITEM not in page.read_text(encoding="utf-8"):
        page.write_text(page.read_text(encoding="utf-8") + ITEM, encoding="utf-8")
    folder = small.source / "restored"
    folder.mkdir(exist_ok=True)
    (folder / "2024-04.yml").write_text(rows_text({"sorts": rows}), encoding="utf-8")
    return small
