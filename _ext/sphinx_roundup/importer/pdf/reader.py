"""Read a PDF into blocks: by its tags where it has them, by its layout where not."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from ..blocks import Collector, Document, Tally, Tick, UnreadableError, links_of
from .layout import read_layout
from .letters import (
    Area,
    Letter,
    anchors_of,
    areas_of,
    letters_of,
    pictures_linked,
    runs_of,
    settle_hyphens,
)
from .tags import Tags

MOST_PAGES = 300
_LEAST_LETTERS = 5
_MOST_TURNED = 0.05
_MOST_UNTAGGED = 0.05
NO_LINKS = "It has no links: each address is to be looked up."


def read_pdf(data: bytes, tick: Tick) -> Document:
    """Read a PDF."""
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            return _read(pdf, tick)
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise UnreadableError(
                "It is protected by a password. Save it without one and import that."
            ) from None
        raise UnreadableError(
            "The file is damaged. Open it, print or save it as a new PDF and import that."
        ) from None


def _read(pdf: Any, tick: Tick) -> Document:
    if len(pdf.pages) > MOST_PAGES:
        raise UnreadableError(f"It has more than {MOST_PAGES} pages. Import one issue at a time.")
    letters: list[Letter] = []
    areas: list[tuple[int, Area]] = []
    heights: list[float] = []
    pictures: list[int] = []
    numbers: dict[int, int] = {}
    for number, page in enumerate(pdf.pages, 1):
        tick(number, len(pdf.pages))
        here = areas_of(page)
        drawn = list(letters_of(page, number, here))
        letters.extend(drawn)
        if page.images and len(drawn) < _LEAST_LETTERS:
            pictures.append(number)
        areas.extend((number, area) for area in here)
        heights.append(float(page.height))
        numbers[page.page_obj.pageid] = number
        page.close()
    _refuse_scans(letters, len(heights))
    tally = Tally("".join(x.text for x in letters), anchors_of(letters, areas), "letters")
    found = Collector()
    upright = _set_turned_apart(letters, found)
    if not _by_tags(pdf.doc.catalog, numbers, upright, found):
        read_layout(upright, heights, found)
    for anchor in pictures_linked(letters, areas):
        found.drop("link on a picture", "", (anchor,))
    blocks = settle_hyphens(found.blocks)
    notes = (*(() if areas else (NO_LINKS,)), *_pictures(pictures))
    return Document("PDF", tuple(blocks), tally, tuple(found.left_out), notes)


def _pictures(pages: list[int]) -> tuple[str, ...]:
    """What is said of pages that are pictures among pages of text."""
    if not pages:
        return ()
    named = ", ".join(map(str, pages))
    many = f"Pages {named} are pictures" if len(pages) > 1 else f"Page {named} is a picture"
    return (f"{many} without text: if words are printed there, recognise them first.",)


def _refuse_scans(letters: list[Letter], pages: int) -> None:
    if len(letters) < _LEAST_LETTERS * pages:
        raise UnreadableError(
            "It holds pictures of pages, not text: it was scanned."
            " Have its text recognised first, and import that."
        )


def _set_turned_apart(letters: list[Letter], found: Collector) -> list[Letter]:
    """Account for letters that stand on their side; refuse where there are many."""
    turned = [letter for letter in letters if not letter.upright]
    if len(turned) > _MOST_TURNED * len(letters):
        raise UnreadableError(
            "Some of its pages are turned sideways. Turn them upright in a PDF program,"
            " save it and import that."
        )
    runs = runs_of(turned)
    found.drop("text turned sideways", "".join(run.text for run in runs), links_of(runs))
    return [letter for letter in letters if letter.upright]


def _by_tags(
    catalog: Any, numbers: dict[int, int], letters: list[Letter], found: Collector
) -> bool:
    """Read by tags if there are any that cover the text; tell whether that was so."""
    if "StructTreeRoot" not in catalog:
        return False
    tagged = Collector()
    rest = Tags(catalog, numbers).read(letters, tagged)
    outside = sum(not letter.artifact and bool(letter.text.strip()) for letter in rest)
    if outside > _MOST_UNTAGGED * len(letters) or not tagged.blocks:
        return False
    found.blocks.extend(tagged.blocks)
    found.left_out.extend(tagged.left_out)
    for artifact, why in ((True, "page furniture"), (False, "text outside the tags")):
        some = [replace(x) for x in rest if x.artifact is artifact]
        for page in sorted({letter.page for letter in some}):
            runs = runs_of([letter for letter in some if letter.page == page])
            found.drop(why, "".join(run.text for run in runs), links_of(runs))
    return True
