"""Write rows as CSV (RFC 4180) that no spreadsheet takes for a formula, and that reads back equal.

A cell that begins, after any apostrophes, with a sign by which a spreadsheet knows a formula
gets one apostrophe more. To read it, take one apostrophe off such a cell, and off no other.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from .columns import Cell, Column, Row, text_of

GUARD = (
    "A cell that begins with any number of apostrophes and then one of = + - @ (also full-width),"
    " a tab or a line end has one apostrophe more than the value, so that no spreadsheet"
    " takes it for a formula. To read such a cell, take one apostrophe off."
)
"""The rule, in words for whoever reads the files."""
_FIRST = frozenset("'=+-@\t\r\n＝＋－＠")
_GUARDED = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def guard(text: str) -> str:
    """Put an apostrophe before what a spreadsheet could take for a formula."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguard(text: str) -> str:
    """Give the value that :func:`guard` made ``text`` of."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


def header(columns: Iterable[Column]) -> str:
    """Make the first line of a table."""
    return _lines([[column.name for column in columns]])


def rows_text(columns: tuple[Column, ...], rows: Iterable[Row]) -> str:
    """Make the lines of rows, each ended by CRLF."""
    return _lines(list(map(_cell, row, columns)) for row in rows)


def _cell(cell: Cell, column: Column) -> str:
    text = cell if type(cell) is str else text_of(cell, column)
    # Most cells begin with a letter: the pattern is asked of the others.
    return guard(text) if text[:1] in _FIRST else text


def _lines(rows: Iterable[list[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()
