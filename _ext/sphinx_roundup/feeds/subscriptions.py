"""What can be followed from where: the feeds and calendars of an archive, and of each page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model.archive import Archive
from ..model.permalinks import page_path
from ..model.records import Item
from ..views.sorting import Sorted
from . import ics
from .feeds import ALL, Feeds, Plan


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar: its file, its title, the page that shows the same, and what it tells of."""

    file: str
    title: str
    page: str
    items: tuple[Item, ...]


class Subscriptions:
    """All feeds and calendars of an archive."""

    def __init__(self, archive: Archive, sorted_by: Mapping[str, Sorted]) -> None:
        self.feeds = Feeds(archive, sorted_by)
        self.calendars = tuple(one for one in _calendars(archive, sorted_by) if one.items)
        self._feed = {plan.page: plan for plan in reversed(list(self.feeds.plans.values()))}
        self._calendar = {one.page: one for one in self.calendars}

    def __bool__(self) -> bool:
        """Tell whether there is anything to follow."""
        return bool(self.feeds.plans)

    def of(self, page: str) -> tuple[Plan | None, Calendar | None]:
        """Give the feed and the calendar of a page by its name; None where it has none."""
        path = page_path(page)
        return self._feed.get(path), self._calendar.get(path)

    def told_by(self, page: str) -> tuple[Plan, ...]:
        """Give the feeds that a page names to programs: its own first, and that of all entries."""
        own, _ = self.of(page)
        every = self.feeds.plans.get(ALL)
        return tuple(dict.fromkeys(plan for plan in (own, every) if plan))


def _calendars(archive: Archive, sorted_by: Mapping[str, Sorted]) -> Iterator[Calendar]:
    every = ics.dated(archive, archive.items)
    yield Calendar(ics.ALL, archive.name, "index.html", every)
    topics = sorted_by["topics"]
    for entry in topics.entries if every else ():
        page = topics.facet.page(entry.slug)
        items = ics.dated(archive, reversed(topics.of(entry.slug)))
        title = f"{archive.name}: {entry.label}"
        yield Calendar(ics.topic_file(entry.slug), title, page_path(page), items)
