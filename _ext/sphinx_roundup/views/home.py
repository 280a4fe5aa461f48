"""What the home page tells of an archive: what is new in it, what to search for, what is to come."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import islice

from ..model.archive import Archive
from ..model.records import Issue, Item
from .reader_views import UpcomingView
from .views import NewestView, Row

_SHOWN = 12
"""Entries of the newest issue: of each heading the first, of few headings the first two."""
_RECENT = 12
"""Issues whose topics are worth searching for: a year of a monthly."""
_SEARCHES = 5
_UPCOMING = 5


def newest(archive: Archive) -> NewestView | None:
    """Give some entries of the newest issue, and its headings; None in an archive without issues."""
    if not archive.issues:
        return None
    issue = archive.issues[-1]
    filled = [section for section in issue.sections if section.items]
    each = 2 if 2 * len(filled) <= _SHOWN else 1
    items = (item for section in filled for item in section.items[:each])
    rows = tuple(_row(issue, number) for number in range(len(issue.sections)))
    return NewestView(issue, rows, tuple(islice(items, _SHOWN)))


def _row(issue: Issue, number: int) -> Row:
    section = issue.sections[number]
    return Row(f"{issue.docname}#{section.anchor}", section.heading, len(section.items))


def searches(archive: Archive, used: Mapping[str, tuple[Item, ...]]) -> tuple[str, ...]:
    """Name the topics that the newest issues have most entries on; none that has others below it.

    :param used: the entries of each topic that has any.
    """
    recent = {issue.id for issue in archive.issues[-_RECENT:]}
    narrow = [
        topic
        for topic in archive.topics
        if topic.slug in used
        and not any(one in used for one in archive.narrower.get(topic.slug, ()))
    ]
    found = Counter(
        {topic.title: sum(item.issue in recent for item in used[topic.slug]) for topic in narrow}
    )
    ordered = sorted(found, key=lambda title: (-found[title], title.casefold()))
    return tuple(title for title in ordered[:_SEARCHES] if found[title])


def upcoming(archive: Archive) -> UpcomingView:
    """Give what closes or takes place next, seen from the archive's date; nothing where it has none."""
    day = archive.date
    if day is None:
        return UpcomingView(())
    wanted: tuple[tuple[str, Callable[[Item], dt.date | None]], ...] = (
        ("Closing soon", lambda item: item.closes),
        ("Coming up", lambda item: item.starts),
    )
    groups = []
    for title, date_of in wanted:
        dated = [
            (date, at)
            for at, item in enumerate(archive.items)
            if (date := date_of(item)) and date >= day
        ]
        if dated:
            groups.append((title, tuple(archive.items[at] for _, at in sorted(dated)[:_UPCOMING])))
    return UpcomingView(tuple(groups))
