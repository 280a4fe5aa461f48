"""``roundup links export`` and ``import``: mend lost links in a spreadsheet.

What comes back is judged row by row as a file of ``restored/`` is. Right rows are written,
the others are given back with a reason; a file is written whole or not at all.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from .. import guard
from ..check.archive import Checked
from ..guard.files import RESTORED
from ..model.archive import Archive
from ..model.forge import search_address
from ..model.link_notes import search_words
from ..model.records import Issue, Item, Link
from ..parse.addresses import row_problem
from ..parse.restored import Row, RowError, evidence_of, link_of, read_restored
from ..parse.rows import row_text

GIVEN = ("id", "month", "heading", "words", "link", "number", "title", "publisher", "search")
TO_FILL = ("status", "address", "how", "evidence", "found", "by", "archived", "checked")
COLUMNS = (*GIVEN, *TO_FILL)
REASON = "reason"
_ROW = ("link", "number", "title", "publisher", *TO_FILL)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
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
    """A row for each link that is not recorded and of which nothing was found yet."""
    for item in archive.items:
        for number, link in enumerate(item.links):
            if not link.leads_to and not link.evidence:
                yield _lost_row(archive, item, link, number)


def _lost_row(archive: Archive, item: Item, link: Link, number: int) -> dict[str, str]:
    same = [n for n, other in enumerate(item.links) if other.text == link.text]
    return {
        "id": item.id,
        "month": archive.issue[item.issue].date,
        "heading": item.heading,
        "words": _around(item, number),
        "link": link.text,
        "number": str(same.index(number) + 1) if len(same) > 1 else "",
        "publisher": ", ".join(source.name for source in archive.sources_of(item)),
        "search": search_address(archive.identity, search_words(archive, item, link)),
    }


def _around(item: Item, number: int) -> str:
    """The printed words beside a link, which stands in square brackets."""
    for block in item.body:
        at = [n for n, run in enumerate(block.runs) if run.link == number]
        if at:
            left = "".join(run.text for run in block.runs[: at[0]])
            right = "".join(run.text for run in block.runs[at[-1] + 1 :])
            return f"{left[-_AROUND:]}[{item.links[number].text}]{right[:_AROUND]}"
    return ""


class Import:
    """The rows of a spreadsheet, sorted into what may be written and what goes back."""

    def __init__(self, folder: Path, checked: Checked) -> None:
        """Prepare to write into the archive in ``folder``, as it was read."""
        self._folder = folder
        self._issues = {issue.id: issue for issue in checked.issues}
        self._taken: set[tuple[str, int]] = set()
        self.texts: dict[str, str] = {}
        self.added = 0
        self.returned: list[dict[str, str]] = []

    def add(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Judge rows; what was not filled in is passed over."""
        for row in rows:
            if not row.get("address", "").strip():
                continue
            try:
                self._add(row)
                self.added += 1
            except RowError as error:
                reason = f"{error} {error.hint}".strip()
                self.returned.append({**row, REASON: reason})

    def _add(self, given: Mapping[str, str]) -> None:
        data = {key: " ".join(given.get(key, "").split()) for key in _ROW}
        data["status"] = data["status"] or "restored"
        name, _, slug = given.get("id", "").strip().partition("/")
        issue = self._issues.get(name)
        if issue is None:
            raise RowError("id", f"there is no issue “{name[:40]}”.", "Leave the id as it was.")
        path = f"{RESTORED}/{name}.yml"
        words, number = link_of(data)
        row = Row(f"{name}/{slug}", words, number, evidence_of(data), path, 1)
        place = self._place(issue, row)
        before = self.texts.get(path, self._text_of(path))
        after = _with_row(before, slug, row_text(data))
        # Read as a pull request would be: what the reader refuses is not written.
        then, now = read_restored(path, before), read_restored(path, after)
        if now.problems or len(now.rows) != len(then.rows) + 1:
            why = next((problem.message for problem in now.problems), "it cannot be added.")
            raise RowError("", why)
        self.texts[path] = after
        self._taken.add(place)

    def _place(self, issue: Issue, row: Row) -> tuple[str, int]:
        """Which link a row is about, if it is one without anything found."""
        why, hint, place = row_problem(issue, row)
        if why:
            raise RowError("link", why, hint)
        item = next(item for item in issue.items if item.id == row.item)
        if item.links[place - 1].evidence or (row.item, place) in self._taken:
            raise RowError("link", f"{row.named} has a row already.", f"Change it in {row.path}.")
        return row.item, place

    def _text_of(self, path: str) -> str:
        if not (self._folder / path).exists():
            return ""
        if problem := guard.file_problem(self._folder, path):
            raise RowError("", problem.message, problem.hint)
        return guard.decoded(self._folder / path)


def _with_row(text: str, slug: str, row: str) -> str:
    """The text of a file with a row more, at the end of its item's; all else stays as it is."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    start = next((n for n, line in enumerate(lines) if line.rstrip() == f"{slug}:"), None)
    if start is None:
        gap = ["\n"] if lines else []
        return "".join([*lines, *gap, f"{slug}:\n", row])
    end = start + 1
    for number in range(start + 1, len(lines)):
        if lines[number][:1] not in {" ", "#", "\n", "\r"}:
            break
        if lines[number].startswith(" ") and lines[number].strip():
            end = number + 1
    return "".join([*lines[:end], row, *lines[end:]])
