"""``archive.json``: the whole archive as data, with the schema that describes it.

Keys are the words of the design; addresses of lost links are null. One item
stands on one line, so that two editions can be compared line by line. Each issue is also a
file of its own, with the very same text compressed, and each entry a line of NDJSON.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.archive import Archive
from ..model.copies import copies_near
from ..model.data_files import PLAIN
from ..model.field_types import as_data
from ..model.fields import Field
from ..model.page_records import PageRecord, Topic, told_fields
from ..model.page_types import PageType
from ..model.permalinks import Sort, absolute, entry_path, page_path
from ..model.records import Block, Evidence, Issue, Item, Link, Section, Tombstone
from ..views.page_lists import page_lists
from .schema import OPTIONAL, VERSION, schema
from .vocabulary_data import told_data

FILE = PLAIN
SCHEMA_FILE = "archive.schema.json"


def schema_json(archive: Archive) -> str:
    """Make the text of ``archive.schema.json``, which describes it."""
    return json.dumps(schema(archive), indent=1, ensure_ascii=False) + "\n"


def head_json(archive: Archive) -> str:
    """Make the beginning of ``archive.json``, up to its issues."""
    identity = archive.identity
    said = {
        "$schema": SCHEMA_FILE,
        "version": VERSION,
        "name": archive.name,
        "newsletter": identity.newsletter or None,
        "address": absolute(identity) or None,
        "namespace": identity.namespace or None,
        "language": archive.language,
        "named-by": archive.named_by,
        "lists": {name: dict(rows) for name, rows in archive.lists.items()},
        "moves": dict(sorted(archive.moves.pairs.items())),
        "links": dict(archive.links),
    }
    lines = (f"{json.dumps(key)}: {_dump(value)},\n" for key, value in said.items())
    return "{\n" + "".join(lines) + '"issues": [\n'


def tail_json(archive: Archive) -> str:
    """Make the end of ``archive.json``, from the end of its issues."""
    topics = ",\n".join(_dump(topic_data(archive, topic)) for topic in archive.topics)
    sources = ",\n".join(_dump(told_data(archive, source)) for source in archive.sources)
    kinds = ",\n".join(_dump(told_data(archive, kind)) for kind in archive.kinds)
    pages = "".join(
        f',\n"{kind.folder}": [\n{_pages_json(archive, kind)}\n]' for kind in page_lists(archive)
    )
    return (
        f'],\n"topics": [\n{topics}\n],\n"sources": [\n{sources}\n],\n"kinds": [\n{kinds}\n]'
        f"{pages}\n}}\n"
    )


def _pages_json(archive: Archive, kind: PageType) -> str:
    return ",\n".join(_dump(record_data(one)) for one in archive.page[kind.folder].values())


def archive_json(archive: Archive) -> str:
    """Make the text of ``archive.json``."""
    issues = ",\n".join(
        issue_json(archive, issue, entries_json(archive, issue)) for issue in archive.issues
    )
    return f"{head_json(archive)}{issues}\n{tail_json(archive)}"


@dataclass(frozen=True, slots=True)
class EntryJson:
    """An entry as text: what is said of it, and its printed words with their looks."""

    said: str
    body: str


def entries_json(archive: Archive, issue: Issue) -> Mapping[str, EntryJson]:
    """Make the text of each entry of an issue once, for all files that have it; by id."""
    made = {}
    for item in issue.items:
        data = item_data(archive, item)
        body = data.pop("body")
        made[item.id] = EntryJson(_dump(data), _dump(body))
    return made


def issue_json(archive: Archive, issue: Issue, entries: Mapping[str, EntryJson]) -> str:
    """Make the text of one issue, with its headings and their entries; no line end after it."""
    return "".join(_issue_lines(archive, issue, entries))


def entry_lines(issue: Issue, entries: Mapping[str, EntryJson]) -> str:
    """Make a line of JSON (NDJSON) of each entry of an issue, with where it was printed."""
    lines = []
    for item in issue.items:
        where = {"issue": issue.id, "month": f"{issue.day:%Y-%m}", "heading": item.heading}
        lines.append(f"{_dump(where)[:-1]},{entries[item.id].said[1:]}\n")
    return "".join(lines)


def _issue_lines(archive: Archive, issue: Issue, entries: Mapping[str, EntryJson]) -> Iterator[str]:
    yield _dump(issue_data(archive, issue))[:-1] + ',"headings":[\n'
    for number, section in enumerate(issue.sections, 1):
        yield _dump(section_data(archive, section))[:-1] + ',"items":['
        made = (entries[item.id] for item in section.items)
        yield ",".join(f'\n{one.said[:-1]},"body":{one.body}}}' for one in made)
        yield "]"
        if section.tombstones:
            gone = [withdrawn_data(archive, one) for one in section.tombstones]
            yield f',"withdrawn":{_dump(gone)}'
        yield "}" + (",\n" if number < len(issue.sections) else "\n")
    yield "]}"


def _dump(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def issue_data(archive: Archive, issue: Issue) -> dict[str, Any]:
    """An issue without its headings."""
    return {
        "id": issue.id,
        "month": f"{issue.day:%Y-%m}",
        "date": issue.date,
        "masthead": issue.masthead,
        "strap-line": issue.strap_line or None,
        **({"day": issue.dated.isoformat()} if issue.dated else {}),
        **_place(archive, page_path(issue.docname), "issue", issue.docname),
    }


def _place(archive: Archive, path: str, sort: Sort, known_as: str) -> dict[str, Any]:
    """Where something stands, what it is for ever, and what became of it, as far as is known."""
    history = archive.history.get(known_as)
    more = {
        "address": absolute(archive.identity, path),
        "urn": archive.urn(sort, known_as),
        "history": history
        and {
            "sequence": history.sequence,
            "published": history.published.isoformat(),
            "updated": history.updated.isoformat(),
            **({"first-name": history.first_name} if history.first_name else {}),
            "events": [
                {"day": event.day.isoformat(), "change": event.change} for event in history.events
            ],
        },
    }
    return {"path": path, **{key: value for key, value in more.items() if value}}


def section_data(archive: Archive, section: Section) -> dict[str, Any]:
    """A printed heading without its items."""
    return {
        "heading": section.heading,
        "anchor": section.anchor,
        "topic": archive.heading_topics.get(section.heading),
        "quotes": list(section.quotes),
    }


def withdrawn_data(archive: Archive, one: Tombstone) -> dict[str, Any]:
    """What is left of an entry that was withdrawn."""
    return {
        "id": one.id,
        "kind": one.kind or None,
        "withdrawn": one.withdrawn.isoformat() if one.withdrawn else None,
        "reason": one.reason or None,
        **_place(archive, entry_path(one), "entry", one.id),
    }


def item_data(archive: Archive, item: Item) -> dict[str, Any]:
    """An item; fields that an editor left out are left out."""
    return {
        "id": item.id,
        "title": item.title,
        "kind": item.kind or None,
        "sources": list(item.sources),
        "topics": [topic.slug for topic in archive.topics_of(item)],
        "text": item.text,
        "body": [_block_data(block) for block in item.body],
        "links": [_link_data(link, archive.issue[item.issue].day) for link in item.links],
        **{field.name: as_data(value) for field, value in _optional(item) if value},
        **_place(archive, entry_path(item), "entry", item.id),
    }


def _optional(item: Item) -> Iterator[tuple[Field, Any]]:
    return ((field, getattr(item, field.attribute)) for field in OPTIONAL)


def _block_data(block: Block) -> dict[str, Any]:
    runs = [
        {
            "text": run.text,
            **({"style": run.style} if run.style else {}),
            **({"link": run.link} if run.link is not None else {}),
        }
        for run in block.runs
    ]
    return {"role": block.role, "runs": runs}


def _link_data(link: Link, day: dt.date) -> dict[str, Any]:
    """A link; of one that is gone, where copies are kept near the ``day`` of its issue."""
    data: dict[str, Any] = {"text": link.text, "target": link.target, "status": link.status}
    evidence = _evidence_data(link.evidence) if link.evidence else None
    led = link.target or (link.evidence.address if link.evidence else "")
    copies = copies_near(led, day) if link.gone and not link.archived else ""
    more = {"archived": link.archived, "gone": link.gone, "copies": copies, "evidence": evidence}
    return {**data, **{name: value for name, value in more.items() if value}}


def _evidence_data(evidence: Evidence) -> dict[str, Any]:
    """What the archive found of a document, and why it thinks so."""
    more = {"address": evidence.address, "archived": evidence.archived}
    return {
        "title": evidence.title,
        "publisher": evidence.publisher,
        "how": evidence.how,
        "where": evidence.where,
        "found": evidence.found.isoformat(),
        "by": evidence.by,
        "checked": evidence.checked.isoformat() if evidence.checked else None,
        **{name: value for name, value in more.items() if value},
    }


def topic_data(archive: Archive, topic: Topic) -> dict[str, Any]:
    """A topic with all its relations, derived halves included."""
    place = _place(archive, page_path(topic.docname), "topic", topic.docname)
    return told_data(archive, topic) | place


def record_data(record: PageRecord) -> dict[str, Any]:
    """A page that is a record: what its type tells, and its words; what is empty is left out."""
    told = {key: getattr(record, one.name) for key, (one, _) in told_fields(type(record)).items()}
    told["text"] = record.words
    own = {key: as_data(value) for key, value in told.items() if value}
    return {"slug": record.slug, "title": record.title, **own}
