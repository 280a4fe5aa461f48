"""Digest views, items and values, to tell whether what is made from them must be made again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from ..model.archive import Archive
from ..model.digests import shown, values_of
from ..model.facts import facts
from ..model.link_notes import link_notes
from ..model.records import Issue, Item


class Fingerprints:
    """Makes the fingerprints of what is shown of one archive; each item is digested once."""

    def __init__(self, archive: Archive) -> None:
        """Prepare for ``archive``, which gives the words for what an item says."""
        self._archive = archive
        self._known: dict[int, str] = {}
        self._wholes: dict[int, str] = {}
        # Kept with their digests, so that no other can ever have their place in memory.
        self._records: list[Item | Issue] = []

    def of(self, *values: Any) -> str:
        """Make a short digest of views, items and plain values: equal values, equal digest."""
        parts: list[str] = []
        self._collect(values, parts)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]

    def of_whole(self, issue: Issue) -> str:
        """Make a digest of an issue with all that stands in it, once."""
        known = self._wholes.get(id(issue))
        return known or self._note(self._wholes, issue, self.of(issue, issue.sections))

    def of_items(self, issue: Issue) -> list[str]:
        """Give the digest of each item of an issue."""
        known = self._known
        return [known.get(id(item)) or self._item_digest(item) for item in issue.items]

    def take_over(self, issue: Issue, whole: str, items: Sequence[str]) -> None:
        """Take the digests of an issue and of its items as they were made of the very same."""
        self._note(self._wholes, issue, whole)
        for item, digest in zip(issue.items, items, strict=True):
            self._known[id(item)] = digest  # kept alive by its issue

    def _note(self, known: dict[int, str], record: Item | Issue, digest: str) -> str:
        known[id(record)] = digest
        self._records.append(record)
        return digest

    def _collect(self, value: Any, parts: list[str]) -> None:
        # A list handed down, not a generator: at 1,000 issues a million strings pass here.
        kind: Any = type(value)
        if kind is Item:
            parts.append(self._known.get(id(value)) or self._item_digest(value))
        elif kind is Issue:
            parts.append(self._known.get(id(value)) or self._issue(value))
        elif kind is tuple:
            parts.append(f"({len(value)}")
            # Most of what passes here, a quarter of a million at 1,000 issues, are known items.
            made = [*map(self._known.get, map(id, value))]
            if None not in made:
                parts += filter(None, made)
                return
            for part in value:
                self._collect(part, parts)
        elif (values := values_of(kind)) is not None:
            parts.append(kind.__name__)
            for part in values(value):
                self._collect(part, parts)
        else:
            parts.append(repr(value))

    def _issue(self, issue: Issue) -> str:
        # Its name and date: a page that shows its items names them, too.
        return self._note(self._known, issue, repr(shown(issue, "sections")))

    def _item_digest(self, item: Item) -> str:
        words = repr(
            (shown(item), facts(self._archive, item), link_notes(self._archive, item))
        ).encode()
        return self._note(self._known, item, hashlib.sha256(words).hexdigest()[:32])
