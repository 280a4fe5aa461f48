"""Packing changes nothing that a reader of the file can see."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf.generic import StreamObject

from pdf.made import WHEN, archive_of, issue_of, item
from pdf.reading import reader
from sphinx_roundup.pdf import compile as compiling
from sphinx_roundup.pdf.documents import archive_document
from sphinx_roundup.pdf.object_streams import LayoutError, pack
from sphinx_roundup.pdf.print_settings import Edition


@cache
def _compiled(items: int) -> bytes:
    archive = archive_of(issue_of(*(item(f"n{n}") for n in range(items))))
    return compiling.make_pdf(archive_document(Edition(archive)), WHEN).content


def as_compiled(monkeypatch: pytest.MonkeyPatch, items: int = 40) -> bytes:
    """A PDF as the compiler writes it, unpacked."""
    with monkeypatch.context() as patch:
        patch.setattr(compiling, "pack", lambda content: content)
        return _compiled(items)


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
    with pytest.raises(LayoutError, match="expected"):
        pack(plain + b"more")
    with pytest.raises(LayoutError, match="no object"):
        pack(plain.replace(b"5 0 obj", b"5 0 bjo"))
    with pytest.raises(LayoutError, match="numbered"):
        pack(plain.replace(b"\n5 0 obj", b"\n4 0 obj"))
    with pytest.raises(LayoutError, match="table"):
        pack(plain.replace(b"xref\n0 ", b"xref\n1 "))
    with pytest.raises(LayoutError, match="expected"):
        pack(plain.replace(b"trailer\n<<", b"trailer\n<</Prev 9"))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_file_ends_packing_in_another_way(
    monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    plain = as_compiled(monkeypatch, 1)
    table = plain.rindex(b"xref\n0 ")
    at = data.draw(st.one_of(st.integers(0, len(plain)), st.integers(table, len(plain))))
    cut = data.draw(st.integers(0, 40))
    broken = plain[:at] + data.draw(st.binary(max_size=12)) + plain[at + cut :]
    with suppress(LayoutError):
        assert pack(broken).startswith(b"%PDF") or not broken.startswith(b"%PDF")


def test_an_unknown_layout_leaves_the_bytes_and_is_a_remark(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = as_compiled(monkeypatch)

    def refuse(_: bytes) -> bytes:
        raise LayoutError("another table.")

    monkeypatch.setattr(compiling, "pack", refuse)
    archive = archive_of(issue_of(*(item(f"n{n}") for n in range(40))))
    made = compiling.make_pdf(archive_document(Edition(archive)), WHEN)
    assert made.content == plain
    (remark,) = made.remarks
    assert remark.endswith("is as the compiler wrote it: another table.")
