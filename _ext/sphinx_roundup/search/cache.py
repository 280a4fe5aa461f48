"""Remembers the parts of issues between builds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple
from pathlib import Path

from ..model.archive import Archive
from ..model.records import Item
from ..state import code_digest, digest, load, save
from .postings import Part, Reader


class Parts:
    """Gives the parts of issues, made anew only where something they depend on changed.

    ``path`` may be None: then nothing is remembered. What a part depends on: the
    issue's items, their addresses, the names of topics and content notes, and our own code.
    """

    def __init__(self, path: Path | None, archive: Archive) -> None:
        self._path = path
        notes = archive.closed["content-notes"]
        self._reader = Reader(archive.topics, notes)
        topics = (repr((t.slug, t.labels, t.search_terms)) for t in archive.topics)
        code = code_digest("search", "model")
        self._common = digest(code, repr(list(notes.items())), *topics)
        self._known = _load(path, self._common)
        self._used: dict[str, Part] = {}

    def of(self, items: Sequence[Item], address_of: Callable[[str], str]) -> Part:
        """Return the part of one issue."""
        seen = repr([_seen(item, address_of(item.id)) for item in items])
        key = digest(self._common, seen)
        part = self._known.get(key) or self._reader.part(items, address_of)
        self._used[key] = part
        return part

    def save(self) -> None:
        """Remember the parts that were asked for, and no others."""
        if self._path and self._used.keys() != self._known.keys():
            save(self._path, self._common, {k: astuple(p) for k, p in self._used.items()})


def _seen(item: Item, address: str) -> tuple[object, ...]:
    """Return all of an item that its part depends on."""
    links = [(link.target, link.archived) for link in item.links if link.target or link.archived]
    extra = (item.closes, item.content_note, item.editor_note)
    return (item.slug, address, item.title, item.text, links, extra)


def _load(path: Path | None, common: str) -> dict[str, Part]:
    stored = load(path, common) if path else None
    return {key: Part(*texts) for key, texts in (stored or {}).items()}
