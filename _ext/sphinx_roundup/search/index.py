"""The whole index: from the archive to files that the search page loads.

Everything is a classic script, ``searchShard(name, payload)``, below ``search/``:

====================  ==========================================================
``manifest.js``       what every search needs: issues, facets and what each item
                      has of them, and the names of all other files
``terms/<digest>``    stem -> items and how well each fits, in ranges of stems;
                      ``#topic`` -> items that name the topic in their text
``places/<digest>``   word -> its places, for phrases; how many places each item takes,
                      and how many of these its title
``columns/<digest>``  what items have of a facet that not every search needs
``hits/<n>-<d>``      what results show, 16 items a file
``finder/<digest>``   in which of these an entry is, by its name: for readers' packs
``words/<digest>``    all words of the archive and how frequent each is, in ranges:
                      for beginnings* and for mending slips
``english/<digest>``  stems of English words, in ranges: what is one is no slip
====================  ==========================================================

The names of sources, topics and kinds are in the manifest only: the page's
script matches them with words itself. An archive that is small carries its
terms and hits in the manifest, so that a first search is one request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from ..data.kept import Texts
from ..model.archive import Archive
from ..model.dates import ENGLISH
from ..model.periods import label, period_of
from ..model.records import Issue, Item
from ..state import code_digest, digest
from ..views.fingerprints import Fingerprints
from . import hits
from .analysis import SMALL_WORDS, english
from .facets import ALWAYS, SEARCHED, facets
from .finder import Finder
from .merge import RUN, vocabulary
from .postings import Indexer, Part
from .shards import GROUP, SHARD, ShardWriter
from .spans import YEARS, Spans

FORMAT = 5
"""Raised when an older search script could not read the files."""

USUAL_PAGE = "issues/{}.html"
AddressOf = Callable[[str], str]
Files = dict[str, Any]
"""What the manifest says of files, by their sort."""


def write_index(
    archive: Archive, outdir: Path, address_of: AddressOf, cache: Path | None = None
) -> str:
    """Write the search index of an archive under ``outdir/search``, in this process alone.

    ``address_of`` maps an item's id to its address, seen from the site's root.
    Returns a digest of the whole index. The same archive gives the same bytes;
    files that did not change are not touched, those no longer named are
    deleted. ``cache`` is a folder that saves the next build most of the work.
    """
    return Index(archive, address_of, Fingerprints(archive).of_whole, cache).write(outdir)


class Index:
    """A search index in the making: spans of years, then the whole.

    :ivar due: the spans that are not known yet.
    :ivar written: the digest of the whole, where another process has written it.
    """

    def __init__(
        self,
        archive: Archive,
        address_of: AddressOf,
        digest_of: Callable[[Issue], str],
        cache: Path | None,
    ) -> None:
        """Look which spans are known.

        :param digest_of: makes a digest of an issue, as :meth:`.Fingerprints.of_whole`: so one
            that did not change costs no hit.
        """
        self._archive = archive
        self._address_of = address_of
        self._items = {
            issue: tuple(items) for issue, items in groupby(archive.items, lambda i: i.issue)
        }
        self._slots = hits.slots_of({facet.field: facet.key for facet in SEARCHED})
        self._hits = hits.Hits(archive, self._slots, ALWAYS)
        self._indexer = Indexer(archive.topics, self._hits.searched)
        names = (repr((t.slug, t.labels, t.search_terms)) for t in archive.topics)
        code = code_digest("search", "citations", "model", "views", "data/kept.py")
        common = digest(code, archive.name, archive.language, repr(self._slots), *names)
        keys: dict[str, dict[str, str]] = {}
        for issue, items in self._items.items():
            known = archive.issue[issue]
            span = keys.setdefault(f"years-{known.year // YEARS * YEARS}", {})
            span[issue] = digest(common, self._page(items), digest_of(known))
        self._spans = Spans(cache, keys)
        self._finder = Finder(cache)
        self.due = self._spans.due
        self.written = ""

    def make(self, span: str) -> Texts:
        """Make a span, a function of what its issues hold and what things are called."""
        return self._spans.make(span, lambda issue: self._part(self._items[issue]))

    def make_all(self) -> None:
        """Make all that is due."""
        for span in self._spans.missing():
            self._spans.take(span, self.make(span))

    def take_written(self, digest: str) -> None:
        """Note that the whole was written elsewhere, and its digest."""
        self.written = digest

    def _part(self, items: Sequence[Item]) -> Part:
        rows = (self._hits.hit(item, self._address_of(item.id)) for item in items)
        return self._indexer.part(items, "\n".join(rows))

    def write(self, outdir: Path) -> str:
        """Make what is due, and write the whole under ``outdir/search``; give its digest."""
        self.make_all()
        writer = ShardWriter()
        named, columns = facets(self._archive)
        manifest = {
            "format": FORMAT,
            "items": len(self._archive.items),
            "issues": [self._row(issue, items) for issue, items in self._items.items()],
            "small": " ".join(SMALL_WORDS),
            "facets": named,
            "says": [slot.data() for slot in self._slots],
            "files": {
                **_files(writer, self._spans),
                "columns": {key: writer.put("columns", one) for key, one in columns.items()},
                "finder": writer.put("finder", self._finder.of(self._slugs(), hits.BLOCK)),
            },
        }
        return writer.write(manifest, outdir)

    def _slugs(self) -> Iterator[list[str]]:
        return ([item.slug for item in items] for items in self._items.values())

    def _page(self, items: Sequence[Item]) -> str:
        return self._address_of(items[0].id).partition("#")[0]

    def _row(self, issue: str, items: Sequence[Item]) -> list[Any]:
        """Return an issue's id, number of items, date, address of its page, and year.

        What is as usual is left off: the name of a month in English as the date, the address
        that follows from the id, the year with which the id begins.
        """
        known, page = self._archive.issue[issue], self._page(items)
        usual = label(issue, None, ENGLISH) if period_of(issue) == "month" else ""
        row = [
            issue,
            len(items),
            "" if known.date == usual else known.date,
            "" if page == USUAL_PAGE.format(issue) else page,
            "" if issue.startswith(f"{known.year}-") else str(known.year),
        ]
        while not row[-1]:
            row.pop()
        return row


def _terms(spans: Spans, writer: ShardWriter) -> Files:
    return {"terms": writer.shards("terms", spans.rows("terms"), SHARD)}


def _places(spans: Spans, writer: ShardWriter) -> Files:
    places = spans.rows("places", RUN)
    return {
        "places": writer.shards("places", places, 2 * SHARD),
        "words": writer.shards("words", vocabulary(places), 2 * SHARD),
    }


def _others(spans: Spans, writer: ShardWriter) -> Files:
    every = spans.all()
    blocks = hits.blocks(row for span in every for row in span.hits.split("\n"))
    return {
        "block": hits.BLOCK,
        "group": GROUP,
        "hits": writer.blocks("hits", blocks, GROUP),
        "spans": writer.put("places", "".join(span.spans for span in every)),
        "titles": writer.put("places", "".join(span.titles for span in every)),
        "english": writer.shards("english", ((stem, "") for stem in english()), 2 * SHARD),
    }


def _files(writer: ShardWriter, spans: Spans) -> Files:
    """Put the spans together."""
    files: Files = {}
    for sort in (_terms, _places, _others):
        files |= sort(spans, writer)
    spans.forget_others()
    return files
