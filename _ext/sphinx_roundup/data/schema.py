"""The JSON Schema of ``archive.json``."""

from __future__ import annotations

from typing import Any, get_args

from ..model.archive import Archive
from ..model.fields import FIELDS
from ..model.history import Change
from ..model.page_records import DAY, TEXTS, Topic, told_fields
from ..model.page_types import RECORDED
from ..model.periods import PERIODS
from ..model.records import LinkStatus
from ..model.vocabulary import Kind, Source
from .vocabulary_data import told_schema

VERSION = 2
"""Changes when a reader of the file has to change with it."""

OPTIONAL = tuple(
    field for field in FIELDS if field.public and not field.required and field.name != "topics"
)
"""The fields of an item that are left out where an editor gave none, under their own names.

The others are always there, and topics with those that headings give.
"""

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_COUNT = {"type": "integer", "minimum": 0}
_DATE = {"type": "string", "format": "date"}


def _list_of(schema_: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": schema_}


def _object(optional: dict[str, Any] | None = None, **properties: Any) -> dict[str, Any]:
    named = {name.replace("_", "-"): value for name, value in properties.items()}
    return {
        "type": "object",
        "required": list(named),
        "properties": {**named, **(optional or {})},
        "additionalProperties": False,
    }


_EVIDENCE = _object(
    {"address": _TEXT, "archived": _TEXT},
    title=_TEXT,
    publisher=_TEXT,
    how=_TEXT,
    where=_TEXT,
    found=_DATE,
    by=_TEXT,
    checked={"type": ["string", "null"], "format": "date"},
)


_HISTORY = _object(
    {"first-name": _TEXT},
    sequence={"type": "integer", "minimum": 1},
    published=_DATE,
    updated=_DATE,
    events=_list_of(_object(day=_DATE, change={"enum": list(get_args(Change))})),
)
_PLACE = {"address": {"type": "string", "format": "uri"}, "urn": _TEXT, "history": _HISTORY}
"""What is said of a place where it is known; its ``path`` always is."""


def schema(archive: Archive) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of ``archive.json``, with the closed lists of the archive."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": archive.name,
        "description": "Every issue, heading, entry and link of the newsletter, as printed."
        " A target of null is an address that was not recorded. The status of a link tells"
        " where its target comes from; evidence, what was found of one that was not printed."
        " Within a version keys may be added; none is taken out or changes its meaning.",
        **_object(
            {"$schema": _TEXT, **_page_lists()},
            version={"const": VERSION},
            name=_TEXT,
            newsletter=_TEXT_OR_NULL,
            address=_TEXT_OR_NULL,
            namespace=_TEXT_OR_NULL,
            language=_TEXT,
            named_by={"enum": list(PERIODS)},
            lists={
                "type": "object",
                "additionalProperties": {"type": "object", "additionalProperties": _TEXT},
            },
            moves={"type": "object", "additionalProperties": _TEXT},
            links=_object(**dict.fromkeys(get_args(LinkStatus), _COUNT)),
            issues=_list_of({"$ref": "#/$defs/issue"}),
            topics=_list_of(_object(_PLACE, **told_schema(Topic), path=_TEXT)),
            sources=_list_of(_object(**told_schema(Source))),
            kinds=_list_of(_object(**told_schema(Kind))),
        ),
        "$defs": {"issue": _issue(archive), "entry": _item(archive)},
    }


def _issue(archive: Archive) -> dict[str, Any]:
    form = PERIODS[archive.named_by].form.pattern
    gone = _object(
        _PLACE,
        id={"type": "string", "pattern": f"^{form}/[a-z][a-z0-9-]*$"},
        kind=_TEXT_OR_NULL,
        withdrawn={"type": ["string", "null"], "format": "date"},
        reason={"enum": [*archive.closed["reasons"], None]},
        path=_TEXT,
    )
    heading = _object(
        {"withdrawn": _list_of(gone)},
        heading=_TEXT,
        anchor=_TEXT,
        topic=_TEXT_OR_NULL,
        quotes=_list_of(_TEXT),
        items=_list_of({"$ref": "#/$defs/entry"}),
    )
    return _object(
        {"day": _DATE, **_PLACE},
        id={"type": "string", "pattern": f"^{form}$"},
        month={"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"},
        date=_TEXT,
        masthead=_TEXT,
        strap_line=_TEXT_OR_NULL,
        path=_TEXT,
        headings=_list_of(heading),
    )


def _page_lists() -> dict[str, Any]:
    """The lists of pages that are a record each; one stands where an archive has any."""
    types = {str: _TEXT, bool: {"type": "boolean"}, TEXTS: _list_of(_TEXT), DAY: _DATE}
    found = {}
    for kind in RECORDED:
        if kind.record and kind.record is not Topic:
            told = {key: types[type_] for key, (_, type_) in told_fields(kind.record).items()}
            found[kind.folder] = _list_of(_object({**told, "text": _TEXT}, slug=_TEXT, title=_TEXT))
    return found


def _item(archive: Archive) -> dict[str, Any]:
    form = PERIODS[archive.named_by].form.pattern
    link = _object(
        {"archived": _TEXT, "gone": _DATE, "copies": _TEXT, "evidence": _EVIDENCE},
        text=_TEXT,
        target=_TEXT_OR_NULL,
        status={"enum": list(get_args(LinkStatus))},
    )
    run = _object(
        {"style": {"enum": ["emphasis", "strong"]}, "link": {"type": "integer", "minimum": 0}},
        text=_TEXT,
    )
    return _object(
        {**{field.name: field.type.schema(archive.closed) for field in OPTIONAL}, **_PLACE},
        id={"type": "string", "pattern": f"^{form}/[a-z][a-z0-9-]*$"},
        title=_TEXT,
        kind=_TEXT_OR_NULL,
        sources=_list_of(_TEXT),
        topics=_list_of(_TEXT),
        text=_TEXT,
        body=_list_of(
            _object(role={"enum": ["paragraph", "bullet"]}, runs=_list_of(run)),
        ),
        links=_list_of(link),
        path=_TEXT,
    )
