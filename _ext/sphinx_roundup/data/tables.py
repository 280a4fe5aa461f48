"""Declare the tables of the archive once: CSV, Data Package, CSVW and workbook are made from this."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..model.archive import Archive
from ..model.permalinks import absolute, page_path, urn_of
from ..model.records import Issue
from .columns import LINES, WORDS, Column, Row, Table
from .entry_tables import ENTRY_TABLES, PLACE


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
    *ENTRY_TABLES,
    _ISSUES,
    Table(
        "history",
        "What became of each issue and entry: the ledger’s days.",
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
