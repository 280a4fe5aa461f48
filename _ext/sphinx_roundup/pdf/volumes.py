"""The index to the volumes, where the archive is too large for one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from .document import (
    Block,
    Cell,
    Document,
    Heading,
    Index,
    IndexRow,
    Inline,
    NewPage,
    Paragraph,
    Table,
    Text,
    VolumePages,
    Web,
)
from .documents import of_issues, title_page
from .indexes import indexes
from .print_settings import Edition


def index_document(edition: Edition, pages: Mapping[str, Mapping[str, int]]) -> Document:
    """A title page, the list of volumes, and the indexes to the pages of all of them.

    ``pages`` gives, by the name of each volume's file, the page of each entry's label.
    """
    issues = edition.archive.issues
    volumes = {label: (name, page) for name in pages for label, page in pages[name].items()}
    body: list[Block] = [
        title_page(edition, "Index to the volumes", issues),
        NewPage(),
        Heading(1, "Volumes", look="page"),
        _volumes(edition),
    ]
    for block in indexes(edition, issues):
        if isinstance(block, Index):
            body.append(Index(tuple(_elsewhere(edition, row, volumes) for row in block.rows)))
        else:
            body.append(block)
    return of_issues(edition, f"{edition.masthead}: index to the volumes", issues, body)


def _volumes(edition: Edition) -> Table:
    rows: list[Inline] = []
    for year, found in groupby(edition.archive.issues, key=lambda issue: issue.year):
        issues = tuple(found)
        items = sum(len(issue.items) for issue in issues)
        name = f"{year}.pdf"
        file = Web(edition.file(name), (Text(name),))
        rows += [Text(str(year)), Text(f"{len(issues):,}"), Text(f"{items:,}"), file]
    head = map(Text, ("Year", "Issues", "Entries", "File"))
    return Table((1, 1, 1, 1), tuple(map(_cell, head)), tuple(map(_cell, rows)))


def _cell(words: Inline) -> Cell:
    return Cell((Paragraph((words,)),))


def _elsewhere(edition: Edition, row: IndexRow, volumes: Mapping[str, tuple[str, int]]) -> IndexRow:
    """The row with pages of other files in place of labels of this one."""
    found: dict[str, set[int]] = {}
    for name, page in (volumes[label] for label in row.labels if label in volumes):
        found.setdefault(name, set()).add(page)
    pages = tuple(
        VolumePages(name.removesuffix(".pdf"), edition.file(name), tuple(sorted(numbers)))
        for name, numbers in sorted(found.items())
    )
    return replace(row, labels=(), volumes=pages)
