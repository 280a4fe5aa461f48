"""Remembers the parts of issues between builds."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

from ..state import code_digest, digest, load, save
from .postings import Part


class Parts:
    """Remembers the parts of issues, each under the digest of what it was made from.

    ``path`` may be None: then nothing is remembered. ``common`` are texts that every part
    depends on besides our own code.
    """

    def __init__(self, path: Path | None, *common: str) -> None:
        self._path = path
        self._common = digest(code_digest("search", "citations", "model", "views"), *common)
        self._known = _load(path, self._common)
        self._used: dict[str, Part] = {}

    def knows(self, key: str) -> bool:
        """Tell whether a part is there; it then counts as asked for."""
        if key in self._known:
            self._used[key] = self._known[key]
        return key in self._used

    def put(self, key: str, part: Part) -> None:
        """Add a part that was made."""
        self._used[key] = part

    def of(self, key: str) -> Part:
        """Give a part that is known or was added."""
        return self._used[key]

    def save(self) -> None:
        """Remember the parts that were asked for, and no others."""
        if self._path and self._used.keys() != self._known.keys():
            save(self._path, self._common, {k: astuple(p) for k, p in self._used.items()})


def _load(path: Path | None, common: str) -> dict[str, Part]:
    stored = load(path, common) if path else None
    return {key: Part(*texts) for key, texts in (stored or {}).items()}
