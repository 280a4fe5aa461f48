"""Grey pictures as PNG files, written and read with nothing but the standard library."""

from __future__ import annotations

import zlib
from pathlib import Path

_HEAD = b"\x89PNG\r\n\x1a\n"


def write_png(path: Path, width: int, height: int, levels: bytes) -> None:
    """Write grey levels, row by row, as a PNG file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + check

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    rows = (b"\0" + levels[y * width : (y + 1) * width] for y in range(height))
    head = chunk(b"IHDR", size + bytes((8, 0, 0, 0, 0)))
    body = chunk(b"IDAT", zlib.compress(b"".join(rows), 9))
    path.write_bytes(_HEAD + head + body + chunk(b"IEND", b""))


def read_png(path: Path) -> tuple[int, int, bytes]:
    """Width, height and grey levels of a file that :func:`write_png` wrote."""
    data = path.read_bytes()
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    length = int.from_bytes(data[33:37], "big")
    rows = zlib.decompress(data[41 : 41 + length])
    levels = (rows[y * (width + 1) + 1 : (y + 1) * (width + 1)] for y in range(height))
    return width, height, b"".join(levels)
