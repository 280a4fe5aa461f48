"""Declare the tables of the archive once: CSV, Data Package, CSVW and workbook are made from this.

A cell is text, a number, a day, a list of words, or empty. Empty means that an editor gave
none or that the archive does not know it; each column says which.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..model.archive import Archive
from ..model.fields import FIELD, Field
from ..model.permalinks import absolute, entry_path, page_path, urn_of
from ..model.records import Issue, Link
from .schema import OPTIONAL

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
    """A table: a file ``<name>.csv``, its key, its columns, and what makes its rows.

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
        """The name of its file."""
        return f"{self.name}.csv"


_ENTRY = Column("entry", "The id of an entry.", required=True, refers=("entries", "id"))
_PLACE = Column("place", "Its place among those of the entry, from 1.", "integer", required=True)


def _column(field: Field) -> Column:
    """The column of a field that editors may give, as the field's own table declares it."""
    type_ = field.type
    is_day = type_.json_schema.get("format") == "date" and not type_.several
    several = (LINES if type_.by_line else WORDS) if type_.several else ""
    meaning = f"{field.meaning} Empty: not stated."
    name = field.name.replace("-", "_")
    return Column(name, meaning, "date" if is_day else "string", several=several, of=type_.closed)


_FIELDS = tuple(FIELD[field.name] for field in OPTIONAL)


def _entries(archive: Archive, issue: Issue) -> Iterator[Row]:
    for item in issue.items:
        path = entry_path(item)
        history = archive.history.get(item.id)
        yield (
            item.id,
            issue.id,
            f"{issue.day:%Y-%m}",
            item.heading,
            item.title,
            item.kind,
            tuple(source.slug for source in archive.sources_of(item)),
            tuple(topic.slug for topic in archive.topics_of(item)),
            *(getattr(item, field.attribute) or None for field in _FIELDS),
            len(item.links),
            sum(bool(link.leads_to) for link in item.links),
            path,
            absolute(archive.identity, path),
            urn_of(archive.identity, "entry", item.id),
            history.published if history else None,
            history.updated if history else None,
            item.text,
        )


_ENTRIES = Table(
    "entries",
    "The entries of every issue, in printed order; the words are the newsletter’s own.",
    ("id",),
    (
        Column("id", "Its permanent name.", required=True),
        Column("issue", "The issue it was printed in.", required=True, refers=("issues", "id")),
        Column("month", "Year and month of the issue.", "yearmonth", required=True),
        Column("heading", "The printed heading it stands under."),
        Column("title", "A title that the archive gave it; no printed words.", required=True),
        Column(
            "kind", "What it points to. Empty: not known.", of="kinds", refers=("kinds", "slug")
        ),
        Column("sources", "Who published what it points to. Empty: not stated.", several=WORDS),
        Column("topics", "Its topics, that of the heading first.", several=WORDS),
        *map(_column, _FIELDS),
        Column("links", "How many links it has.", "integer", required=True),
        Column("links_with_address", "How many of them lead anywhere.", "integer", required=True),
        Column("path", "Its address below the archive’s own.", required=True),
        Column("address", "Its whole address. Empty: the archive has no address yet."),
        Column("urn", "An identity that stays if the archive moves. Empty: it has none."),
        Column("first_published", "First day in this archive. Empty: not in its ledger.", "date"),
        Column("updated", "Day of the last correction, else of the first.", "date"),
        Column("text", "The printed words, paragraphs parted by line ends."),
    ),
    by_issue=_entries,
)


def _entry_topics(archive: Archive, issue: Issue) -> Iterator[Row]:
    for item in issue.items:
        for place, topic in enumerate(archive.topics_of(item), 1):
            yield item.id, place, topic.slug


def _entry_sources(archive: Archive, issue: Issue) -> Iterator[Row]:
    for item in issue.items:
        for place, source in enumerate(archive.sources_of(item), 1):
            yield item.id, place, source.slug


def _links(_archive: Archive, issue: Issue) -> Iterator[Row]:
    for item in issue.items:
        for place, link in enumerate(item.links, 1):
            yield item.id, place, *_link(link)


def _link(link: Link) -> Row:
    found = link.evidence
    return (
        link.text,
        link.status,
        link.target,
        link.archived,
        dt.date.fromisoformat(link.gone) if link.gone else None,
        found.address if found else None,
        found.title if found else None,
        found.publisher if found else None,
        found.how if found else None,
        found.where if found else None,
        found.found if found else None,
        found.by if found else None,
        found.checked if found else None,
    )


_LINKS = Table(
    "links",
    "The links of every entry, with where each address comes from and what it rests on.",
    ("entry", "place"),
    (
        _ENTRY,
        _PLACE,
        Column("text", "The printed words of the link."),
        Column(
            "status",
            "Where its address comes from: printed, restored, suggested or not-recorded.",
            required=True,
        ),
        Column("target", "The address it leads to. Empty: not recorded."),
        Column("archived", "The address of an archived copy. Empty: none is known."),
        Column("gone", "The day on which the target was first found to lead nowhere.", "date"),
        Column("found_address", "The address that the archive found. Empty: none."),
        Column("found_title", "The title of what was found. Empty: nothing was."),
        Column("found_publisher", "Its publisher."),
        Column("how", "Why the archive thinks so, in words."),
        Column("where", "The address at which that can be seen."),
        Column("found", "The day on which it was found.", "date"),
        Column("by", "Who found it."),
        Column("checked", "The last day on which it was seen to answer.", "date"),
    ),
    by_issue=_links,
)


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
        path,
        absolute(archive.identity, path),
        urn_of(archive.identity, "issue", issue.id),
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
        Column("path", "Its address below the archive’s own.", required=True),
        Column("address", "Its whole address. Empty: the archive has no address yet."),
        Column("urn", "An identity that stays if the archive moves. Empty: it has none."),
        Column("first_published", "First day in this archive. Empty: not in its ledger.", "date"),
    ),
    by_issue=_issues,
)


