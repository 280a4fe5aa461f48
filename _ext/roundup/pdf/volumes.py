"""The index to the volumes, where the archive is too large for one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from .edition import Edition
from .from_archive import about, of_issues, span
from .indexes import indexes
from .model import (
    Block,
    Cell,
    Document,
    Heading,
    Index,
    IndexRow,
    NewPage,
    Paragraph,
    Table,
    Text,
    TitlePage,
)


def index_document(edition: Edition, pages: Mapping[str, Mapping[str, int]]) -> Document:
    """A title page, the list of volumes, and the indexes to the pages of all of them.

    ``pages`` gives, by the name of each volume's file, the page of each entry's label.
    """
    issues = edition.archive.issues
    volumes = {label: (name, page) for name in pages for label, page in pages[name].items()}
    body: list[Block] = [
        TitlePage(edition.masthead, "Index to the volumes", (span(issues), about(issues))),
        NewPage(),
        Heading(1, "Volumes", look="page"),
        _volumes(edition),
    ]
    for block in indexes(edition, issues):
        if isinstance(block, Index):
            body.append(Index(tuple(_elsewhere(row, volumes) for row in block.rows)))
        else:
            body.append(block)
    return of_issues(edition, f"{edition.masthead}: index to the volumes", issues, body)


def _volumes(edition: Edition) -> Table:
    rows = []
    for year, found in groupby(edition.archive.issues, key=lambda issue: issue.year):
        issues = tuple(found)
        items = sum(len(issue.items) for issue in issues)
        rows.append((str(year), f"{len(issues):,}", f"{items:,}", f"{year}.pdf"))
    head = ("Year", "Issues", "Entries", "File")
    cells = tuple(_cell(words) for row in rows for words in row)
    return Table((1, 1, 1, 1), tuple(map(_cell, head)), cells)


def _cell(words: str) -> Cell:
    return Cell((Paragraph((Text(words),)),))


def _elsewhere(row: IndexRow, volumes: Mapping[str, tuple[str, int]]) -> IndexRow:
    """The row with pages of other files in place of labels of this one."""
    found: dict[str, set[int]] = {}
    for name, page in (volumes[label] for label in row.labels if label in volumes):
        found.setdefault(name.removesuffix(".pdf"), set()).add(page)
    sorted_pages = tuple((name, tuple(sorted(pages))) for name, pages in sorted(found.items()))
    return replace(row, labels=(), volumes=sorted_pages)
