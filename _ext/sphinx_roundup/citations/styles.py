"""Write references as ready text: Harvard, as Cite Them Right has it, and APA 7.

Tests compare them with citeproc-js and the published styles, which are too large, and
licensed otherwise, to be part of a page. ``citations/client/styles.js`` does the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from ..model.dates import ENGLISH, locale_of
from .references import ENTRY, ISSUE, Reference

Words = tuple[str, bool]
"""Words, and whether they stand in italics."""

_MONTH = locale_of(ENGLISH).months["format"]["wide"]
ACCESSED = "day month year"
"""Stands for the day of reading, which a page can only know by a script."""


def harvard(one: Reference) -> Iterator[Words]:
    """Write a reference in Harvard style."""
    year = str(one.date[0]) if one.date else "no date"
    if one.type is ENTRY:
        if one.container:
            yield one.container, True
            yield f" ({year}) ‘{one.title}’", False
        else:
            yield f"‘{one.title}’ ({year})", False
        yield f", {_day_and_month(one)}", False
    else:
        yield one.title, True
        yield f" ({year})", False
        yield "".join(f". {said}" for said in (one.genre, one.publisher) if said), False
    yield ".", False
    if one.address:
        yield f" Available at: {one.address} (Accessed: {ACCESSED}).", False


def apa(one: Reference) -> Iterator[Words]:
    """Write a reference in the style of the American Psychological Association, 7th edition."""
    date = f"({_date(one)})."
    if one.type is ENTRY:
        yield f"{_ended(one.title)} {date}", False
    elif one.publisher:  # which stands where an author would
        yield f"{_ended(one.publisher)} {date} ", False
        yield one.title, True
        yield _ended(one.title)[len(one.title) :], False
    else:
        yield one.title, True
        yield f"{_ended(one.title)[len(one.title) :]} {date}", False
    if one.genre:
        yield f" [{one.genre}].", False
    if one.container:
        yield " ", False
        yield one.container, True
        yield ".", False
    if one.place:
        yield f" {one.archive} ({one.place}).", False
    if one.address:
        yield f" {one.address}", False


def _day_and_month(one: Reference) -> str:
    month = _MONTH[one.date[1]]
    return f"{one.date[2]} {month}" if one.date[2:] else month


def _date(one: Reference) -> str:
    if not one.date:
        return "n.d."
    month = _MONTH[one.date[1]]
    days = "".join(f" {day}" for day in one.date[2:])
    return str(one.date[0]) if one.type is ISSUE else f"{one.date[0]}, {month}{days}"


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


STYLES: Mapping[str, Callable[[Reference], Iterator[Words]]] = MappingProxyType(
    {"Harvard": harvard, "APA 7": apa}
)
"""Name of a style -> what writes it."""


def plain(words: Iterator[Words]) -> str:
    """Give ready text without italics."""
    return "".join(text for text, _ in words)
