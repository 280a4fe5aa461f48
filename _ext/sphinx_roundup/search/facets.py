"""The facets as the search has them: their values, and what each item has of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ..model.archive import Archive
from ..views.facets import FACETS, Entry, Facet
from . import codec

Column = dict[str, Any]
Columns = list[Column]
Slugs = tuple[str, ...]

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
    each = facet.each(archive, archive.items)
    counts = Counter(each)
    entries = list(facet.entries(archive))
    if facet.field == "source":
        # Most of the sources of a large list are on no item.
        used = {slug for slugs in counts for slug in slugs}
        entries = [entry for entry in entries if entry.slug in used]
    position = {entry.slug: at for at, entry in enumerate(entries)}
    places = {
        slugs: tuple(position[slug] for slug in slugs if slug in position) for slugs in counts
    }
    return {
        "key": facet.key,
        "label": facet.one,
        "values": [_value(entry, position) for entry in entries],
        # The first topic is that of the printed heading, the same for a run of items, so
        # that two columns, the first value and the others, are smaller than one.
        "columns": [
            _column(each, counts, {slugs: found[:1] for slugs, found in places.items()}),
            _column(each, counts, {slugs: found[1:] for slugs, found in places.items()}),
        ],
    }


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


def _column(
    each: Iterable[Slugs], counts: Mapping[Slugs, int], parts: Mapping[Slugs, tuple[int, ...]]
) -> Column:
    """Number the different sets of values, most frequent first.

    A column with one set only (nothing is stated anywhere) needs no ``items``.

    :param each: what each item has; ``counts`` how many have the same.
    :param parts: what of that is in the column.
    """
    frequent = Counter[tuple[int, ...]]()
    for slugs, count in counts.items():
        frequent[parts[slugs]] += count
    sets = sorted(frequent, key=lambda one: (-frequent[one], one))
    number = {one: codec.numbers([at]) for at, one in enumerate(sets)}
    written = {slugs: number[part] for slugs, part in parts.items()}
    return {"sets": sets, "items": "".join(map(written.__getitem__, each)) if sets[1:] else ""}
