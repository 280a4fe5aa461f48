"""The whole index: from the archive to files that the search page loads.

Everything is a classic script, ``shelf(name, payload)``, below ``search/``:

====================  ==========================================================
``manifest.js``       what every search needs: issues, facets and what each item
                      has of them, and the names of all other files
``terms/<digest>``    stem -> items and how well each fits, in ranges of stems;
                      ``#topic`` -> items that name the topic in their text
``places/<digest>``   word -> its places, for phrases; and how many places each
                      item takes
``cards/<n>-<d>``     what results show, 16 items a file
``words/<digest>``    all words of the archive and how frequent each is, in ranges:
                      for beginnings* and for mending slips
``english/<digest>``  stems of English words, in ranges: what is one is no slip
====================  ==========================================================

The names of sources, topics and kinds are in the manifest only: the page's
script matches them with words itself. An archive that is small carries its
terms and cards in the manifest, so that a first search is one request.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from ..model.archive import Archive
from ..model.dates import ENGLISH
from ..model.periods import label, period_of
from ..model.records import Item
from . import documents
from .analysis import SMALL_WORDS, english
from .cache import Parts
from .facets import SEARCHED, facets
from .merge import RUN, merged, vocabulary
from .postings import Part
from .shards import GROUP, SHARD, Shelf

FORMAT = 3
"""Raised when an older search script could not read the files."""

USUAL_PAGE = "issues/{}.html"
AddressOf = Callable[[str], str]


def write_index(
    archive: Archive, outdir: Path, address_of: AddressOf, cache: Path | None = None
) -> str:
    """Write the search index of an archive under ``outdir/search``.

    ``address_of`` maps an item's id to its address, seen from the site's root.
    Returns a digest of the whole index. The same archive gives the same bytes;
    files that did not change are not touched, those no longer named are
    deleted. ``cache`` is a file that saves the next build most of the work.
    """
    issues = [(issue, list(items)) for issue, items in groupby(archive.items, lambda i: i.issue)]
    slots = documents.slots_of({facet.field: facet.key for facet in SEARCHED})
    cards = documents.Cards(archive, slots)
    parts = Parts(cache, archive.topics, cards.searched)
    read = [
        parts.of(items, "\n".join(cards.card(item, address_of(item.id)) for item in items))
        for _, items in issues
    ]
    parts.save()
    shelf = Shelf()
    manifest = {
        "format": FORMAT,
        "items": len(archive.items),
        "issues": [_issue(archive, issue, items, address_of) for issue, items in issues],
        "small": " ".join(SMALL_WORDS),
        "facets": facets(archive),
        "says": [slot.data() for slot in slots],
        "files": _files(shelf, read),
    }
    return shelf.write(manifest, outdir)


def _files(shelf: Shelf, parts: Sequence[Part]) -> dict[str, Any]:
    terms = merged(part.terms for part in parts)
    places = merged((part.places for part in parts), RUN)
    blocks = documents.blocks(row for part in parts for row in part.cards.split("\n"))
    return {
        "block": documents.BLOCK,
        "group": GROUP,
        "cards": shelf.blocks("cards", blocks, GROUP),
        "terms": shelf.shards("terms", terms, SHARD),
        "places": shelf.shards("places", places, 4 * SHARD),
        "spans": shelf.put("places", "".join(part.spans for part in parts)),
        "words": shelf.shards("words", vocabulary(places), 2 * SHARD),
        "english": shelf.shards("english", ((stem, "") for stem in english()), 2 * SHARD),
    }


def _issue(archive: Archive, issue: str, items: list[Item], address_of: AddressOf) -> list[Any]:
    """Return an issue's id, number of items, date, address of its page, and year.

    What is as usual is left off: the name of a month in English as the date, the address
    that follows from the id, the year with which the id begins.
    """
    date = archive.issue[issue].date
    usual = label(issue, None, ENGLISH) if period_of(issue) == "month" else ""
    year = str(archive.issue[issue].year)
    page = address_of(items[0].id).partition("#")[0]
    row = [
        issue,
        len(items),
        "" if date == usual else date,
        "" if page == USUAL_PAGE.format(issue) else page,
        "" if issue.startswith(f"{year}-") else year,
    ]
    while not row[-1]:
        row.pop()
    return row
