"""Packing changes nothing that a reader of the file can see."""

from __future__ import annotations

import re

import pytest
from pypdf.generic import StreamObject

from pdf.made import WHEN, archive_of, issue_of, item
from pdf.reading import reader
from sphinx_roundup.pdf import compile as compiling
from sphinx_roundup.pdf.documents import archive_document
from sphinx_roundup.pdf.object_streams import pack
from sphinx_roundup.pdf.print_settings import Edition


def as_compiled(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A PDF as the compiler writes it, unpacked."""
    monkeypatch.setattr(compiling, "pack", lambda content: content)
    archive = archive_of(issue_of(*(item(f"n{n}") for n in range(40))))
    return compiling.make_pdf(archive_document(Edition(archive)), WHEN).content


def objects(pdf: bytes) -> dict[int, str]:
    """Every object of a file by its number, streams by their decoded bytes."""
    read = reader(pdf)
    found = {}
    for number in {*read.xref[0], *read.xref_objStm}:
        one = read.get_object(number)
        if not (isinstance(one, dict) and one.get("/Type") in ("/ObjStm", "/XRef")):
            data = one.get_data() if isinstance(one, StreamObject) else b""
            # A reference shows which file it belongs to, as a number in memory.
            found[number] = re.sub(r"IndirectObject\((\d+), 0, \d+\)", r"\1", f"{one} {data!r}")
    return found


def test_every_object_is_the_same_and_the_file_is_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = as_compiled(monkeypatch)
    packed = pack(plain)
    assert len(packed) < 0.6 * len(plain)
    assert objects(packed) == objects(plain)
    before, after = reader(plain).trailer, reader(packed).trailer
    assert after["/ID"] == before["/ID"]
    assert after.raw_get("/Root").idnum == before.raw_get("/Root").idnum
    assert pack(plain) == packed


def test_a_file_that_is_laid_out_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = as_compiled(monkeypatch)
    with pytest.raises(ValueError, match="expected"):
        pack(plain + b"more")
    with pytest.raises(ValueError, match="no object"):
        pack(plain.replace(b"5 0 obj", b"5 0 bjo"))
