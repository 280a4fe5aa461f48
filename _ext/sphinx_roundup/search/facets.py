"""What a search can be narrowed by: each facet is one declaration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model.archive import Archive
from ..model.records import Item, Topic
from . import codec

Value = dict[str, Any]
Column = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Facet:
    """A property of items with a closed list of values.

    ``key`` is its name in addresses, ``field`` the field of an item that it goes by, ``label`` the one readers see. ``values``
    are ready to be written: ``slug``, ``label``, ``names`` (other shown names),
    ``terms`` (names that are searched, never shown), ``above`` (positions of
    wider values), ``group``. ``of`` gives an item's values by slug; it looks
    at nothing of the item but ``by``.
    """

    key: str
    field: str
    label: str
    values: tuple[Value, ...]
    of: Callable[[Item], Iterable[str]]
    by: Callable[[Item], Hashable]


def facets(archive: Archive) -> tuple[Facet, ...]:
    """Return the facets of an archive; the year is not here: it follows from the issue."""
    return (
        Facet(
            "topic",
            "topics",
            "Topic",
            _topics(archive),
            of=lambda item: [topic.slug for topic in archive.topics_of(item)],
            by=lambda item: (item.heading, item.topics),
        ),
        _plain("source", "Source", _sources(archive), lambda item: item.sources),
        _plain("kind", "Kind", _kinds(archive), lambda item: (item.kind,)),
        _plain("nation", "Nation", _closed(archive.closed["nations"]), lambda item: item.nation),
        _plain(
            "audience",
            "Made for",
            _closed(archive.closed["audiences"]),
            lambda item: item.audience,
        ),
        _plain("access", "Access", _closed(archive.closed["access"]), lambda item: (item.access,)),
    )


def _plain(
    key: str, label: str, values: tuple[Value, ...], of: Callable[[Item], tuple[str, ...]]
) -> Facet:
    return Facet(key, key, label, values, of=of, by=of)


def columns(facet: Facet, items: Sequence[Item]) -> list[Column]:
    """Return what each item has, as two columns: its first value, and the others.

    The first topic is that of the printed heading, the same for a run of
    items, so the two columns together are smaller than one.
    """
    position = {value["slug"]: at for at, value in enumerate(facet.values)}
    known: dict[Hashable, tuple[int, ...]] = {}
    each = []
    for item in items:
        by = facet.by(item)
        if by not in known:
            slugs = dict.fromkeys(slug for slug in facet.of(item) if slug in position)
            known[by] = tuple(position[slug] for slug in slugs)
        each.append(known[by])
    return [_column([values[:1] for values in each]), _column([values[1:] for values in each])]


def _column(each: Sequence[tuple[int, ...]]) -> Column:
    """Number the different sets of values, most frequent first.

    A column with one set only (nothing is stated anywhere) needs no ``items``.
    """
    counts = Counter(each)
    sets = sorted(counts, key=lambda one: (-counts[one], one))
    number = {one: at for at, one in enumerate(sets)}
    numbers = codec.numbers(number[one] for one in each) if len(sets) > 1 else ""
    return {"sets": sets, "items": numbers}


def _topics(archive: Archive) -> tuple[Value, ...]:
    position = {topic.slug: at for at, topic in enumerate(archive.topics)}
    return tuple(_topic(topic, position) for topic in archive.topics)


def _topic(topic: Topic, position: Mapping[str, int]) -> Value:
    return _value(
        topic.slug,
        topic.title,
        names=topic.also_printed_as,
        terms=topic.search_terms,
        above=[position[slug] for slug in topic.broader if slug in position],
        group=topic.group,
    )


def _sources(archive: Archive) -> tuple[Value, ...]:
    used = {slug for item in archive.items for slug in item.sources}
    return tuple(
        _value(
            source.slug,
            source.label,
            names=[name for name in (source.name,) if name != source.label],
            terms=source.aliases,
        )
        for source in archive.sources
        if source.slug in used
    )


def _kinds(archive: Archive) -> tuple[Value, ...]:
    return tuple(_value(kind.slug, kind.label, terms=[kind.plural]) for kind in archive.kinds)


def _closed(labels: Mapping[str, str]) -> tuple[Value, ...]:
    return tuple(_value(slug, label) for slug, label in labels.items())


def _value(slug: str, label: str, **more: object) -> Value:
    return {"slug": slug, "label": label, **{key: value for key, value in more.items() if value}}