def names_of(issue: Issue) -> Iterator[str]:
    """Name the issue's page, its entries and what is left of entries, as the ledger does."""
    yield issue.docname
    yield from (item.id for item in issue.items)
    yield from (stone.id for stone in issue.tombstones)


def _history(archive: Archive, issue: Issue) -> Iterator[Row]:
    for name in names_of(issue):
        known = archive.history.get(name)
        for place, event in enumerate(known.events if known else (), 1):
            yield name, issue.id, place, event.day, event.change


def _topics(archive: Archive) -> Iterator[Row]:
    for topic in archive.topics:
        path = page_path(topic.docname)
        yield (
            topic.slug,
            topic.title,
            topic.also_printed_as,
            topic.scope_note,
            "group" if topic.group else "topic",
            topic.broader,
            archive.narrower.get(topic.slug, ()),
            archive.related.get(topic.slug, ()),
            path,
            absolute(archive.identity, path),
            urn_of(archive.identity, "topic", topic.slug),
        )


def _sources(archive: Archive) -> Iterator[Row]:
    for one in archive.sources:
        yield (
            one.slug, one.name, one.short_name, one.aliases, one.part_of, one.successor, one.site,
        )  # fmt: skip


def _kinds(archive: Archive) -> Iterator[Row]:
    for kind in archive.kinds:
        yield (
            kind.slug, kind.label, kind.plural, kind.group, kind.schema_org, kind.csl, kind.ris,
        )  # fmt: skip


_SLUG = Column("slug", "Its permanent name.", required=True)

TABLES: tuple[Table, ...] = (
    _ENTRIES,
    Table(
        "entry-topics",
        "The topics of each entry, a row each.",
        ("entry", "place"),
        (_ENTRY, _PLACE, Column("topic", "A topic.", required=True, refers=("topics", "slug"))),
        by_issue=_entry_topics,
    ),
    Table(
        "entry-sources",
        "The sources of each entry, a row each.",
        ("entry", "place"),
        (
            _ENTRY,
            _PLACE,
            Column("source", "An organisation.", required=True, refers=("sources", "slug")),
        ),
        by_issue=_entry_sources,
    ),
    _LINKS,
    _ISSUES,
    Table(
        "history",
        "What became of each issue and entry: the ledger’s days.",
        ("name", "place"),
        (
            Column("name", "The id of an entry, or the page of an issue.", required=True),
            Column("issue", "The issue it belongs to.", required=True, refers=("issues", "id")),
            replace(_PLACE, meaning="Its place among those of the name, from 1."),
            Column("day", "When it happened.", "date", required=True),
            Column("change", "What happened: published, corrected or withdrawn.", required=True),
        ),
        by_issue=_history,
    ),
    Table(
        "topics",
        "The controlled vocabulary of subjects.",
        ("slug",),
        (
            _SLUG,
            Column("title", "Its name.", required=True),
            Column("also_printed_as", "Other names in print.", several=LINES),
            Column("scope_note", "What it is about."),
            Column("sort", "topic, or group: one that gathers others.", required=True),
            Column("broader", "The topics directly above it.", several=WORDS),
            Column("narrower", "The topics directly below it.", several=WORDS),
            Column("related", "Related topics, both halves.", several=WORDS),
            Column("path", "Its address below the archive’s own.", required=True),
            Column("address", "Its whole address. Empty: the archive has no address yet."),
            Column("urn", "An identity that stays if the archive moves. Empty: it has none."),
        ),
        whole=_topics,
    ),
    Table(
        "sources",
        "The organisations whose work the newsletter pointed to.",
        ("slug",),
        (
            _SLUG,
            Column("name", "Its name.", required=True),
            Column("short_name", "A shorter one. Empty: there is none."),
            Column("aliases", "Other names.", several=LINES),
            Column("part_of", "The organisation it is part of.", refers=("sources", "slug")),
            Column("successor", "The one that took its place.", refers=("sources", "slug")),
            Column("site", "Its own website. Empty: not recorded."),
        ),
        whole=_sources,
    ),
    Table(
        "kinds",
        "The sorts of thing that an entry points to.",
        ("slug",),
        (
            _SLUG,
            Column("label", "The name of one.", required=True),
            Column("plural", "The name of several.", required=True),
            Column("group", "What it is listed under."),
            Column("schema_org", "Its type in schema.org.", required=True),
            Column("csl", "Its type in the Citation Style Language 1.0.2.", required=True),
            Column("ris", "Its type in RIS.", required=True),
        ),
        whole=_kinds,
    ),
)
"""Every table, those that others refer to among them; a new one is a row here."""


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


__all__ = ["TABLES", "Cell", "Column", "Row", "Table", "names_of", "text_of", "value_of"]
