"""Declare once what is told of topics, sources and kinds.

``archive.json``, its schema, the tables and what reads the file back are made from this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ..model.archive import Archive
from ..model.page_records import Topic
from ..model.permalinks import absolute, page_path
from ..model.vocabulary import Kind, Source
from .columns import LINES, PLACE_COLUMNS, WORDS, Cell, Column, Row, Table

Name = Topic | Source | Kind
Value = Callable[[Archive, Any], Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is told of a topic, source or kind, by the name of its attribute.

    :ivar required: it is never empty.
    :ivar blank: where it is empty, ``archive.json`` has "" and not null.
    :ivar several: parts its values in a table; "" where it has one.
    :ivar refers: the table and column that its values are in.
    :ivar yes_no: it is a truth value: the name of its column, and the words for no and yes.
    :ivar derived: what gives its value, where the record has the half of it or none.
    """

    name: str
    meaning: str
    required: bool = False
    blank: bool = False
    several: str = ""
    refers: tuple[str, str] | None = None
    yes_no: tuple[str, str, str] | None = None
    derived: Value | None = None

    @property
    def key(self) -> str:
        """Its key in ``archive.json``."""
        return self.name.replace("_", "-")

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of its value."""
        if self.several:
            return {"type": "array", "items": {"type": "string"}}
        if self.yes_no:
            return {"type": "boolean"}
        return {"type": "string" if self.required or self.blank else ["string", "null"]}

    @property
    def column(self) -> Column:
        """Its column in the table."""
        name = self.yes_no[0] if self.yes_no else self.name
        return Column(
            name, self.meaning, required=self.required, several=self.several, refers=self.refers
        )

    def value(self, archive: Archive, one: Name) -> Any:
        """Its value, of one topic, source or kind."""
        return self.derived(archive, one) if self.derived else getattr(one, self.name)

    def as_json(self, archive: Archive, one: Name) -> Any:
        """Its value as ``archive.json`` has it."""
        value = self.value(archive, one)
        if self.several:
            return list(value)
        return value if self.yes_no or self.required or self.blank else value or None

    def cell(self, archive: Archive, one: Name) -> Cell:
        """Its value as a cell of the table."""
        value = self.value(archive, one)
        return self.yes_no[1 + value] if self.yes_no else value

    def read(self, value: Any) -> Any:
        """The value of the attribute, from that of ``archive.json``."""
        return tuple(value) if self.several else value if self.yes_no else value or ""


_SLUG = Told("slug", "Its permanent name.", required=True)

_TOPIC = (
    _SLUG,
    Told("title", "Its name.", required=True),
    Told("also_printed_as", "Other names in print.", several=LINES),
    Told("scope_note", "What it is about.", blank=True),
    Told(
        "group",
        "topic, or group: one that gathers others.",
        required=True,
        yes_no=("sort", "topic", "group"),
    ),
    Told("broader", "The topics directly above it.", several=WORDS),
    Told(
        "narrower",
        "The topics directly below it.",
        several=WORDS,
        derived=lambda archive, topic: archive.narrower.get(topic.slug, ()),
    ),
    Told(
        "related",
        "Related topics, both halves.",
        several=WORDS,
        derived=lambda archive, topic: archive.related.get(topic.slug, ()),
    ),
)
_SOURCE = (
    _SLUG,
    Told("name", "Its name.", required=True),
    Told("short_name", "A shorter one. Empty: there is none."),
    Told("aliases", "Other names.", several=LINES),
    Told("part_of", "The organisation it is part of.", refers=("sources", "slug")),
    Told("successor", "The one that took its place.", refers=("sources", "slug")),
    Told("site", "Its own website. Empty: not recorded."),
)
_KIND = (
    _SLUG,
    Told("label", "The name of one.", required=True),
    Told("plural", "The name of several.", required=True),
    Told("group", "What it is listed under."),
    Told("schema_org", "Its type in schema.org.", required=True),
    Told("csl", "Its type in the Citation Style Language 1.0.2.", required=True),
    Told("ris", "Its type in RIS.", required=True),
)
TOLD: Mapping[type[Name], tuple[Told, ...]] = MappingProxyType(
    {Topic: _TOPIC, Source: _SOURCE, Kind: _KIND}
)
"""What is told of each type of name, in the order of the file and of the columns."""


def told_schema(type_: type[Name]) -> dict[str, dict[str, Any]]:
    """Give the JSON Schema of each key, of one type of name."""
    return {told.key: told.schema for told in TOLD[type_]}


def told_data(archive: Archive, one: Name) -> dict[str, Any]:
    """Make what ``archive.json`` tells of a topic, source or kind, but for its place."""
    return {told.key: told.as_json(archive, one) for told in TOLD[type(one)]}


def told_record(type_: type[Name], data: Mapping[str, Any]) -> Any:
    """Read a topic, source or kind back from what ``archive.json`` tells of it.

    Both halves of related topics are in the file; a topic's own would do, and they do no harm.
    """
    has = type_.__dataclass_fields__
    return type_(**{one.name: one.read(data[one.key]) for one in TOLD[type_] if one.name in has})


def _row(archive: Archive, one: Name) -> Row:
    return tuple(told.cell(archive, one) for told in TOLD[type(one)])


def _topics(archive: Archive) -> Iterator[Row]:
    for topic in archive.topics:
        path = page_path(topic.docname)
        place = (
            absolute(archive.identity, path) or path,
            archive.urn("topic", topic.docname),
        )
        yield _row(archive, topic) + place


def _columns(type_: type[Name]) -> tuple[Column, ...]:
    return tuple(told.column for told in TOLD[type_])


VOCABULARY_TABLES: tuple[Table, ...] = (
    Table(
        "topics",
        "The controlled vocabulary of subjects.",
        ("slug",),
        (*_columns(Topic), *PLACE_COLUMNS),
        whole=_topics,
    ),
    Table(
        "sources",
        "The organisations whose work the newsletter pointed to.",
        ("slug",),
        _columns(Source),
        whole=lambda archive: (_row(archive, one) for one in archive.sources),
    ),
    Table(
        "kinds",
        "The sorts of thing that an entry points to.",
        ("slug",),
        _columns(Kind),
        whole=lambda archive: (_row(archive, one) for one in archive.kinds),
    ),
)
