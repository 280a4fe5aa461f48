"""Declare the tables of entries: the entries themselves, their topics, sources and links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.archive import Archive
from ..model.fields import FIELD, Field
from ..model.permalinks import absolute, entry_path
from ..model.records import Issue, Link
from .columns import LINES, PLACE_COLUMNS, WORDS, Column, Row, Table
from .schema import OPTIONAL

_ENTRY = Column("entry", "The id of an entry.", required=True, refers=("entries", "id"))
PLACE = Column("place", "Its place among those of the entry, from 1.", "integer", required=True)
"""Where a row stands among those of one entry."""


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
            absolute(archive.identity, path) or path,
            archive.urn("entry", item.id),
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
        *PLACE_COLUMNS,
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
        PLACE,
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


ENTRY_TABLES: tuple[Table, ...] = (
    _ENTRIES,
    Table(
        "entry-topics",
        "The topics of each entry, a row each.",
        ("entry", "place"),
        (_ENTRY, PLACE, Column("topic", "A topic.", required=True, refers=("topics", "slug"))),
        by_issue=_entry_topics,
    ),
    Table(
        "entry-sources",
        "The sources of each entry, a row each.",
        ("entry", "place"),
        (
            _ENTRY,
            PLACE,
            Column("source", "An organisation.", required=True, refers=("sources", "slug")),
        ),
        by_issue=_entry_sources,
    ),
    _LINKS,
)
