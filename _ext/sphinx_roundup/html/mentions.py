"""Find the entries that point to the same document, by the addresses of their links."""

from __future__ import annotations

from collections import defaultdict

from ..guard.urls import canonical
from ..model.archive import Archive
from ..model.records import Item

MOST = 5
"""Entries that are given at most."""
_SLASHES = 3
"""In an address, as it is compared, of a page that is not the first of its site."""


class Mentions:
    """Knows of the entries of one archive which point to the same document."""

    def __init__(self, archive: Archive) -> None:
        """Sort the entries by what they point to."""
        self._pointing: defaultdict[str, list[Item]] = defaultdict(list)
        for item in archive.items:
            for address in _addresses(item):
                self._pointing[address].append(item)

    def again(self, item: Item) -> tuple[Item, ...]:
        """Give the other entries that point to what an entry does, oldest first; a few of many."""
        found = {
            (one.issue, one.line): one
            for address in _addresses(item)
            for one in self._pointing[address]
            if one.id != item.id
        }
        return tuple(found[place] for place in sorted(found)[:MOST])


def _addresses(item: Item) -> frozenset[str]:
    """The pages that an entry leads to, as they are compared; the first page of a site is none."""
    known = (canonical(link.target) for link in item.links if link.target)
    return frozenset(one for one in known if one.count("/") >= _SLASHES)
