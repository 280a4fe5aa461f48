"""Read a PDF back: its words, links, bookmarks and tags."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pypdf
import pypdfium2


def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


def page_texts(pdf: bytes, engine: str = "pypdf") -> list[str]:
    """The text of each page, read by one of two engines."""
    return list(_page_texts(pdf, engine))


@lru_cache(64)  # one file is looked at in many ways
def _page_texts(pdf: bytes, engine: str) -> list[str]:
    if engine == "pypdf":
        return [page.extract_text() for page in reader(pdf).pages]
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        text_page = page.get_textpage()
        texts.append(text_page.get_text_bounded())
        text_page.close()
        page.close()
    document.close()
    return texts


def words(text: str) -> list[str]:
    """Words without the places to break that long ones get."""
    return text.replace("\u200b", "").replace("\ufffe", "").split()


def all_words(pdf: bytes, engine: str = "pypdf") -> list[str]:
    return words("\n".join(page_texts(pdf, engine)))


def position(found: list[str], wanted: list[str], start: int = 0) -> int:
    """Where the wanted words stand, one after another; -1 if they do not."""
    first, length = wanted[0], len(wanted)
    for place in range(start, len(found) - length + 1):
        if found[place] == first and found[place : place + length] == wanted:
            return place
    return -1


def bookmarks(pdf: bytes) -> list[tuple[int, str, int]]:
    """Level, title and page (from 1) of each bookmark."""
    read = reader(pdf)

    def below(entries: list[Any], level: int) -> Iterator[tuple[int, str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from below(entry, level + 1)
            else:
                number = read.get_destination_page_number(entry)
                assert number is not None
                yield level, str(entry.title), number + 1

    return list(below(read.outline, 1))


def web_links(pdf: bytes) -> list[str]:
    """The address of each link out of the file, in reading order; a broken line counts once."""
    found = []
    for page in reader(pdf).pages:
        annotations = [annotation.get_object() for annotation in page.get("/Annots", [])]
        found += [str(one["/A"]["/URI"]) for one in annotations if "/A" in one]
    return [one for number, one in enumerate(found) if number == 0 or found[number - 1] != one]


def inner_links(pdf: bytes) -> list[tuple[int, int]]:
    """Page and page led to (both from 1) of each link inside the file."""
    read = reader(pdf)
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(read.pages, 1)}  # type: ignore[union-attr]
    found = []
    for number, page in enumerate(read.pages, 1):
        for annotation in page.get("/Annots", []):
            if "/Dest" in annotation.get_object():
                dest = annotation.get_object()["/Dest"].get_object()
                if isinstance(dest, str):
                    dest = read.named_destinations[dest].dest_array
                found.append((number, numbers[dest[0].idnum]))
    return found


def tags(pdf: bytes) -> list[Any]:
    """Every structure element, in reading order."""

    def below(element: Any) -> Iterator[Any]:
        element = element.get_object()
        if isinstance(element, list):
            for one in element:
                yield from below(one)
        elif isinstance(element, dict) and "/S" in element:
            yield element
            yield from below(element.get("/K", []))

    return list(below(reader(pdf).trailer["/Root"]["/StructTreeRoot"]["/K"]))


def tag_names(pdf: bytes) -> list[str]:
    return [str(element["/S"]).removeprefix("/") for element in tags(pdf)]
