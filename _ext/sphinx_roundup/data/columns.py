"""What a table is made of: columns, cells and rows, and how a cell is written as text.

A cell is text, a number, a day, a list of words, or empty. Empty means that an editor gave
none or that the archive does not know it; each column says which.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from ..model.archive import Archive
from ..model.records import Issue

Type = Literal["string", "integer", "date", "yearmonth"]
Cell = str | int | dt.date | tuple[str, ...] | None
Row = tuple[Cell, ...]

WORDS = "|"
"""Parts the words of a list; no slug has it."""
LINES = "\n"
"""Parts the sentences of a list; each was one line of a page."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the header, its type, and what an empty cell means.

    :ivar several: parts the values of a list; "" where a cell has one value.
    :ivar of: the key of the closed list that its words are of.
    :ivar refers: the table and column that its values are in.
    """

    name: str
    meaning: str
    type: Type = "string"
    required: bool = False
    several: str = ""
    of: str = ""
    refers: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a file ``<name>.csv``, perhaps compressed, its key, its columns, and what makes its rows.

    Rows come by issue (``by_issue``), so that an edited issue makes its own anew alone, or
    from the whole archive (``whole``).
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    by_issue: Callable[[Archive, Issue], Iterable[Row]] | None = None
    whole: Callable[[Archive], Iterable[Row]] | None = None

    @property
    def file(self) -> str:
        """The name of its file, where it is not compressed."""
        return f"{self.name}.csv"


PLACE_COLUMNS = (
    Column(
        "address",
        "Its address; below the archive’s root, as long as the archive itself has none.",
        required=True,
    ),
    Column("urn", "An identity that stays if the archive moves. Empty: it has none."),
)
"""Where a thing with a page of its own stands."""


def text_of(cell: Cell, column: Column) -> str:
    """Write a cell as text: days as ISO 8601, the values of a list parted; "" for nothing."""
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        return column.several.join(cell)
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def value_of(text: str, column: Column) -> Any:
    """Read a cell back from its text; None, or no values, for ""."""
    if column.several:
        return tuple(text.split(column.several)) if text else ()
    if not text:
        return None
    if column.type == "integer":
        return int(text)
    return dt.date.fromisoformat(text) if column.type == "date" else text
