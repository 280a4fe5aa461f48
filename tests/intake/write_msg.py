"""Write a message as Outlook saves it: properties as the streams of a compound file."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from itertools import pairwise

_FREE, _END, _TABLE, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
Tree = Mapping[str, "bytes | Tree"]


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def msg(
    subject: str, text: str = "", page: bytes = b"", rich: bytes = b"", more: Tree | None = None
) -> bytes:
    """A message with its texts, and whatever ``more`` there is."""
    tree: dict[str, bytes | Tree] = {"__properties_version1.0": b"\0" * 32, **(more or {})}
    for number, data in (
        ("0037001F", utf16(subject)),
        ("1000001F", utf16(text)),
        ("10130102", page),
        ("10090102", rich),
    ):
        if data:
            tree[f"__substg1.0_{number}"] = data
    return compound(tree)


def melted(rtf: bytes) -> bytes:
    """Rich Text as Outlook keeps it where it does not pack it."""
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


class _Writer:
    def __init__(self) -> None:
        self.table: list[int] = []
        self.sectors: list[bytes] = []

    def add(self, data: bytes) -> int:
        """Write data as a chain of sectors; give where it begins."""
        if not data:
            return _END
        start = len(self.sectors)
        count = -(-len(data) // _SECTOR)
        for n in range(count):
            self.sectors.append(data[n * _SECTOR : (n + 1) * _SECTOR].ljust(_SECTOR, b"\0"))
            self.table.append(start + n + 1 if n + 1 < count else _END)
        return start


def compound(tree: Tree) -> bytes:
    """A compound file of a tree of streams."""
    writer, small, small_table = _Writer(), bytearray(), list[int]()
    entries: list[tuple[str, int, int, int, int, int]] = []

    def put(data: bytes) -> tuple[int, int]:
        if len(data) >= _CUTOFF:
            return writer.add(data), len(data)
        start, count = len(small_table), -(-len(data) // _SMALL)
        small.extend(data.ljust(count * _SMALL, b"\0"))
        small_table.extend(start + n + 1 if n + 1 < count else _END for n in range(count))
        return (start if count else _END), len(data)

    def level(of: Tree) -> int:
        """Write the entries of a level, each the right neighbour of the one before; give the first."""
        first = len(entries)
        places = []
        for name, value in of.items():
            places.append(len(entries))
            entries.append(
                (name, 2, _NONE, _NONE, *(put(value) if isinstance(value, bytes) else (0, 0)))
            )
            if not isinstance(value, bytes):
                place = places[-1]
                child = level(value)
                entries[place] = (name, 1, _NONE, child, 0, 0)
        for place, after in pairwise(places):
            name, kind, _, child, start, size = entries[place]
            entries[place] = (name, kind, after, child, start, size)
        return first

    entries.append(("Root Entry", 5, _NONE, _NONE, 0, 0))
    child = level(tree)
    whole = bytes(small)
    entries[0] = ("Root Entry", 5, _NONE, child, writer.add(whole), len(whole))
    small_first = writer.add(
        struct.pack(f"<{len(small_table)}I", *small_table).ljust(_SECTOR, b"\xff")
    )
    first = writer.add(b"".join(map(_entry, entries)))
    per = _SECTOR // 4
    tables = -(-(len(writer.table) + 1) // (per - 1))
    numbers = [*writer.table, *[_TABLE] * tables]
    numbers += [_FREE] * (tables * per - len(numbers))
    at = len(writer.sectors)
    data = struct.pack(f"<{len(numbers)}I", *numbers)
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    )
    head = head.ljust(44, b"\0") + struct.pack(
        "<IIIIIIII", tables, first, 0, _CUTOFF, small_first, 1, _END, 0
    )
    listed = [at + n for n in range(tables)]
    head += struct.pack("<109I", *listed, *[_FREE] * (109 - tables))
    return head + b"".join(writer.sectors) + data


def _entry(one: tuple[str, int, int, int, int, int]) -> bytes:
    name, kind, right, child, start, size = one
    named = utf16(name)
    return (
        named.ljust(64, b"\0") + struct.pack("<HBBIII", len(named) + 2, kind, 1, _NONE, right, child)
        + b"\0" * 36 + struct.pack("<III", start, size, 0)
    )  # fmt: skip
