"""The table of lost links, as it goes to a spreadsheet and as it comes back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from ..model.archive import Archive
from ..model.forge import search_address
from ..model.link_notes import search_words
from ..model.records import Evidence, Item, Link

GIVEN = ("id", "month", "heading", "words", "link", "number", "title", "publisher", "search")
TO_FILL = ("status", "address", "how", "evidence", "found", "by", "archived", "checked")
COLUMNS = (*GIVEN, *TO_FILL)
REASON = "reason"
ROW = ("link", "number", "title", "publisher", *TO_FILL)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_MONTHS = 12
_AROUND = 60
"""Characters of the printed words shown on each side of a link."""


def protected(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before one."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unprotected(cell: str) -> str:
    """The cell that was protected so."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def csv_text(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as CSV (RFC 4180) that a spreadsheet opens as it is: UTF-8 with a mark."""
    out = io.StringIO()
    writer = csv.writer(out)
    names = list(columns)
    writer.writerow(names)
    writer.writerows([protected(row.get(name, "")) for name in names] for row in rows)
    return "\ufeff" + out.getvalue()


def csv_rows(text: str) -> list[dict[str, str]]:
    """Read rows back, however a spreadsheet saved them: commas, semicolons or tabs.

    :raises ValueError: for what has no columns “id” and “link”, or ends within quotes.
    """
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    try:
        for mark in (",", ";", "\t"):
            names = [name.strip() for name in next(csv.reader([first], delimiter=mark), [])]
            if {"id", "link"} <= set(names):
                break
        else:
            raise ValueError("its first line does not name the columns “id” and “link”")
        table = io.StringIO(text, newline="")
        read = list(csv.reader(table, delimiter=mark, strict=True))[1:]
    except csv.Error as error:
        raise ValueError(f"it cannot be read: {error}") from error
    return [
        {name: unprotected(cell) for name, cell in zip(names, cells, strict=False)}
        for cells in read
        if any(cells)
    ]


def lost_rows(archive: Archive) -> Iterator[dict[str, str]]:
    """A row for each link that leads nowhere: nothing, a name or a suggestion was found of it."""
    for item in archive.items:
        for number, link in enumerate(item.links):
            if not link.leads_to:
                yield _lost_row(archive, item, link, number)


def _lost_row(archive: Archive, item: Item, link: Link, number: int) -> dict[str, str]:
    same = [n for n, other in enumerate(item.links) if other.text == link.text]
    row = {
        "id": item.id,
        "month": archive.issue[item.issue].date,
        "heading": item.heading,
        "words": _around(item, number),
        "link": link.text,
        "number": str(same.index(number) + 1) if len(same) > 1 else "",
        "publisher": ", ".join(source.name for source in archive.sources_of(item)),
        "search": search_address(archive.identity, search_words(archive, item, link)),
    }
    return {**row, **_known(link.evidence)} if link.evidence else row


def _known(evidence: Evidence) -> dict[str, str]:
    """The cells of what was found: all of a suggestion, so that it can be told from a new one."""
    found = {"title": evidence.title, "publisher": evidence.publisher}
    if evidence.status == "suggested":
        found |= {"status": evidence.status, "address": evidence.address, "how": evidence.how}
        found |= {"evidence": evidence.where, "found": evidence.found.isoformat()}
        found |= {"by": evidence.by, "archived": evidence.archived}
    return found


def iso_day(cell: str) -> str:
    """The day in a cell as 2026-11-26, where a spreadsheet wrote it as 26/11/2026 or 11/26/2026.

    As it is, where the day and the month could change places.
    """
    found = _SLASHED.fullmatch(cell)
    if not found:
        return cell
    one, two, year = map(int, found.groups())
    if one != two and max(one, two) <= _MONTHS:
        return cell
    return f"{year}-{min(one, two):02}-{max(one, two):02}"


def _around(item: Item, number: int) -> str:
    """The printed words beside a link, which stands in square brackets."""
    for block in item.body:
        at = [n for n, run in enumerate(block.runs) if run.link == number]
        if at:
            left = "".join(run.text for run in block.runs[: at[0]])
            right = "".join(run.text for run in block.runs[at[-1] + 1 :])
            if len(left) > _AROUND:  # from a whole word on, and to one
                left = left[-_AROUND:].partition(" ")[2]
            if len(right) > _AROUND:
                right = right[:_AROUND].rpartition(" ")[0]
            return f"{left}[{item.links[number].text}]{right}"
    return ""
