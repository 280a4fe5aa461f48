"""Tell by an entry's name in which block of hits it is, in four bits an entry.

A reader's pack holds names of entries. Without this, all blocks of an issue would be fetched
for each; with all names in a file, that would be most of what a pack loads.

For each issue there are three rows of slots. A name has a slot in each, and what these hold,
put together by exclusive or, is the block, counted from the first of the issue (a static
function, as in “Bloomier filters”). ``html/client/pack-find.js`` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..state import code_digest, digest, load, save
from .codec import DIGITS

_PRIME = 2**31 - 1
_STEP = 0x9E3779B9
_WORD = 2**32 - 1
_SEEDS = 64
Places = tuple[int, int, int]


class Finder:
    """Writes what finds the blocks of entries; an issue with the same names has the same row as before."""

    def __init__(self, cache: Path | None) -> None:
        """Use the rows that are kept in a folder of the cache, if there is one."""
        self._path = cache / "finder.json" if cache else None
        self._code = code_digest("search")
        self._kept: dict[str, str] = (load(self._path, self._code) if self._path else None) or {}

    def of(self, issues: Iterable[Sequence[str]], size: int) -> str:
        """Write the rows of all issues.

        :param issues: the names (slugs) of each issue's entries, in printed order.
        :param size: how many entries a block has; blocks pay no heed to issues.
        """
        first, rows = 0, []
        for slugs in issues:
            key = digest(f"{first % size} {size}", *slugs)
            rows.append((key, self._kept.get(key) or _row(slugs, _blocks(slugs, first, size))))
            first += len(slugs)
        if self._path and dict(rows) != self._kept:
            save(self._path, self._code, dict(rows))
        return "".join([row for _, row in rows])


def _blocks(slugs: Sequence[str], first: int, size: int) -> list[int]:
    return [(first + at) // size - first // size for at in range(len(slugs))]


def _row(slugs: Sequence[str], blocks: Sequence[int]) -> str:
    """The row of an issue: which way of placing names it has, then its slots.

    Where none will do (a name is given twice), or there are too many blocks, it says nothing
    true, and whoever asks looks through all of them.
    """
    width = width_of(len(slugs))
    keys = [int.from_bytes(slug.encode(), "big") % _PRIME for slug in slugs]
    for seed in range(_SEEDS if max(blocks, default=0) < len(DIGITS) else 0):
        slots = _filled([_places(key, seed, width) for key in keys], blocks, width)
        if slots:
            return DIGITS[seed] + "".join(DIGITS[slot] for slot in slots)
    return DIGITS[0] * (1 + 3 * width)


def width_of(entries: int) -> int:
    """How many slots a row has: a third more than entries, all three together."""
    return entries * 4 // 9 + 3


def _places(key: int, seed: int, width: int) -> Places:
    one, two, three = (_mixed(key + (3 * seed + row) * _STEP) % width for row in range(3))
    return one, width + two, 2 * width + three


def _mixed(number: int) -> int:
    """Spread numbers that are alike, as names that end in 1 and 2 (the end of MurmurHash3)."""
    number &= _WORD
    number = (number ^ number >> 16) * 0x85EBCA6B & _WORD
    number = (number ^ number >> 13) * 0xC2B2AE35 & _WORD
    return number ^ number >> 16


def _filled(keys: Sequence[Places], blocks: Sequence[int], width: int) -> list[int]:
    """Fill the slots, so that those of each name give its block; none where that cannot be."""
    having: list[set[int]] = [set() for _ in range(3 * width)]
    for key, places in enumerate(keys):
        for place in places:
            having[place].add(key)
    order: list[tuple[int, int]] = []
    alone = [place for place, found in enumerate(having) if len(found) == 1]
    while alone:
        place = alone.pop()
        if len(having[place]) != 1:
            continue
        (key,) = having[place]
        order.append((key, place))
        for other in keys[key]:
            having[other].discard(key)
            if len(having[other]) == 1:
                alone.append(other)
    if len(order) < len(keys):
        return []
    slots = [0] * (3 * width)
    for key, place in reversed(order):
        one, two, three = keys[key]
        slots[place] = blocks[key] ^ slots[one] ^ slots[two] ^ slots[three]
    return slots
