"""Suggest title, id, kind, source and topics of each entry."""

from __future__ import annotations

from collections.abc import Iterator

from .blocks import links_of
from .draft import Suggested
from .knowledge import Knowledge
from .naming import suggest_id, suggest_title
from .structure import Found, FoundItem


def suggest(found: Found, knowledge: Knowledge) -> Iterator[Suggested]:
    """A suggestion for each entry of an issue, in order."""
    taken: set[str] = set()
    for section in found.sections:
        for item in section.items:
            made = _suggest(item, knowledge, taken)
            taken.add(made.slug)
            yield made


def _suggest(item: FoundItem, knowledge: Knowledge, taken: set[str]) -> Suggested:
    anchors = [a.text or "" for block in item.blocks for a in links_of(block.runs)]
    title, sure = suggest_title(item.text, anchors)
    made = Suggested(title, suggest_id(title, taken))
    if not sure:
        made.points.append("the title is cut from the printed words: make it short and plain.")
    return made
