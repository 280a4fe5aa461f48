"""The look of the pages: small pictures compared with kept ones, with some tolerance.

After a change that is meant, look at the pages and keep the new pictures with
``KEEP_PAGES=1 python -m pytest tests/pdf/test_pages.py``.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from pdf.made import WHEN, archive_of, issue_of, item, linked
from pdf.pictures import read_png, write_png
from sphinx_roundup.pdf.compile import make_pdf
from sphinx_roundup.pdf.documents import archive_document
from sphinx_roundup.pdf.print_settings import Edition
from sphinx_roundup.pdf.reading_list import items_by_topic, topic_document

KEPT = Path(__file__).parent / "pages"
SCALE = 0.5  # of 72 points an inch: letters are grey, blocks and gaps are plain to see
BLOCK = 12
NEAR = 14  # grey levels of 256 by which a block of dots may differ on average


@cache
def pdf_of(name: str) -> bytes:
    words = "The printed words of this entry say what was published and why it matters. "
    items = [
        item(f"n{n}", text=words * (1 + n % 4), topics=("online-safety",) if n % 2 else ())
        for n in range(12)
    ]
    notes = item(
        "notes", text=words, content_note=("violence",), editor_note="A note of the archive."
    )
    links = linked(
        "links", "a report", "https://example.org/a/report", "https://web.example.org/copy"
    )
    archive = archive_of(
        issue_of(*(item(f"o{n}", text=words, issue="2023-01") for n in range(3)), id="2023-01"),
        issue_of(notes, links, linked("lost", "the survey", None), *items),
    )
    edition = Edition(archive)
    if name == "topic":
        document = topic_document(edition, "missing", items_by_topic(archive)["missing"])
    else:
        document = archive_document(edition)
    return make_pdf(document, WHEN).content


def picture(pdf: bytes, page: int) -> tuple[int, int, bytes]:
    """Width, height and grey levels of a page."""
    document = pypdfium2.PdfDocument(pdf)
    bitmap = document[page].render(scale=SCALE, grayscale=True)
    rows = [
        bytes(bitmap.buffer[y * bitmap.stride : y * bitmap.stride + bitmap.width])
        for y in range(bitmap.height)
    ]
    size = bitmap.width, bitmap.height
    document.close()
    return *size, b"".join(rows)


def blocks(width: int, height: int, levels: bytes) -> list[float]:
    """The mean level of each block of dots, so that the edge of a letter does not count."""
    return [
        sum(sum(levels[row * width + x : row * width + x + BLOCK]) for row in range(y, y + BLOCK))
        / BLOCK**2
        for y in range(0, height - BLOCK, BLOCK)
        for x in range(0, width - BLOCK, BLOCK)
    ]


@pytest.mark.parametrize(
    ("name", "page"),
    [("archive", 0), ("archive", 1), ("archive", 3), ("archive", -2), ("topic", 0)],
    ids=["title", "contents", "issue", "index", "reading-list"],
)
def test_a_page_looks_as_it_did(name: str, page: int, request: pytest.FixtureRequest) -> None:
    pdf = pdf_of(name)
    count = len(pypdfium2.PdfDocument(pdf))
    width, height, levels = picture(pdf, page % count)
    kept = KEPT / f"{request.node.callspec.id}.png"
    if os.environ.get("KEEP_PAGES"):
        kept.parent.mkdir(exist_ok=True)
        write_png(kept, width, height, levels)
    *size, before = read_png(kept)
    assert size == [width, height]
    differences = [
        abs(one - other)
        for one, other in zip(
            blocks(width, height, levels), blocks(width, height, before), strict=True
        )
    ]
    assert max(differences) < NEAR
    assert sum(differences) / len(differences) < 1
