"""Remembers the parts of issues between builds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple
from pathlib import Path

from ..model.page_records import Topic
from ..model.records import Item
from ..state import code_digest, digest, load, save
from .postings import Part, Reader


class Parts:
    """Gives the parts of issues, made anew only where something they depend on changed.

    ``path`` may be None: then nothing is remembered. What a part depends on: the
    issue's items as their cards have them, the names of topics, and our own code.
    """

    def __init__(
        self, path: Path | None, topics: Sequence[Topic], notes: Callable[[Item], str]
    ) -> None:
        self._path = path
        self._reader = Reader(topics, notes)
        names = (repr((t.slug, t.labels, t.search_terms)) for t in topics)
        self._common = digest(code_digest("search", "citations", "model", "views"), *names)
        self._known = _load(path, self._common)
        self._used: dict[str, Part] = {}

    def of(self, items: Sequence[Item], cards: str) -> Part:
        """Return the part of one issue, from its items and their cards.

        A card has all the words of its item, so it tells whether the part is known.
        """
        key = digest(self._common, cards)
        part = self._known.get(key) or self._reader.part(items, cards)
        self._used[key] = part
        return part

    def save(self) -> None:
        """Remember the parts that were asked for, and no others."""
        if self._path and self._used.keys() != self._known.keys():
            save(self._path, self._common, {k: astuple(p) for k, p in self._used.items()})


def _load(path: Path | None, common: str) -> dict[str, Part]:
    stored = load(path, common) if path else None
    return {key: Part(*texts) for key, texts in (stored or {}).items()}
