"""``archive.json``: the whole archive as data, with the schema that describes it.

Keys are the words of the design; addresses of lost links are null. One item
stands on one line, so that two editions can be compared line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..model.archive import Archive
from ..model.field_types import as_data
from ..model.fields import Field
from ..model.records import Block, Evidence, Issue, Item, Link, Section, Source, Tombstone, Topic
from .schema import OPTIONAL, VERSION, schema

FILE = "archive.json"
SCHEMA_FILE = "archive.schema.json"


def archive_json(archive: Archive) -> str:
    """Make the text of ``archive.json``."""
    return "".join(_lines(archive))


def schema_json(archive: Archive) -> str:
    """Make the text of ``archive.schema.json``, which describes it."""
    return json.dumps(schema(archive), indent=1, ensure_ascii=False) + "\n"


def _lines(archive: Archive) -> Iterator[str]:
    yield f'{{\n"$schema": "{SCHEMA_FILE}",\n"version": {VERSION},\n'
    yield f'"links": {_dump(dict(archive.links))},\n"issues": [\n'
    issues = len(archive.issues)
    for number, issue in enumerate(archive.issues, 1):
        yield from _issue_lines(archive, issue)
        yield "]}" + (",\n" if number < issues else "\n")
    yield '],\n"topics": [\n'
    yield ",\n".join(_dump(topic_data(archive, topic)) for topic in archive.topics)
    yield '\n],\n"sources": [\n'
    yield ",\n".join(_dump(source_data(source)) for source in archive.sources)
    yield '\n],\n"kinds": [\n'
    yield ",\n".join(_dump(kind_data(archive, kind.slug)) for kind in archive.kinds)
    yield "\n]\n}\n"


def _issue_lines(archive: Archive, issue: Issue) -> Iterator[str]:
    yield _dump(issue_data(issue))[:-1] + ', "headings": [\n'
    for number, section in enumerate(issue.sections, 1):
        yield _dump(section_data(archive, section))[:-1] + ', "items": ['
        yield ",".join("\n" + _dump(item_data(archive, item)) for item in section.items)
        yield "]"
        if section.tombstones:
            yield f', "withdrawn": {json.dumps([withdrawn_data(one) for one in section.tombstones])}'
        yield "}" + (",\n" if number < len(issue.sections) else "\n")


def _dump(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)


def issue_data(issue: Issue) -> dict[str, Any]:
    """An issue without its headings."""
    return {
        "id": issue.id,
        "date": issue.date,
        "masthead": issue.masthead,
        "strap-line": issue.strap_line or None,
        **({"day": issue.dated.isoformat()} if issue.dated else {}),
    }


def section_data(archive: Archive, section: Section) -> dict[str, Any]:
    """A printed heading without its items."""
    return {
        "heading": section.heading,
        "topic": archive.heading_topics.get(section.heading),
        "quotes": list(section.quotes),
    }


def withdrawn_data(one: Tombstone) -> dict[str, Any]:
    """What is left of an entry that was withdrawn."""
    return {
        "id": one.id,
        "kind": one.kind or None,
        "withdrawn": one.withdrawn.isoformat() if one.withdrawn else None,
        "reason": one.reason or None,
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
        "links": [_link_data(link) for link in item.links],
        **{field.name: as_data(value) for field, value in _optional(item) if value},
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


def _link_data(link: Link) -> dict[str, Any]:
    data: dict[str, Any] = {"text": link.text, "target": link.target, "status": link.status}
    evidence = _evidence_data(link.evidence) if link.evidence else None
    more = {"archived": link.archived, "gone": link.gone, "evidence": evidence}
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
    return {
        "slug": topic.slug,
        "title": topic.title,
        "also-printed-as": list(topic.also_printed_as),
        "scope-note": topic.scope_note,
        "group": topic.group,
        "broader": list(topic.broader),
        "narrower": list(archive.narrower.get(topic.slug, ())),
        "related": list(archive.related.get(topic.slug, ())),
    }


def source_data(source: Source) -> dict[str, Any]:
    """An organisation."""
    return {
        "slug": source.slug,
        "name": source.name,
        "short-name": source.short_name or None,
        "aliases": list(source.aliases),
        "part-of": source.part_of or None,
        "successor": source.successor or None,
        "site": source.site or None,
    }


def kind_data(archive: Archive, slug: str) -> dict[str, Any]:
    """A kind with its equivalents elsewhere."""
    kind = archive.kind[slug]
    return {
        "slug": kind.slug,
        "label": kind.label,
        "schema-org": kind.schema_org,
        "csl": kind.csl,
        "ris": kind.ris,
    }
