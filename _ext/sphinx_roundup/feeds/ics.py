"""Write what closes and what takes place as iCalendar (RFC 5545), by the library icalendar.

It gives the same bytes twice, for it is told every day and identity.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from ..model.archive import Archive
from ..model.permalinks import absolute, entry_path, urn_of
from ..model.records import Item
from .content import as_text

if TYPE_CHECKING:
    from icalendar import Event

FOLDER = "calendar"
ALL = f"{FOLDER}/all.ics"
KEPT = dt.timedelta(days=366)
"""What is over stays so long: a subscription that shrinks at once takes days out of diaries."""

_Sort = Literal["closes", "starts"]


def topic_file(slug: str) -> str:
    """The name of the calendar of a topic, below the site's root."""
    return f"{FOLDER}/topics/{slug}.ics"


def dated(archive: Archive, items: Iterable[Item]) -> tuple[Item, ...]:
    """Give those items that a calendar tells of: in the ledger, and not over for a year."""
    identity = archive.identity
    if not (identity.address and identity.namespace):
        return ()
    return tuple(item for item in items if item.id in archive.history and any(_days(archive, item)))


def _days(archive: Archive, item: Item) -> Iterator[tuple[_Sort, dt.date]]:
    days: tuple[tuple[_Sort, dt.date | None], ...] = (
        ("starts", item.starts),
        ("closes", item.closes),
    )
    for sort, day in days:
        if day and (archive.date is None or day >= archive.date - KEPT):
            yield sort, day


def ics(archive: Archive, title: str, items: Iterable[Item]) -> str:
    """Write the calendar of items that are :func:`dated`."""
    # Slow to load, a twentieth of the start of every build, and few builds make a calendar.
    from icalendar import Calendar  # noqa: PLC0415 - slow
    from icalendar.prop import vDuration, vText  # noqa: PLC0415 - slow

    made = Calendar()
    made.add("prodid", as_text(f"-//{archive.name}//sphinx-roundup//EN"))
    made.add("version", "2.0")
    made.add("name", as_text(title))
    made.add("x-wr-calname", as_text(title))
    made.add("refresh-interval", vDuration(dt.timedelta(days=1)), {"VALUE": "DURATION"})
    made.add("x-published-ttl", vText("P1D"))
    for item in items:
        for sort, day in _days(archive, item):
            made.add_component(_event(archive, item, sort, day))
    text: bytes = made.to_ical()
    return text.decode("utf-8")


def _event(archive: Archive, item: Item, sort: _Sort, day: dt.date) -> Event:
    from icalendar import Event  # noqa: PLC0415 - slow

    history = archive.history[item.id]
    address = absolute(archive.identity, entry_path(item))
    topics = [as_text(topic.title) for topic in archive.topics_of(item)]
    event = Event()
    event.add("uid", urn_of(archive.identity, sort, archive.first_name(item.id)).rpartition(":")[2])
    event.add("dtstamp", _noon(history.published))
    event.add("last-modified", _noon(history.updated))
    event.add("sequence", sum(one.change == "corrected" for one in history.events))
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))  # the first day that is not part of it
    event.add("transp", "TRANSPARENT")
    event.add("summary", as_text(f"Closes: {item.title}" if sort == "closes" else item.title))
    event.add("description", as_text(f"{item.text}\n\n{address}"))
    event.add("url", address)
    if topics:
        event.add("categories", topics)
    return event


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), dt.UTC)
