"""Declare the tables of the archive once: CSV, Data Package, CSVW and workbook are made from this."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..model.archive import Archive
from ..model.data_files import FOLDER, file_of
from ..model.permalinks import absolute, page_path
from ..model.records import Issue
from .columns import PLACE_COLUMNS, Column, Row, Table
from .entry_tables import ENTRY_TABLES, PLACE
from .vocabulary_data import VOCABULARY_TABLES


def _issues(archive: Archive, issue: Issue) -> Iterator[Row]:
    path = page_path(issue.docname)
    history = archive.history.get(issue.docname)
    yield (
        issue.id,
        f"{issue.day:%Y-%m}",
        issue.dated,
        issue.date,
        issue.masthead,
        issue.strap_line,
        len(issue.items),
        len(issue.tombstones),
        absolute(archive.identity, path) or path,
        archive.urn("issue", issue.docname),
        history.published if history else None,
    )


_ISSUES = Table(
    "issues",
    "The issues, oldest first.",
    ("id",),
    (
        Column("id", "Its permanent name.", required=True),
        Column("month", "Year and month of its first day.", "yearmonth", required=True),
        Column("day", "Its day. Empty: it gives none.", "date"),
        Column("date", "The date line as printed.", required=True),
        Column("masthead", "The newsletter’s name as printed."),
        Column("strap_line", "The line below it as printed. Empty: there is none."),
        Column("entries", "How many entries it has.", "integer", required=True),
        Column("withdrawn", "How many were withdrawn.", "integer", required=True),
        *PLACE_COLUMNS,
        Column("first_published", "First day in this archive. Empty: not in its ledger.", "date"),
    ),
    by_issue=_issues,
)


def file_name(archive: Archive, table: Table) -> str:
    """Name the file of a table, in the folder of data."""
    return file_of(archive, f"{FOLDER}/{table.file}").removeprefix(f"{FOLDER}/")


def names_of(issue: Issue) -> Iterator[str]:
    """Name the issue's page, its entries and what is left of entries, as the ledger does."""
    yield issue.docname
    yield from (item.id for item in issue.items)
    yield from (stone.id for stone in issue.tombstones)


def _history(archive: Archive, issue: Issue) -> Iterator[Row]:
    for name in names_of(issue):
        known = archive.history.get(name)
        # Of all others the one event is their first_published.
        if known and known.changed:
            for place, event in enumerate(known.events, 1):
                yield name, issue.id, place, event.day, event.change


TABLES: tuple[Table, ...] = (
    *ENTRY_TABLES,
    _ISSUES,
    Table(
        "history",
        "What became of each entry that was corrected or withdrawn: the ledger’s days.",
        ("name", "place"),
        (
            Column("name", "The id of an entry, or the page of an issue.", required=True),
            Column("issue", "The issue it belongs to.", required=True, refers=("issues", "id")),
            replace(PLACE, meaning="Its place among those of the name, from 1."),
            Column("day", "When it happened.", "date", required=True),
            Column("change", "What happened: published, corrected or withdrawn.", required=True),
        ),
        by_issue=_history,
    ),
    *VOCABULARY_TABLES,
)
"""Every table, those that others refer to among them; a new one is a row here."""
