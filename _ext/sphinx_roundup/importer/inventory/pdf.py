"""Every word and every address of a PDF, page by page, by a second program: PDFium, not pdfminer."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from .pieces import Piece

_MOST_ANNOTATIONS = 10_000
_MOST_ELEMENTS = 100_000
_MOST_DEPTH = 150
_MOST_BYTES = 1_000_000
_STANDARD = {"Subject": "subject", "Keywords": "keywords", "Title": "title"}
_HYPHENS = str.maketrans({"\ufffe": None, "\x02": None, "\r": " ", "\n": " ", "\u00ad": None})


def pieces_of_pdf(data: bytes) -> Iterator[Piece]:
    """The pieces of a PDF; each page's words are of the form "page"."""
    document = pdfium.PdfDocument(data)
    try:
        document.init_forms()
        for number, page in enumerate(document, 1):
            yield from _page(document, page, f"page {number}")
        yield from _around(document)
    finally:
        document.close()


def words_of_pages(data: bytes) -> list[str]:
    """The words of each page, those that are drawn alone."""
    document = pdfium.PdfDocument(data)
    try:
        return [_drawn(page) for page in document]
    finally:
        document.close()


def _drawn(page: Any) -> str:
    text_page = page.get_textpage()
    text: str = text_page.get_text_range(errors="replace")
    text_page.close()
    return text.translate(_HYPHENS)


def _page(document: Any, page: Any, place: str) -> Iterator[Piece]:
    for word in _drawn(page).split():
        yield Piece("words", place, word)
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        yield from _annotation(document, annotation, place)
        raw.FPDFPage_CloseAnnot(annotation)
    tree = raw.FPDF_StructTree_GetForPage(page)
    if tree:
        count = 0
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            for piece in _element(raw.FPDF_StructTree_GetChildAtIndex(tree, number), place, 0):
                yield piece
                count += 1
                if count > _MOST_ELEMENTS:
                    break
        raw.FPDF_StructTree_Close(tree)


def _annotation(document: Any, annotation: Any, place: str) -> Iterator[Piece]:
    link = raw.FPDFAnnot_GetLink(annotation)
    action = raw.FPDFLink_GetAction(link) if link else None
    address = ""
    if action:
        address = _bytes(
            lambda buffer, size: raw.FPDFAction_GetURIPath(document, action, buffer, size)
        )
        if address:
            yield Piece("link", place, address=address)
    if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET and document.formenv:
        form = document.formenv
        for what, ask in (
            ("field of a form", raw.FPDFAnnot_GetFormFieldValue),
            ("label of a field", raw.FPDFAnnot_GetFormFieldAlternateName),
        ):
            yield Piece(what, place, _wide(lambda b, n, ask=ask: ask(form, annotation, b, n)))  # type: ignore[misc]  # a lambda cannot say types
    for key in (b"Contents", b"Subj"):
        words = _wide(lambda b, n, key=key: raw.FPDFAnnot_GetStringValue(annotation, key, b, n))  # type: ignore[misc]  # a lambda cannot say types
        # Some programs describe a link by its address once more.
        if words.strip() != address:
            yield Piece("note on the page", place, words)


def _element(element: Any, place: str, depth: int) -> Iterator[Piece]:
    """What the tags say of pictures and of letters that are drawn otherwise."""
    if not element or depth > _MOST_DEPTH:
        return
    for what, ask in (
        ("description of a picture", raw.FPDF_StructElement_GetAltText),
        ("words of the tags", raw.FPDF_StructElement_GetActualText),
        ("title of a tag", raw.FPDF_StructElement_GetTitle),
    ):
        words = _wide(lambda b, n, ask=ask: ask(element, b, n))  # type: ignore[misc]  # a lambda cannot say types
        if words:
            # Tags say again what is drawn, so they are held to account by themselves.
            yield Piece(what, place, words, form="tags")
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
        yield from _element(child, place, depth + 1)


def _around(document: Any) -> Iterator[Piece]:
    """What belongs to no page: the titles, the bookmarks, the files that hang on it."""
    metadata = document.get_metadata_dict(skip_empty=True)
    for key, what in _STANDARD.items():
        yield Piece(what, "properties of the file", metadata.get(key, ""))
    for number, bookmark in enumerate(document.get_toc(max_depth=10)):
        if number > _MOST_ANNOTATIONS:
            break
        yield Piece("bookmark", "bookmarks", bookmark.get_title(), form="bookmarks")
    for number in range(min(document.count_attachments(), _MOST_ANNOTATIONS)):
        yield Piece("file within the file", "attached", document.get_attachment(number).get_name())


def _wide(ask: Callable[[Any, int], int]) -> str:
    """A text that PDFium gives as UTF-16: it tells the size first."""
    size = ask(None, 0)
    if not 2 < size < _MOST_BYTES:  # noqa: PLR2004 - two bytes are the end alone
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", errors="replace")


def _bytes(ask: Callable[[Any, int], int]) -> str:
    size = ask(None, 0)
    if not 1 < size < _MOST_BYTES:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(buffer, size)
    return buffer.raw[: size - 1].decode("utf-8", errors="replace").strip()
