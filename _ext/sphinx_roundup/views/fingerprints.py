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
        self._item_digests: dict[int, tuple[Item, str]] = {}
        self._issues: dict[int, tuple[Issue, str]] = {}

    def of(self, *values: Any) -> str:
        """Make a short digest of views, items and plain values: equal values, equal digest."""
        parts: list[str] = []
        self._collect(values, parts)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]

    def of_items(self, issue: Issue) -> list[str]:
        """Give the digest of each item of an issue."""
        known = self._item_digests
        return [
            known[id(item)][1] if id(item) in known else self._item_digest(item)
            for item in issue.items
        ]

    def take_over(self, issue: Issue, made: Sequence[str]) -> None:
        """Take the digests of an issue's items as they were made of the very same."""
        for item, digest in zip(issue.items, made, strict=True):
            self._item_digests[id(item)] = (item, digest)

    def _collect(self, value: Any, parts: list[str]) -> None:
        # A list handed down, not a generator: at 1,000 issues a million strings pass here.
        kind: Any = type(value)
        if kind is Item:
            known = self._item_digests.get(id(value))
            parts.append(known[1] if known else self._item_digest(value))
        elif kind is tuple:
            parts.append(f"({len(value)}")
            known_items = self._item_digests
            for part in value:
                # Most of what passes here, a quarter of a million at 1,000 issues, are items.
                if type(part) is Item and (made := known_items.get(id(part))):
                    parts.append(made[1])
                else:
                    self._collect(part, parts)
        elif kind is Issue:
            issue = self._issues.get(id(value))
            parts.append(issue[1] if issue else self._issue(value))
        elif (values := values_of(kind)) is not None:
            parts.append(kind.__name__)
            for part in values(value):
                self._collect(part, parts)
        else:
            parts.append(repr(value))

    def _issue(self, issue: Issue) -> str:
        # Its name and date: a page that shows its items names them, too.
        words = repr(shown(issue, "sections"))
        self._issues[id(issue)] = (issue, words)
        return words

    def _item_digest(self, item: Item) -> str:
        words = repr(
            (shown(item), facts(self._archive, item), link_notes(self._archive, item))
        ).encode()
        digest = hashlib.sha256(words).hexdigest()
        # Kept with the item itself, so that no other can ever have its place in memory.
        self._item_digests[id(item)] = (item, digest)
        return digest
