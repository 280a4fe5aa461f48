"""A reading list made to order, for the command line."""

from __future__ import annotations

from pathlib import Path

from ..files import write_bytes
from ..model import Archive
from .compile import make_pdf
from .edition import Edition, timestamp_of
from .from_archive import items_by_topic, topic_document


def make_topic_pdf(archive: Archive, slug: str, since: int | None, path: Path) -> int:
    """Write the reading list of a topic to ``path``; give the number of entries in it.

    Raises :class:`KeyError` for an unknown topic and
    :class:`~roundup.pdf.compile.PdfError` for a PDF that cannot be made.
    """
    items = items_by_topic(archive).get(slug, [])
    document = topic_document(Edition(archive), slug, items, since=since)
    write_bytes(path, make_pdf(document, timestamp_of(archive)).content)
    return sum(since is None or item.year >= since for item in items)
