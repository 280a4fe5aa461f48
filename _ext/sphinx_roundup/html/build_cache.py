"""What the pages of the last finished build were made from.

Kept beside the doctrees, one file per builder, and replaced only when a build
has finished: a build that was stopped half-way is made good by the next.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..atomic import write_text


class Ledger:
    """Page name -> fingerprint of what it was made from."""

    def __init__(self, path: Path, generation: str) -> None:
        """Read the ledger at ``path``; one of another ``generation`` counts as empty.

        The generation stands for the code and templates that make pages.
        """
        self._path = path
        self._generation = generation
        self._written: Mapping[str, str] = {}
        self._removed: set[str] = set()
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            stored = {}
        self._known: Mapping[str, str] = stored.get("pages", {})
        self.is_current = stored.get("generation") == generation
        """Whether the last build had the same generation."""
        if self.is_current:
            self._written = self._known
        self.now: dict[str, str] = {}

    def changed(self, page: str, fingerprint: str) -> bool:
        """Note what a page is made from now; tell whether that differs from last time."""
        self.now[page] = fingerprint
        return self._written.get(page) != fingerprint

    @property
    def gone(self) -> list[str]:
        """Pages of the last build that this build does not have."""
        return sorted(set(self._known) - set(self.now))

    def save(self) -> None:
        """Remember this build."""
        stored = {"generation": self._generation, "pages": dict(sorted(self.now.items()))}
        write_text(self._path, json.dumps(stored, indent=0))


def generation_of(folders: Iterable[Path], *values: object) -> str:
    """A digest of all files below ``folders`` and of ``values``."""
    digest = hashlib.sha256(repr(values).encode())
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix not in {".pyc", ".so"}:
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
