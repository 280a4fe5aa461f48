"""What a result shows of an item, in blocks that are fetched as they are needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from ..model.records import Item, Link
from .codec import as_json

BLOCK = 16
"""Items a block: about 3 kB over the wire."""

_SAFE = ("https://", "http://")


def card(item: Item, address: str, notes: Mapping[str, str]) -> str:
    """Return an item as a row of JSON: slug, title, text, then what only some items have.

    Those are: its address where that does not follow from its issue, the
    address of what it points to and that of an archived copy, the date it
    closes, content notes (by the labels in ``notes``), the archive's own note. Empty ends are left off.
    """
    link = next((link for link in item.links if _target(link)), None)
    fragment = address.partition("#")[2]
    row = [
        item.slug,
        item.title,
        item.text,
        "" if fragment == item.anchor else fragment,
        _safe(link.target) if link else "",
        _safe(link.archived) if link else "",
        item.closes.isoformat() if item.closes else "",
        ", ".join(notes.get(note, note) for note in item.content_note),
        item.editor_note,
    ]
    while not row[-1]:
        row.pop()
    return as_json(row)


def blocks(rows: Iterable[str]) -> Iterator[str]:
    """Yield the cards of all items, in blocks of JSON."""
    waiting = iter(rows)
    while block := list(islice(waiting, BLOCK)):
        yield f"[{','.join(block)}]"


def _target(link: Link) -> str:
    return _safe(link.target) or _safe(link.archived)


def _safe(address: str | None) -> str:
    """Return a web address, and nothing for what a browser might run instead of open."""
    return address if address and address.startswith(_SAFE) else ""
