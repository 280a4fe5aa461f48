"""Hold a reader to account a third way: what it did not look at is listed, or the file is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .blocks import Document, LeftOut, UnreadableError
from .inventory.pieces import Piece
from .inventory.unread import unread

_MOST_UNREAD = 0.5
_FEW_WORDS = 40


def with_unread(document: Document, pieces: Iterable[Piece]) -> Document:
    """The document with the list of what its reader passed over.

    :raises UnreadableError: where that is more than half of what it read: it is another file
        than the reader takes it for.
    """
    found = unread(pieces, document)
    passed = sum(len(entry.text.split()) for entry in found)
    read = sum(len(block.text.split()) for block in document.blocks)
    if passed > max(_FEW_WORDS, _MOST_UNREAD * read):
        raise UnreadableError(
            f"{passed} of its words stand where they cannot be read here ({_places(found)})."
            " Copy them into the text of the document, or save it in another format."
        )
    return replace(document, unread=found)


def _places(found: Iterable[LeftOut]) -> str:
    sizes: dict[str, int] = {}
    for entry in found:
        why = entry.why.removeprefix("not read: ")
        sizes[why] = sizes.get(why, 0) + len(entry.text.split())
    largest = sorted(sizes, key=lambda why: (-sizes[why], why))
    return ", ".join(largest[:3])[:120]
