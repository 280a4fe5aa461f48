"""The entries as a workbook (XLSX), for people: labels instead of slugs, and text cells alone.

A spreadsheet that opens CSV may take an id for a date and a title for a formula. Here each
cell says that it is text, or a number. XlsxWriter gives the same bytes twice when told the date.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence

from ..model.archive import Archive
from ..model.fields import FIELDS, Field
from ..model.periods import last_day
from ..model.permalinks import absolute, entry_path
from ..model.records import Issue, Item

_LONGEST = 32_767
"""Characters of a cell, by the format."""
_PARTED = ", "


def workbook(archive: Archive, issues: Sequence[Issue]) -> bytes:
    """Make the workbook of some issues."""
    import xlsxwriter  # noqa: PLC0415 - a reader of the data does without it

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    newest = issues[-1] if issues else None
    day = last_day(newest.id, newest.day) if newest else dt.date(1970, 1, 1)
    created = dt.datetime.combine(day, dt.time())
    book.set_properties({"title": archive.name, "created": created})
    sheet = book.add_worksheet("Entries")
    bold = book.add_format({"bold": True})
    plain = book.add_format({"valign": "top"})
    for number, (name, width) in enumerate(_HEADINGS):
        sheet.set_column(number, number, width, plain)
        sheet.write_string(0, number, name, bold)
    sheet.freeze_panes(1, 0)
    line = 0
    for issue in issues:
        for item in issue.items:
            line += 1
            for number, text in enumerate(_cells(archive, issue, item)):
                if text:
                    sheet.write_string(line, number, text[:_LONGEST])
    sheet.autofilter(0, 0, line, len(_HEADINGS) - 1)
    book.close()
    return made.getvalue()


_FIELDS: tuple[Field, ...] = tuple(field for field in FIELDS if field.public)
_HEADINGS = (
    ("Id", 34),
    ("Issue", 14),
    ("Month", 9),
    ("Heading", 24),
    ("Title", 50),
    *((field.label or field.name.capitalize(), 20) for field in _FIELDS),
    ("Printed words", 80),
    ("Links", 60),
    ("Address in the archive", 50),
)


def _cells(archive: Archive, issue: Issue, item: Item) -> Iterator[str]:
    path = entry_path(item)
    yield from (item.id, issue.date, f"{issue.day:%Y-%m}", item.heading, item.title)
    for field in _FIELDS:
        value = getattr(item, field.attribute)
        yield _said(archive, field, item) if value or field.name == "topics" else ""
    yield item.text
    yield "\n".join(f"{link.text}: {link.leads_to or 'not recorded'}" for link in item.links)
    yield absolute(archive.identity, path) or path


def _said(archive: Archive, field: Field, item: Item) -> str:
    """The value of a field in words; a day as a spreadsheet can sort it."""
    if field.name == "topics":
        return _PARTED.join(topic.title for topic in archive.topics_of(item))
    if field.name == "source":
        return _PARTED.join(source.name for source in archive.sources_of(item))
    value = getattr(item, field.attribute)
    if isinstance(value, dt.date):
        return value.isoformat()
    labels = archive.closed.get(field.closed, {})
    parted = "\n" if field.many else _PARTED
    return parted.join(labels.get(word, word) for word in field.words(item))
