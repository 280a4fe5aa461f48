"""A PDF with the same objects in less space.

The compiler writes every small object in the open, and an accessible page has
hundreds. PDF 1.5 can keep them in compressed streams: a file for e-mail then
has about half its size. Nothing in any object changes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise

_START = re.compile(rb"(\d+) 0 obj\n")
_END = b"\nendobj"
_TRAILER = re.compile(rb"trailer\n<<(.*)>>\nstartxref\n(\d+)\n%%EOF\s*\Z", re.DOTALL)
_SIZE = re.compile(rb"/Size \d+")
_IN_USE = re.compile(rb"\d{10} 00000 n ?\r?")
_TOGETHER = 200  # objects in one stream: a viewer unpacks a whole stream to read one of them


class LayoutError(ValueError):
    """A PDF that is not laid out as the compiler's are; the message says where."""


def pack(pdf: bytes) -> bytes:
    """Move all objects of a PDF that may be moved into compressed object streams.

    :raises LayoutError: for a file that is not laid out as the compiler's are.
    """
    trailer = _TRAILER.search(pdf, max(0, pdf.rfind(b"trailer\n")))
    if trailer is None or b"/Prev" in trailer[1] or b"/Encrypt" in trailer[1]:
        raise LayoutError("the file does not end as expected")
    objects = list(_objects(pdf, int(trailer[2])))
    if sorted(number for number, _ in objects) != list(range(1, len(objects) + 1)):
        raise LayoutError("its objects are not numbered from 1 on, each once")
    parts = [pdf[: min(_starts(pdf, int(trailer[2])))]]
    places = [b"\0\0\0\0\0\xff\xff"] * (len(objects) + 1)
    here = len(parts[0])
    loose: list[tuple[int, bytes]] = []
    for number, content in objects:
        if content.endswith(b"endstream"):
            places[number] = _place(1, here, 0)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, content))
            here += len(parts[-1])
        else:
            loose.append((number, content))
    for start in range(0, len(loose), _TOGETHER):
        together = loose[start : start + _TOGETHER]
        holder = len(places)
        places.append(_place(1, here, 0))
        for index, (number, _) in enumerate(together):
            places[number] = _place(2, holder, index)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (holder, _object_stream(together)))
        here += len(parts[-1])
    places.append(_place(1, here, 0))
    parts.append(_index(places, _SIZE.sub(b"", trailer[1]), here))
    return b"".join(parts)


def _objects(pdf: bytes, table: int) -> Iterator[tuple[int, bytes]]:
    """Number and content of each object, found by the file's own table of places."""
    for start, end in pairwise(sorted([*_starts(pdf, table), table])):
        found = _START.match(pdf, start, end)
        content = pdf[found.end() : end].rstrip() if found else b""
        if found is None or not content.endswith(_END):
            raise LayoutError(f"no object where one should be, at {start}")
        yield int(found[1]), content.removesuffix(_END)


def _starts(pdf: bytes, table: int) -> list[int]:
    """Where each object begins, of the one section that the table of places has."""
    lines = pdf[table:].split(b"\n")
    first, _, count = lines[1].partition(b" ") if len(lines) > 1 else (b"", b"", b"")
    if lines[0] != b"xref" or first != b"0" or not count.isdigit():
        raise LayoutError("its table of places is not as expected")
    rows = lines[3 : 2 + int(count)]
    if not rows or not all(_IN_USE.fullmatch(row) for row in rows):
        raise LayoutError("its table of places is not as expected")
    return [int(row[:10]) for row in rows]


def _place(kind: int, where: int, index: int) -> bytes:
    return bytes((kind,)) + where.to_bytes(4, "big") + index.to_bytes(2, "big")


def _stream(entries: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content)
    head = b"<<%b/Filter/FlateDecode/Length %d>>" % (entries, len(packed))
    return head + b"\nstream\n" + packed + b"\nendstream"


def _object_stream(together: list[tuple[int, bytes]]) -> bytes:
    """Objects after one another, headed by the number and the place of each."""
    table: list[bytes] = []
    here = 0
    for number, content in together:
        table.append(b"%d %d" % (number, here))
        here += len(content) + 1
    head = b" ".join(table) + b"\n"
    body = b"\n".join(content for _, content in together)
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(together), len(head)), head + body)


def _index(places: list[bytes], trailer: bytes, here: int) -> bytes:
    """The table of places, as the last object of the file, and the end of the file."""
    entries = b"/Type/XRef/W[1 4 2]/Size %d%b" % (len(places), trailer)
    content = _stream(entries, b"".join(places))
    return b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(places) - 1, content, here)
