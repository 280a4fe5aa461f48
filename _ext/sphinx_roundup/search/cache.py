"""Remembers the parts of issues between builds."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import astuple
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from ..atomic import write_text
from ..model.archive import Archive
from ..model.records import Item
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
        self._common = _digest(_code(), repr(list(notes.items())), *topics)
        self._known = _load(path)
        self._used: dict[str, Part] = {}

    def of(self, items: Sequence[Item], address_of: Callable[[str], str]) -> Part:
        """Return the part of one issue."""
        seen = repr([_seen(item, address_of(item.id)) for item in items])
        key = _digest(self._common, seen)
        part = self._known.get(key) or self._reader.part(items, address_of)
        self._used[key] = part
        return part

    def save(self) -> None:
        """Remember the parts that were asked for, and no others."""
        if self._path and self._used.keys() != self._known.keys():
            write_text(self._path, json.dumps({k: astuple(p) for k, p in self._used.items()}))


def _seen(item: Item, address: str) -> tuple[object, ...]:
    """Return all of an item that its part depends on."""
    links = [(link.target, link.archived) for link in item.links if link.target or link.archived]
    extra = (item.closes, item.content_note, item.editor_note)
    return (item.slug, address, item.title, item.text, links, extra)


def _load(path: Path | None) -> dict[str, Part]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8")) if path else {}
        return {key: Part(*texts) for key, texts in stored.items()}
    except (OSError, ValueError, TypeError):
        return {}  # Nothing is lost but time.


def _code() -> str:
    """Return what changes when another release of this code would make other parts."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    return version("snowballstemmer") + _digest(*(p.read_text(encoding="utf-8") for p in sources))


def _digest(*texts: str) -> str:
    digest = blake2b(digest_size=16)
    for text in texts:
        digest.update(text.encode())
        digest.update(b"\0")
    return digest.hexdigest()
