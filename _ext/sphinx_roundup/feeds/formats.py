"""Write feeds as Atom (RFC 4287, with tombstones of RFC 6721) and as JSON Feed 1.1.

feedgen, the library for it, puts the time of the build into what it is not told in three
places, and brings lxml; Python's own ElementTree and json write the same from the data.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree as ET

from ..model.archive import Archive
from ..model.permalinks import absolute, urn_of
from .content import as_text
from .entries import FeedEntry
from .feeds import Feed

_ATOM = "http://www.w3.org/2005/Atom"
_TOMBS = "http://purl.org/atompub/tombstones/1.0"


def atom(archive: Archive, feed: Feed) -> str:
    """Write a feed as Atom."""
    identity, plan = archive.identity, feed.plan
    language = archive.language.replace("_", "-")
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    if any(entry.deleted for entry in feed.entries):
        root.set("xmlns:at", _TOMBS)
    _text(root, "id", urn_of(identity, "feed", plan.first_name))
    _text(root, "title", as_text(plan.title))
    _text(root, "updated", feed.updated)
    _text(ET.SubElement(root, "author"), "name", as_text(archive.name))
    own = absolute(identity, f"{plan.name}.xml")
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    page = absolute(identity, plan.page)
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": page})
    for entry in feed.entries:
        _atom_entry(root, entry)
    ET.indent(root, "")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _atom_entry(root: ET.Element, entry: FeedEntry) -> None:
    if entry.deleted:
        ET.SubElement(root, "at:deleted-entry", {"ref": entry.deleted, "when": entry.updated})
    made = ET.SubElement(root, "entry")
    _text(made, "id", entry.id)
    _text(made, "title", entry.title)
    ET.SubElement(made, "link", {"rel": "alternate", "type": "text/html", "href": entry.address})
    for address in entry.related:
        ET.SubElement(made, "link", {"rel": "related", "href": address})
    _text(made, "published", entry.published)
    _text(made, "updated", entry.updated)
    for one in entry.categories:
        ET.SubElement(
            made, "category", {"term": one.term, "scheme": one.scheme, "label": one.label}
        )
    _text(made, "content", entry.content).set("type", "html")


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    made = ET.SubElement(parent, tag)
    made.text = text
    return made


def json_feed(archive: Archive, feed: Feed) -> str:
    """Write a feed as JSON Feed."""
    identity, plan = archive.identity, feed.plan
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": as_text(plan.title),
        "home_page_url": absolute(identity, plan.page),
        "feed_url": absolute(identity, f"{plan.name}.json"),
        "language": archive.language.replace("_", "-"),
        "authors": [{"name": as_text(archive.name)}],
        "items": [_json_item(entry) for entry in feed.entries],
    }
    return json.dumps(data, ensure_ascii=False, indent=0) + "\n"


def _json_item(entry: FeedEntry) -> dict[str, Any]:
    own: dict[str, Any] = {"kind": entry.kind, "sources": list(entry.sources)}
    if entry.deleted:
        own = {"withdrawn": entry.deleted}
    data = {
        "id": entry.id,
        "url": entry.address,
        "external_url": next(iter(entry.related), ""),
        "title": entry.title,
        "content_html": entry.content,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "tags": [one.label for one in entry.categories],
        "_roundup": {name: value for name, value in own.items() if value},
    }
    return {name: value for name, value in data.items() if value}


FORMATS: Mapping[str, Callable[[Archive, Feed], str]] = MappingProxyType(
    {"xml": atom, "json": json_feed}
)
"""Suffix of a file -> what writes it. Not ``.atom``: every server knows ``.xml``."""
