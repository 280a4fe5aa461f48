"""Read the streams of a compound file: the small file system that Outlook's messages are.

[MS-CFB], https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-cfb. Chains of sectors that
lead in a circle, or out of the file, end in one sentence.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from ..blocks import UnreadableError

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
"""Numbers of sectors from here on mean that there is none."""
_SMALL = 64
_ENTRY = 128
_MOST_ENTRIES = 20_000
_IN_HEADER = 109
_DAMAGED = "The file is damaged. Open it in Outlook, save it as HTML and import that."


class _Entry(NamedTuple):
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """The streams of a compound file, by their path: ``storage/stream``."""

    def __init__(self, data: bytes) -> None:
        try:
            self._open(data)
        except (struct.error, IndexError, ValueError):
            raise UnreadableError(_DAMAGED) from None

    def _open(self, data: bytes) -> None:
        if not data.startswith(_MAGIC):
            raise ValueError
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in {9, 12} or 1 << small_shift != _SMALL:
            raise ValueError
        self._size = 1 << shift
        first, self._cutoff, small_first = (
            struct.unpack_from("<I", data, place)[0] for place in (48, 56, 60)
        )
        self._table = self._numbers(self._sectors_of_table())
        entries = self._chain(first)
        self._entries = [
            _entry(entries[place : place + _ENTRY])
            for place in range(0, min(len(entries), _MOST_ENTRIES * _ENTRY), _ENTRY)
        ]
        root = self._entries[0]
        self._small_table = self._numbers_of(self._chain(small_first))
        self._small = self._chain(root.start)[: root.size]
        self.paths = dict(self._walk(root.child, "", set()))

    def _sectors_of_table(self) -> list[int]:
        """Where the table of sectors stands: the first are told in the head, the rest in a chain."""
        found = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        more = struct.unpack_from("<I", self._data, 68)[0]
        seen: set[int] = set()
        while more < _END:
            if more in seen:
                raise ValueError
            seen.add(more)
            *numbers, more = self._numbers_of(self._sector(more))
            found += numbers
        return [number for number in found if number < _END]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise ValueError
        return self._data[start : start + self._size]

    def _numbers(self, sectors: list[int]) -> list[int]:
        return [n for sector in sectors for n in self._numbers_of(self._sector(sector))]

    def _numbers_of(self, data: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _followed(start, self._table))

    def _walk(self, number: int, above: str, seen: set[int]) -> Iterator[tuple[str, _Entry]]:
        """The entries below one, with their paths: a tree of names at each level."""
        waiting = [(number, above)]
        while waiting:
            number, above = waiting.pop()
            if number >= len(self._entries) or number in seen:
                continue
            seen.add(number)
            entry = self._entries[number]
            path = f"{above}{entry.name}"
            yield path, entry
            waiting += [(entry.left, above), (entry.right, above), (entry.child, f"{path}/")]

    def read(self, path: str) -> bytes:
        """The bytes of a stream; none where there is no such stream.

        :raises UnreadableError: where it is damaged.
        """
        entry = self.paths.get(path)
        if entry is None or entry.kind != 2:  # noqa: PLR2004 - a stream
            return b""
        try:
            if entry.size >= self._cutoff:
                return self._chain(entry.start)[: entry.size]
            small = _followed(entry.start, self._small_table)
            parts = (self._small[n * _SMALL : (n + 1) * _SMALL] for n in small)
            return b"".join(parts)[: entry.size]
        except (ValueError, IndexError):
            raise UnreadableError(_DAMAGED) from None


def _followed(start: int, table: list[int]) -> list[int]:
    """A chain of sectors."""
    found: list[int] = []
    while start < _END:
        if len(found) > len(table):  # it leads in a circle
            raise ValueError
        found.append(start)
        start = table[start]
    return found


def _entry(data: bytes) -> _Entry:
    length, kind = struct.unpack_from("<HB", data, 64)
    name = data[: max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
    left, right, child = struct.unpack_from("<III", data, 68)
    start, size = struct.unpack_from("<II", data, 116)
    return _Entry(name, kind, left, right, child, start, size)
