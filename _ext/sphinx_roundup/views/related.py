"""Find the entries that have most to do with one: by the topics and sources that both have.

What few entries have weighs more. Of each topic and source only the entries nearest in time are
looked at, so the work grows with the number of entries, and an entry that is added changes what
is related to those near it alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..model.archive import Archive
from ..model.records import Item

MOST = 4
"""Entries that are given at most."""
_NEAR = 12
"""Entries of a topic or source that are looked at before an entry, and as many after it."""
_CONSIDERED = 12
"""The best, of which words in the titles decide where they are as good as one another."""
_TOPIC, _SOURCE = 2, 1
"""What it counts to share one. One publisher prints of many matters."""
_FAR = 1 << 30
"""More than there are days, or entries."""
_WORD = re.compile(r"\w{4,}")

Key = tuple[str, str]


class Related:
    """Finds what is related to the entries of one archive."""

    def __init__(self, archive: Archive) -> None:
        """Sort the entries by topic and source, once."""
        self._items = archive.items
        self._days = [archive.issue[item.issue].day.toordinal() for item in archive.items]
        self._place: dict[str, int] = {}
        self._having: defaultdict[Key, list[int]] = defaultdict(list)
        self._keys: list[tuple[Key, ...]] = []
        for place, item in enumerate(archive.items):
            self._place.setdefault(item.id, place)
            self._keys.append(tuple(_keys(archive, item)))
            for key in self._keys[-1]:
                self._having[key].append(place)
        self._weights = {key: self._weight(key) for key in self._having}

    def _weight(self, key: Key) -> int:
        """Count for more what fewer have: by powers of two, so that one entry more seldom matters."""
        rarity = len(self._items).bit_length() - len(self._having[key]).bit_length()
        return rarity * (_SOURCE if key[0] == "source" else _TOPIC)

    def of(self, item: Item, but: Iterable[Item] = ()) -> tuple[Item, ...]:
        """Give the entries that are related to an entry, the nearest first; few, or none.

        :param but: entries that are left out, for they are told of besides.
        """
        here = self._place[item.id]
        scores: dict[int, int] = {}
        for key in self._keys[here]:
            weight, having = self._weights[key], self._having[key]
            at = bisect_left(having, here)
            for place in having[max(0, at - _NEAR) : at + 1 + _NEAR] if weight else ():
                scores[place] = scores.get(place, 0) + weight
        for one in (item, *but):
            scores.pop(self._place[one.id], None)
        # One number says how good, how near and where an entry is: numbers are soon sorted.
        day, days = self._days[here], self._days
        ranks = sorted(
            (-score * _FAR + abs(days[place] - day)) * _FAR + place
            for place, score in scores.items()
        )
        best = [rank % _FAR for rank in ranks[:_CONSIDERED]]
        if len({scores[place] for place in best}) < len(best):
            words = _words(item)
            shared = {place: len(words & _words(self._items[place])) for place in best}
            best.sort(key=lambda place: (-scores[place], -shared[place]))
        return tuple(self._items[place] for place in best[:MOST])


def _keys(archive: Archive, item: Item) -> Iterator[Key]:
    """Name the topics of an item, those above them, and its sources."""
    for topic in sorted(archive.wider_topics_of(item)):
        yield "topic", topic
    for source in archive.sources_of(item):
        yield "source", source.slug


def _words(item: Item) -> frozenset[str]:
    """The words of a title that may tell what it is about."""
    return frozenset(_WORD.findall(item.title.casefold()))
