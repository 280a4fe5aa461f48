"""Read ``archive.json`` back as the frozen model, without Sphinx.

What the file does not hold is left as it is where nothing is said: lines of source files,
points that an import left open, search terms that are never shown, colours, the words an
import goes by, and the archive's date, which moves with its commits.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..model.archive import Archive
from ..model.field_types import DATE
from ..model.history import Event, History
from ..model.identity import Identity
from ..model.moves import Moves
from ..model.page_records import DAY, TEXTS, PageRecord, Topic, body_field, told_fields
from ..model.page_types import RECORDED, PageType
from ..model.records import Block, Evidence, Issue, Item, Link, Run, Section, Tombstone
from ..model.vocabulary import Kind, Source
from .schema import OPTIONAL, VERSION
from .vocabulary_data import told_record

Data = Mapping[str, Any]


class ArchiveFileError(ValueError):
    """A file is no ``archive.json`` that this version of the package can read."""


def read(path: str | Path) -> Archive:
    """Read an ``archive.json`` as :class:`~sphinx_roundup.model.archive.Archive`.

    :param path: of the file, which may be compressed (``archive.json.gz``).
    :raises OSError: where it cannot be opened.
    :raises ArchiveFileError: where it is no archive, is cut short, or is of another version.
    """
    try:
        data = json.loads(_unpacked(Path(path).read_bytes()))
    except (ValueError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ArchiveFileError(f"{path} is not JSON: {error}. Copy it anew.") from None
    version = data.get("version") if isinstance(data, dict) else None
    if version != VERSION:
        found = f"is of version {version}" if version else "is no archive.json"
        raise ArchiveFileError(f"{path} {found}; this package reads version {VERSION}.")
    try:
        return _archive(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise ArchiveFileError(f"{path} lacks what its version promises: {error}.") from error


def _unpacked(data: bytes) -> bytes:
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def _archive(data: Data) -> Archive:
    identity = Identity(
        name=data["name"],
        newsletter=data["newsletter"] or "",
        address=data["address"] or "",
        namespace=data["namespace"] or "",
        language=data["language"],
    )
    headings = {
        section["heading"]: section["topic"]
        for issue in data["issues"]
        for section in issue["headings"]
        if section["topic"]
    }
    return Archive(
        issues=tuple(map(_issue, data["issues"])),
        topics=tuple(told_record(Topic, row) for row in data["topics"]),
        sources=tuple(told_record(Source, row) for row in data["sources"]),
        kinds=tuple(told_record(Kind, row) for row in data["kinds"]),
        heading_topics=MappingProxyType(dict(sorted(headings.items()))),
        lists=MappingProxyType(data["lists"]),
        named_by=data["named-by"],
        identity=identity,
        moves=Moves(MappingProxyType(data["moves"])),
        history=MappingProxyType(dict(_histories(data))),
        pages=tuple(_page(kind, row) for kind in RECORDED for row in _rows(kind, data)),
    )


def _rows(kind: PageType, data: Data) -> list[Data]:
    """The pages of a type; topics, which are always there, are read by themselves."""
    return [] if kind.record is Topic else data.get(kind.folder, [])


def _page(kind: PageType, row: Data) -> PageRecord:
    assert kind.record
    values = {"slug": row["slug"], "title": row["title"]}
    for key, (one, type_) in told_fields(kind.record).items():
        if key in row:
            value = row[key]
            values[one.name] = (
                tuple(value) if type_ == TEXTS else _day(value) if type_ == DAY else value
            )
    body = body_field(kind.record)
    if body:
        values[body] = row.get("text", "")
    return kind.record(**values)


def _histories(data: Data) -> list[tuple[str, History]]:
    known = [(f"topics/{topic['slug']}", topic) for topic in data["topics"]]
    for issue in data["issues"]:
        known.append((f"issues/{issue['id']}", issue))
        for section in issue["headings"]:
            rows = (*section["items"], *section.get("withdrawn", ()))
            known += [(row["id"], row) for row in rows]
    return [(name, _history(row["history"])) for name, row in known if "history" in row]


def _history(data: Data) -> History:
    events = (Event(_day(event["day"]), event["change"]) for event in data["events"])
    return History(data["sequence"], tuple(events), data.get("first-name", ""))


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _issue(data: Data) -> Issue:
    return Issue(
        id=data["id"],
        date=data["date"],
        masthead=data["masthead"],
        strap_line=data["strap-line"] or "",
        sections=tuple(_section(data["id"], section) for section in data["headings"]),
        dated=_day(data["day"]) if "day" in data else None,
    )


def _section(issue: str, data: Data) -> Section:
    return Section(
        heading=data["heading"],
        anchor=data["anchor"],
        items=tuple(_item(issue, data, item) for item in data["items"]),
        quotes=tuple(data["quotes"]),
        tombstones=tuple(_tombstone(issue, one) for one in data.get("withdrawn", ())),
    )


def _tombstone(issue: str, data: Data) -> Tombstone:
    return Tombstone(
        issue=issue,
        slug=data["id"].partition("/")[2],
        kind=data["kind"] or "",
        withdrawn=_day(data["withdrawn"]) if data["withdrawn"] else None,
        reason=data["reason"] or "",
    )


def _item(issue: str, section: Data, data: Data) -> Item:
    optional: dict[str, Any] = {}
    for field in OPTIONAL:
        if field.name in data:
            value = data[field.name]
            is_day = field.type is DATE
            optional[field.attribute] = (
                _day(value) if is_day else tuple(value) if isinstance(value, list) else value
            )
    return Item(
        issue=issue,
        slug=data["id"].partition("/")[2],
        title=data["title"],
        kind=data["kind"] or "",
        heading=section["heading"],
        sources=tuple(data["sources"]),
        # That of the heading comes from the heading.
        topics=tuple(topic for topic in data["topics"] if topic != section["topic"]),
        body=tuple(map(_block, data["body"])),
        links=tuple(map(_link, data["links"])),
        **optional,
    )


def _block(data: Data) -> Block:
    runs = (Run(run["text"], run.get("style", ""), run.get("link")) for run in data["runs"])
    return Block(tuple(runs), data["role"])


def _link(data: Data) -> Link:
    found = data.get("evidence")
    return Link(
        text=data["text"],
        target=data["target"],
        archived=data.get("archived"),
        gone=data.get("gone", ""),
        evidence=_evidence(data["status"], found) if found else None,
    )


def _evidence(status: Any, data: Data) -> Evidence:
    return Evidence(
        status=status,
        title=data["title"],
        publisher=data["publisher"],
        how=data["how"],
        where=data["where"],
        found=_day(data["found"]),
        by=data["by"],
        address=data.get("address", ""),
        archived=data.get("archived", ""),
        checked=_day(data["checked"]) if data["checked"] else None,
    )
