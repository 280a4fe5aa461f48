"""Read a PDF whole: where two programs see different letters, mend the file or refuse it.

pdfminer takes an older state of a page, or finds fewer pages, where the table of places in
the file is wrong. PDFium reads such files as every viewer shows them, and can write them anew.
"""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

import pypdfium2 as pdfium

from ..blocks import Document, Tick, UnreadableError
from ..inventory.pdf import words_of_pages
from ..inventory.pieces import letters
from .reader import read_pdf

_MOST_OTHER = 0.02
_FEW = 12
"""So many letters may differ in any file: programs read signs of fonts otherwise."""
_UNKNOWN = re.compile(r"\(cid:\d+\)|[\x00\ufffd\ue000-\uf8ff]")
_REFUSED = (
    "The file is damaged: two programs read different words in it."
    " Open it, print or save it as a new PDF and import that."
)
MENDED = (
    "The file is damaged: it was mended first. Compare the draft with the pages as they are shown."
)


def read_whole(data: bytes, tick: Tick) -> tuple[Document, bytes]:
    """A PDF as two programs read it, and the bytes that were read.

    :raises UnreadableError: where they do not agree, and it does not help to write it anew.
    """
    document = read_pdf(data, tick)
    shown = _shown(data)
    if _agree(document, shown):
        return document, data
    anew = _anew(data)
    mended = read_pdf(anew, tick)
    if not _agree(mended, shown):
        raise UnreadableError(_REFUSED)
    return mended.noted(MENDED), anew


def _shown(data: bytes) -> str:
    try:
        return "".join(words_of_pages(data))
    except pdfium.PdfiumError:
        raise UnreadableError(_REFUSED) from None


def _anew(data: bytes) -> bytes:
    out = BytesIO()
    document = pdfium.PdfDocument(data)
    try:
        document.save(out)
    except pdfium.PdfiumError:
        raise UnreadableError(_REFUSED) from None
    finally:
        document.close()
    return out.getvalue()


def _agree(document: Document, shown: str) -> bool:
    ours, unknown = _UNKNOWN.subn("", document.tally.text)
    here, there = Counter(letters(ours)), Counter(letters(shown))
    other = (there - here).total(), (here - there).total()
    return max(other) <= _FEW + unknown + _MOST_OTHER * max(here.total(), there.total())
