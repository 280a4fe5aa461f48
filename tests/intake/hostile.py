"""Files that are broken, or made to harm; each is made when it is asked for."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

import typst
from pypdf import PdfReader, PdfWriter

from intake.paper import gold
from intake.write_docx import docx
from intake.write_pdf import pdf

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(document: bytes, extra: Mapping[str, bytes] | None = None) -> bytes:
    """A Word file with a main part of one's own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(gold("2023-01"), "styles"))) as good:
        parts = {name: good.read(name) for name in good.namelist()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in {**parts, "word/document.xml": document, **(extra or {})}.items():
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def body(inner: bytes, doctype: bytes = b"") -> bytes:
    return doctype + f"<w:document {_W}><w:body>".encode() + inner + b"</w:body></w:document>"


def paragraph(text: bytes) -> bytes:
    return b"<w:p><w:r><w:t>" + text + b"</w:t></w:r></w:p>"


@cache
def bomb() -> bytes:
    """A part of 300 MB in a file of 0.3 MB, put together without making the 300 MB twice."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    chunk = b"<w:p/>" * 170_000
    packed = b"".join([*(packer.compress(chunk) for _ in range(300)), packer.flush()])
    name = b"word/document.xml"
    size = len(chunk) * 300
    head = struct.pack("<HHHHHIII", 20, 0, 8, 0, 33, 0, len(packed), size)
    local = b"PK\x03\x04" + head + struct.pack("<HH", len(name), 0) + name + packed
    central = b"PK\x01\x02" + struct.pack("<H", 20) + head + struct.pack(
        "<HHHHHII", len(name), 0, 0, 0, 0, 0, 0
    ) + name  # fmt: skip
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def lying() -> bytes:
    """A part that says it is smaller than it is."""
    data = bytearray(word(body(paragraph(b"words ") * 5_000)))
    for place in range(len(data)):
        if (
            data[place : place + 4] == b"PK\x01\x02"
            and b"word/document.xml" in data[place : place + 80]
        ):
            data[place + 24 : place + 28] = struct.pack("<I", 100)
    return bytes(data)


def locked_part() -> bytes:
    data = bytearray(word(body(paragraph(b"words"))))
    place = data.find(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


def many_parts() -> bytes:
    return word(body(paragraph(b"words")), {f"word/media/{i}": b"" for i in range(5_001)})


def laughs() -> bytes:
    entities = b"".join(
        b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10 if i else b"ha") for i in range(12)
    )
    return word(body(paragraph(b"&l11;"), b"<!DOCTYPE d [" + entities + b"]>"))


def outside() -> bytes:
    entity = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    return word(body(paragraph(b"&x;"), entity))


def deep_xml() -> bytes:
    return word(body(b"<w:sdt><w:sdtContent>" * 3_000 + b"</w:sdtContent></w:sdt>" * 3_000))


def deep_html() -> bytes:
    return b"<html><body>" + b"<div>" * 100_000 + b"words"


def old_office(extra: bytes = b"") -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + extra


def odt() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
    return out.getvalue()


def no_word() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(zipfile.ZipInfo("holiday.txt"), "sun")
    return out.getvalue()


def made_by_typst(source: str) -> bytes:
    return typst.compile(source.encode(), format="pdf", timestamp=0)


def password() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(gold("2023-01")))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def circle() -> bytes:
    """A PDF whose structure tree holds itself, and whose pages have themselves as parent."""
    data = pdf(gold("2023-01"), tags=False).replace(b"/Type/Catalog", b"/Type/Catalog/X 1")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject  # noqa: PLC0415

    element = DictionaryObject({NameObject("/S"): NameObject("/P")})
    reference = writer._add_object(element)
    element[NameObject("/K")] = ArrayObject([reference, reference])
    root = DictionaryObject({NameObject("/K"): reference})
    writer.root_object[NameObject("/StructTreeRoot")] = writer._add_object(root)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (bomb, "unpacks to far more"),
    "lying about its size": (lying, "damaged"),
    "a part with a password": (locked_part, "password"),
    "5,001 parts": (many_parts, "unpacks to far more"),
    "billion laughs": (laughs, "document type"),
    "entity from outside": (outside, "document type"),
    "deep XML": (deep_xml, "nested more than"),
    "deep HTML": (deep_html, "inside one another"),
    "truncated Word": (lambda: docx(gold("2023-01"), "styles")[:3_000], "damaged"),
    "bad XML": (lambda: word(b"<w:document><w:body>"), "damaged"),
    "XML in no encoding": (lambda: word(b'<?xml version="1.0" encoding="x-no"?><a/>'), "damaged"),
    "no Word file": (no_word, "no Word document"),
    "embedded document": (lambda: word(body(b"<w:altChunk/>")), "embedded"),
    "empty": (lambda: b"", "empty"),
    "only blanks": (lambda: b" \n ", "empty"),
    "old Office": (old_office, "old Office format"),
    "locked Office": (lambda: old_office("EncryptedPackage".encode("utf-16-le")), "password"),
    "rich text": (lambda: b"{\\rtf1 words}", "Rich Text"),
    "OpenDocument": (odt, "OpenDocument"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 99, "no document"),
    "mail without a letter": (
        lambda: b"From: a@example.org\nSubject: News\nContent-Type: image/png\n\nxx\n",
        "no letter in the e-mail",
    ),
    "no entries": (lambda: word(body(paragraph(b"April 2024"))), "No entries"),
    "truncated PDF": (lambda: pdf(gold("2023-01"))[:2_000], "damaged"),
    "PDF of nothing": (lambda: b"%PDF-1.7\n%%EOF", "damaged"),
    "PDF with a password": (password, "password"),
    "scanned PDF": (lambda: made_by_typst("#rect(fill: gray, width: 5cm)"), "scanned"),
    "PDF turned sideways": (
        lambda: made_by_typst("#rotate(90deg, reflow: true)[#lorem(60)]"),
        "turned sideways",
    ),
    "PDF of 301 pages": (lambda: made_by_typst("#for i in range(301) [words #pagebreak()]"), "300"),
}
