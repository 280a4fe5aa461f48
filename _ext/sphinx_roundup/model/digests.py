"""Derive from a record's fields what decides whether something made from it is out of date.

No digest lists fields by hand: a field that somebody adds is in every digest at once. The
few that nobody is shown are marked where they are declared (:data:`.records.UNSEEN`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from .archive import Archive
from .page_records import UNSEEN
from .records import Issue

_PLAIN = frozenset({str, int, bool, type(None), dt.date})

Read = Callable[[Any], tuple[Any, ...]]


def shown(record: Any, *but: str) -> Any:
    """Turn a record into nested lists of the values that a reader can be shown of it.

    A tuple becomes a list of its parts; any other value stays as it is. ``but`` are fields
    of the record itself to leave out, where a caller looks at them by itself.
    """
    kind: Any = type(record)
    parts = record
    if kind is not tuple:
        read = values_of(kind, *but)
        if read is None:
            return record
        parts = read(record)
    # A million values pass here at 1,000 issues, and most are plain.
    return [part if type(part) in _PLAIN else shown(part) for part in parts]


def shown_fields(kind: Any) -> tuple[str, ...]:
    """Name the fields of a kind of record that a reader can be shown, in their order."""
    return tuple(field.name for field in fields(kind) if field.metadata != UNSEEN)


@cache
def values_of(kind: Any, *but: str) -> Read | None:
    """Make what reads the fields of a kind of record that are shown; None for any other kind."""
    if not is_dataclass(kind):
        return None
    names = [name for name in shown_fields(kind) if name not in but]
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda record: (get(record),)


def whole(archive: Archive, of_issue: Callable[[Issue], object]) -> tuple[object, ...]:
    """List all that is made into outputs of the whole archive, as data and the search's index.

    :param of_issue: gives what stands for an issue with all its entries, as a digest.
    """
    return (
        tuple(map(of_issue, archive.issues)),
        archive.topics,
        archive.sources,
        archive.pages,
        archive.related_words,
        archive.kinds,
        tuple((name, tuple(rows.items())) for name, rows in archive.closed.items()),
        archive.date,
        archive.named_by,
        archive.language,
        archive.name,
        tuple(archive.history.items()),
        tuple(archive.moves.pairs.items()),
    )
