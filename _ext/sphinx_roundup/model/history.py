"""What the ledger knows of an address: when it was first published, and what became of it.

It comes from the files of ``ledger/`` alone (:func:`sphinx_roundup.parse.ledger.read_history`):
no clock, no git and no file's time has a part in it, so every clone says the same.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Literal

from .moves import Moves

Change = Literal["published", "corrected", "withdrawn"]
"""What can become of an address that keeps its name."""


@dataclass(frozen=True, slots=True)
class Event:
    """What became of an address, and on which day."""

    day: dt.date
    change: Change


@dataclass(frozen=True, slots=True)
class History:
    """The days of an entry, an issue or a topic that has been published.

    ``sequence`` counts from 1: an entry's place among those of its issue, a page's among the
    issues or the topics, in the order of the ledger. Entries that are published together stand
    in printed order. It never changes, for lines are only added, and what is withdrawn or
    erased keeps its place. ``events`` has at least one, in the ledger's order. ``first_name`` is
    the name it was first published under; "" where that is the name it has.
    """

    sequence: int
    events: tuple[Event, ...]
    first_name: str = ""

    @property
    def published(self) -> dt.date:
        """The day of the first event: the one on which it was first published."""
        return self.events[0].day

    @property
    def changed(self) -> dt.date | None:
        """The day of the last correction or withdrawal; None where there was none.

        A link that is restored, a new topic or a note is no change in this sense.
        """
        days = [event.day for event in self.events if event.change != "published"]
        return max(days, default=None)

    @property
    def updated(self) -> dt.date:
        """The day of the last correction or withdrawal, else that of its publication."""
        return self.changed or self.published


NO_HISTORY: Mapping[str, History] = MappingProxyType({})
"""That of an archive whose ledger has not begun."""


def histories(lines: Iterable[tuple[str, str, Event]]) -> Mapping[str, History]:
    """Make the history of each name of lines: group, name and event, in the ledger's order.

    A group is what a sequence counts in: the id of an issue, ``issues`` or ``topics``.
    """
    events: dict[str, list[Event]] = {}
    places: dict[str, int] = {}
    last: Counter[str] = Counter()
    for group, name, event in lines:
        if name not in events:
            last[group] += 1
            places[name] = last[group]
        events.setdefault(name, []).append(event)
    return {name: History(places[name], tuple(found)) for name, found in events.items()}


def followed(history: Mapping[str, History], moves: Moves) -> Mapping[str, History]:
    """Give what has another name now the history that it had under the old ones.

    It was published when it was first published, whatever it was called; a new name is no
    publication. So that event of every later name is left out.
    """
    found = dict(history)
    names: dict[str, list[str]] = {}
    for old in history:
        new = moves.lead(old)
        if new != old:
            names.setdefault(new, [new] if new in history else []).append(old)
    for new, every in names.items():
        first, *later = sorted(every, key=partial(_age, history, new, every))
        more = (event for name in later for event in _since(history[name]))
        events = (*history[first].events, *more)
        found[new] = History(history[first].sequence, events, "" if first == new else first)
    return found


def _since(known: History) -> Iterable[Event]:
    """What became of something after its name was published."""
    return known.events[known.events[0].change == "published" :]


def _age(
    history: Mapping[str, History], new: str, every: Sequence[str], name: str
) -> tuple[dt.date, bool, int, str]:
    """Sort names of one thing by age: their days, then their lines.

    Lines of two files say nothing of each other, so there the name that is in use is the
    younger. Only what was given back an earlier name on its first day is taken for another.
    """
    one_file = len({other.partition("/")[0] for other in every}) == 1
    known = history[name]
    return known.published, name == new and not one_file, known.sequence, name
