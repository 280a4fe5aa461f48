"""The facets as the search has them: their values, and what each item has of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ..model.archive import Archive
from ..views.facets import FACETS, Entry, Facet
from . import codec

Column = dict[str, Any]
Columns = list[Column]

SEARCHED = tuple(facet for facet in FACETS if facet.in_search)
"""The facets that a search can be narrowed by."""


ALWAYS = frozenset(facet.key for facet in SEARCHED) - {"kind", "source"}
"""Facets whose names so many words meet that every search needs to know who has them, or small ones.

What items have of each other one is in a file of its own. A first answer waits for it only where
a word is in one of its names; a hit says itself what its item has of it.
"""


def facets(archive: Archive) -> tuple[list[dict[str, Any]], dict[str, Columns]]:
    """Return what the manifest says of each facet, and the columns that are not in it, by key."""
    every = [_facet(archive, facet) for facet in SEARCHED]
    later = {one["key"]: one.pop("columns") for one in every if one["key"] not in ALWAYS}
    return every, later


def _facet(archive: Archive, facet: Facet) -> dict[str, Any]:
    each = [tuple(dict.fromkeys(facet.values(archive, item))) for item in archive.items]
    entries = list(facet.entries(archive))
    if facet.field == "source":
        # Most of the sources of a large list are on no item.
        used = {slug for slugs in each for slug in slugs}
        entries = [entry for entry in entries if entry.slug in used]
    position = {entry.slug: at for at, entry in enumerate(entries)}
    return {
        "key": facet.key,
        "label": facet.one,
        "values": [_value(entry, position) for entry in entries],
        "columns": _columns(
            [tuple(position[slug] for slug in slugs if slug in position) for slugs in each]
        ),
    }


def _columns(each: Sequence[tuple[int, ...]]) -> Columns:
    """Return what each item has, as two columns: its first value, and the others.

    The first topic is that of the printed heading, the same for a run of
    items, so the two columns together are smaller than one.
    """
    return [_column([values[:1] for values in each]), _column([values[1:] for values in each])]


def _value(entry: Entry, position: Mapping[str, int]) -> dict[str, Any]:
    """Return a value as it is written; empty ends are left off."""
    value = {
        "slug": entry.slug,
        "label": entry.short or entry.label,
        "names": entry.names,
        "terms": entry.terms,
        "above": [position[slug] for slug in entry.above if slug in position],
        "group": entry.gathers,
    }
    return {key: part for key, part in value.items() if part}


def _column(each: Sequence[tuple[int, ...]]) -> Column:
    """Number the different sets of values, most frequent first.

    A column with one set only (nothing is stated anywhere) needs no ``items``.
    """
    counts = Counter(each)
    sets = sorted(counts, key=lambda one: (-counts[one], one))
    number = {one: at for at, one in enumerate(sets)}
    numbers = codec.numbers(number[one] for one in each) if len(sets) > 1 else ""
    return {"sets": sets, "items": numbers}
