"""Declare what is read off the pages that are a record of their own, as topics are.

A record's fields say it all: their names are the keys of the page's top lines, their types
what each takes, :func:`said` what readers and other programs are told. Reader, rules, page,
lists, data file with its schema and PDF are made from them. Standard library only, as
:mod:`.page_types`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, get_type_hints

UNSEEN: Mapping[str, bool] = MappingProxyType({"unseen": True})
"""Marks a field of which no output shows anything: see :mod:`.digests`."""

_BODY: Mapping[str, bool] = MappingProxyType({"body": True})


def said(label: str, *, default: Any = (), cites: str = "") -> Any:
    """Declare a key of the top lines that readers are shown under ``label``.

    :param default: what it is where a page has none.
    :param cites: what its words are names of: a role of a page type, "item", or the key of a
        closed list. The check tells of others.
    """
    return field(default=default, metadata={"label": label, "cites": cites})


def body() -> Any:
    """Declare the field that holds the words below the top lines, without markup."""
    return field(default="", metadata=_BODY)


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page that is a record: ``<folder>/<slug>.md``.

    ``role`` is the role that cites one. ``places`` has the line of each key, from 1.
    """

    folder: ClassVar[str]
    role: ClassVar[str]

    slug: str
    title: str
    places: tuple[tuple[str, int], ...] = field(
        default=(), kw_only=True, repr=False, compare=False, metadata=UNSEEN
    )

    @property
    def docname(self) -> str:
        """The name of its source and its page, without suffix."""
        return f"{self.folder}/{self.slug}"

    @property
    def path(self) -> str:
        """The path of its source, below the archive's folder."""
        return f"{self.docname}.md"

    @property
    def words(self) -> str:
        """The words below its top lines; "" where its kind has none."""
        return next((getattr(self, one.name) for one in fields(self) if _is_body(one)), "")

    def line_of(self, key: str) -> int:
        """The line of a key, for messages; 1 if it has none."""
        return next((line for name, line in self.places if name == key), 1)

    def cited(self) -> Iterator[tuple[str, str, str]]:
        """Give key, role and name of each thing that its top lines cite."""
        for one in fields(self):
            cites = one.metadata.get("cites", "")
            if cites:
                for name in getattr(self, one.name):
                    yield key_of(one), cites, name


@dataclass(frozen=True, slots=True)
class Topic(PageRecord):
    """A subject of the controlled vocabulary: ``topics/<slug>.md``.

    ``search_terms`` lead a search here and are never shown. ``group`` marks a
    topic that only gathers others and is not put on items. ``scope_note`` is
    plain text, paragraphs parted by an empty line.
    """

    folder: ClassVar[str] = "topics"
    role: ClassVar[str] = "topic"

    also_printed_as: tuple[str, ...] = ()
    search_terms: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    group: bool = False
    scope_note: str = body()

    @property
    def labels(self) -> tuple[str, ...]:
        """Every name under which it may be printed."""
        return (self.title, *self.also_printed_as)


def key_of(one: Field[Any]) -> str:
    """Give the key of the top lines that a field is read from."""
    return one.name.replace("_", "-")


def body_field(record: type[PageRecord]) -> str:
    """Name the field that holds the words below the top lines; "" where there is none."""
    return next((one.name for one in fields(record) if _is_body(one)), "")


def top_fields(record: type[PageRecord]) -> Mapping[str, tuple[Field[Any], Any]]:
    """Map each key that a record's top lines may have to its field and the field's type.

    A type is ``str``, ``bool``, ``dt.date | None`` or ``tuple[str, ...]``.
    """
    types = _types_of(record)  # type: ignore[arg-type]  # mypy takes the hash of its instances
    return {
        key_of(one): (one, types[one.name])
        for one in fields(record)
        if one.name != "slug" and not _is_body(one) and one.metadata != UNSEEN
    }


@cache
def _types_of(record: type) -> Mapping[str, Any]:
    return MappingProxyType(get_type_hints(record))


def told_fields(record: type[PageRecord]) -> Mapping[str, tuple[Field[Any], Any]]:
    """Map the keys that readers and other programs are told of, as :func:`top_fields` does."""
    return {key: one for key, one in top_fields(record).items() if "label" in one[0].metadata}


def keys_of_type(record: type[PageRecord], wanted: Any) -> frozenset[str]:
    """Give the keys of a record whose values are of a type."""
    return frozenset(key for key, (_, type_) in top_fields(record).items() if type_ == wanted)


TEXTS = tuple[str, ...]
DAY = dt.date | None


def _is_body(one: Field[Any]) -> bool:
    return one.metadata == _BODY


def slugs_by_title(pairs: Iterable[tuple[str, Topic]]) -> Mapping[str, tuple[str, ...]]:
    """Gather ``(key, topic)`` pairs into key -> slugs, ordered by title."""
    groups: dict[str, list[Topic]] = {}
    for key, topic in pairs:
        groups.setdefault(key, []).append(topic)
    return MappingProxyType(
        {
            key: tuple(t.slug for t in sorted(topics, key=lambda t: (t.title.casefold(), t.slug)))
            for key, topics in groups.items()
        }
    )
