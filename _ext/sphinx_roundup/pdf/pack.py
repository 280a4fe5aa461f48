"""The PDF of a reader's pack: entries in the reader's order, under the reader's title and note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..atomic import write_bytes
from ..model.archive import Archive
from ..model.plural import plural
from ..model.records import Item
from .compile import make_pdf
from .document import Block, Document, Entry, Opening, Paragraph, Text
from .documents import finished, note, origin_note
from .entries import entry
from .print_settings import Edition, timestamp_of

_KIND = "Reading pack"


def make_pack_pdf(
    archive: Archive, items: Sequence[Item], title: str, words: str, path: Path
) -> None:
    """Write the PDF of a pack to ``path``.

    Raises :class:`~sphinx_roundup.pdf.compile.PdfError` for a PDF that cannot be made.
    """
    edition = Edition(archive, archive.identity.name or "Archive")
    document = pack_document(edition, items, title, words)
    write_bytes(path, make_pdf(document, timestamp_of(archive)).content)


def pack_document(edition: Edition, items: Sequence[Item], title: str, words: str) -> Document:
    """The document of a pack; ``words`` are the note to those who get it, a paragraph a line."""
    name = title or _KIND
    body: list[Block] = [
        Opening(1, "pack", edition.masthead, name, _KIND if title else "", name),
        *(Paragraph((Text(line),), "lead") for line in words.splitlines() if line.strip()),
        origin_note(edition),
        Paragraph(
            (Text(f"{plural(len(items), 'entry', 'entries')}, as a reader chose them."),), "small"
        ),
        note(items),
        *(_dated(edition, item) for item in items),
    ]
    subject = f"{plural(len(items), 'entry', 'entries')} of {edition.masthead}"
    return finished(edition, name, subject, (), body)


def _dated(edition: Edition, item: Item) -> Entry:
    """An entry that says its issue, for no heading does."""
    one = entry(edition, item, 2)
    return replace(one, facts=(*one.facts, (Text(edition.archive.issue[item.issue].date),)))
