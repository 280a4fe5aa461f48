"""The whole index: from the archive to files that the search page loads."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from ...model import Archive, Item
from . import cards, codec
from .facets import columns, facets
from .files import GROUP, SHARD, Shelf
from .postings import Postings
from .words import SMALL_WORDS

USUAL_PAGE = "issues/{}.html"
FORMAT = 1
"""Raised when an older search script could not read the files."""


def write_index(archive: Archive, outdir: Path, address_of: Callable[[str], str]) -> str:
    """Write the search index of an archive under ``outdir/search``.

    ``address_of`` maps an item's id to its address, seen from the site's root.
    Returns a digest of the whole index. The same archive gives the same bytes;
    files that did not change are not touched, those no longer named are deleted.
    """
    items = archive.items
    shelf = Shelf()
    postings = Postings(archive.topics)
    for item in items:
        postings.add(item)
    manifest = {
        "format": FORMAT,
        "items": len(items),
        "issues": _issues(archive, items, address_of),
        "small": " ".join(SMALL_WORDS),
        "facets": [
            {"key": f.key, "label": f.label, "values": f.values, "columns": columns(f, items)}
            for f in facets(archive)
        ],
        "files": _files(shelf, postings, items, address_of),
    }
    return shelf.write(manifest, outdir)


def _files(
    shelf: Shelf, postings: Postings, items: Sequence[Item], address_of: Callable[[str], str]
) -> dict[str, Any]:
    blocks = cards.blocks(items, address_of)
    return {
        "block": cards.BLOCK,
        "group": GROUP,
        "cards": shelf.blocks("cards", blocks, GROUP),
        "terms": shelf.shards("terms", postings.term_rows(), SHARD),
        "places": shelf.shards("places", postings.place_rows(), 2 * SHARD),
        "spans": shelf.put("places", codec.numbers(postings.spans)),
        "words": shelf.put("words", postings.vocabulary()),
    }


def _issues(
    archive: Archive, items: Sequence[Item], address_of: Callable[[str], str]
) -> list[list[Any]]:
    """Return for each issue with items: id, how many, date, address of its page.

    A date or an address that is as usual is left off.
    """
    rows: list[list[Any]] = []
    for issue, group in groupby(items, key=lambda item: item.issue):
        members = list(group)
        date = archive.issue[issue].date
        page = address_of(members[0].id).partition("#")[0]
        usual = (_month(issue), USUAL_PAGE.format(issue))
        row = [
            issue,
            len(members),
            *("" if a == b else a for a, b in zip((date, page), usual, strict=True)),
        ]
        while not row[-1]:
            row.pop()
        rows.append(row)
    return rows


def _month(issue: str) -> str:
    return f"{calendar.month_name[int(issue[5:7])]} {issue[:4]}"
