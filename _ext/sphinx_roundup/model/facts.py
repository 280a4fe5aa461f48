"""List what is said of an item: the one list that pages, search, PDFs and data show.

Which fields there are, what they are called and where they stand is declared in
:mod:`sphinx_roundup.model.fields`. An output renders facts; it does not know fields.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from .archive import Archive
from .dates import day
from .field_types import DATE, DATED
from .fields import FIELDS, Field, Place
from .page_records import PageRecord, top_fields
from .records import Item, Tombstone


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact: its words; its slug or its day, where it has one.

    An output that has a page for ``slug`` leads there.
    """

    text: str
    slug: str = ""
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said of an item: the field it comes from, its place, a label and values."""

    field: str
    place: Place
    label: str
    values: tuple[Value, ...]

    @property
    def lead(self) -> str:
        """The label as it stands before the values: “Published”, “Made for:”."""
        if not self.label or any(value.day for value in self.values):
            return self.label
        return f"{self.label}:"

    @property
    def end(self) -> str:
        """What ends it: a notice is a sentence."""
        return "." if self.place == "notice" else ""

    @property
    def said(self) -> str:
        """All its words, in one line."""
        words = ", ".join(value.text for value in self.values) + self.end
        return f"{self.lead} {words}" if self.label else words


def facts(archive: Archive, item: Item) -> tuple[Fact, ...]:
    """List all that is said of an item besides its title and printed words, in order."""
    known: dict[Any, tuple[Fact, ...]] = archive.looked_up.setdefault("facts", {})
    found: list[Fact] = []
    for field in _SAID:
        value = getattr(item, field.attribute)
        # Most fields of most items are empty.
        if not value and not field.unstated and field.name not in _VALUES:
            continue
        # What is said of a value is the same for every item: only topics come from its heading, too.
        key = (field.name, value, item.heading if field.name == "topics" else "")
        said = known.get(key)
        if said is None:
            if len(known) >= _MOST_KNOWN:
                known.clear()
            said = known[key] = tuple(_facts(archive, item, field))
        found += said
    return tuple(found)


def record_facts(archive: Archive, record: PageRecord) -> tuple[Fact, ...]:
    """List what the top lines of a page say to readers, besides its title and the items it cites.

    A fact's field is the role or the closed list that its values are of.
    """
    found = []
    for key, (one, _) in top_fields(type(record)).items():
        label, cites = one.metadata.get("label", ""), one.metadata.get("cites", "")
        value = getattr(record, one.name)
        if label and value and cites != "item":
            values = tuple(_said_at_top(archive, cites, value))
            found.append(Fact(cites or key, "fact", label, values))
    return tuple(fact for fact in found if fact.values)


def _said_at_top(archive: Archive, cites: str, value: Any) -> Iterator[Value]:
    if isinstance(value, dt.date):
        yield Value(day(value, archive.language), day=value)
        return
    for word in value if isinstance(value, tuple) else (value,):
        if not cites:
            yield Value(str(word))
        elif word in archive.named[cites]:  # the rules tell of others
            named = archive.named[cites][word]
            yield Value(named if isinstance(named, str) else named.title, word)


def said_of_withdrawn(archive: Archive, one: Tombstone) -> str:
    """Say what kind of entry stood at an address, when it was withdrawn and why; no word of it."""
    kind = archive.kind.get(one.kind)
    stood = f"An entry of the kind “{kind.label}” stood here." if kind else "An entry stood here."
    when = f" on {day(one.withdrawn)}" if one.withdrawn else ""
    label = archive.closed["reasons"].get(one.reason)
    return f"{stood} It was withdrawn{when}{f': {label}' if label else ''}."


def said_in(archive: Archive, item: Item, fields: Iterable[Field]) -> str:
    """Give the words of an item's values in some fields, without labels, as a search has them."""
    given = (field for field in fields if getattr(item, field.attribute))
    return ". ".join(value.text for field in given for value in _plain(archive, field, item))


_MOST_KNOWN = 8_000
"""Values of which it is remembered what is said: days and notes of an editor differ from item to item."""
_SAID = tuple(field for field in FIELDS if field.public or field.place == "draft")


def _facts(archive: Archive, item: Item, field: Field) -> Iterator[Fact]:
    assert field.place
    value = getattr(item, field.attribute)
    values = _VALUES.get(field.name, _plain)(archive, field, item)
    if not values and field.unstated:
        values = (Value(field.unstated),)
    if not values:
        return
    if field.type is DATED:  # each stands by itself
        yield from (Fact(field.name, field.place, field.label, (one,)) for one in values)
        return
    passed = bool(field.past) and archive.has_passed(value)
    yield Fact(field.name, field.place, field.past if passed else field.label, values)
    if passed and field.past_note:
        yield Fact(field.name, "note", "", (Value(field.past_note),))


def _plain(archive: Archive, field: Field, item: Item) -> tuple[Value, ...]:
    value: Any = getattr(item, field.attribute)
    if not value:
        return ()
    if field.type is DATE:
        return (Value(day(value, archive.language), day=value),)
    if field.type is DATED:
        return tuple(_dated(text) for text in value)
    words = value if field.type.several else (value,)
    if not field.closed:
        return tuple(Value(word) for word in words)
    labels = archive.closed[field.closed]
    return tuple(Value(labels.get(word, word), word) for word in words)


def _dated(text: str) -> Value:
    date, _, words = text.partition(" ")
    return Value(f"{day(dt.date.fromisoformat(date))}. {words}")


def _kind(archive: Archive, _field: Field, item: Item) -> tuple[Value, ...]:
    kind = archive.kind.get(item.kind)
    return (Value(kind.label, kind.slug),) if kind else ()


def _sources(archive: Archive, _field: Field, item: Item) -> tuple[Value, ...]:
    return tuple(Value(source.label, source.slug) for source in archive.sources_of(item))


def _topics(archive: Archive, _field: Field, item: Item) -> tuple[Value, ...]:
    return tuple(Value(topic.title, topic.slug) for topic in archive.topics_of(item))


_VALUES: Mapping[str, Callable[[Archive, Field, Item], tuple[Value, ...]]] = MappingProxyType(
    {"kind": _kind, "source": _sources, "topics": _topics}
)
"""Fields whose values are not in the item alone: the vocabulary names them."""
