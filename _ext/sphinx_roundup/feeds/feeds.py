"""Choose what each feed holds: all entries, issues, changes, and each topic, source and kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice

from ..model.archive import Archive
from ..model.history import History
from ..model.permalinks import page_path
from ..model.records import Issue, Item, Tombstone
from ..views.facets import INDEXES
from ..views.sorting import Sorted
from .entries import FeedEntry, changes_of, of_back_issue, of_issue, of_item

Told = Issue | Item | Tombstone
"""What a feed may tell of."""

FOLDER = "feeds"
ALL, ISSUES, CHANGES = f"{FOLDER}/all", f"{FOLDER}/issues", f"{FOLDER}/changes"
WHOLE = 100
"""The feed of all entries has whole issues, the newest, until it has so many entries."""
SOME = 20
"""Every other feed of entries has what whole issues hold of it, until it has so many."""
NEWEST_CHANGES = 30
NEWEST_ISSUES = 12


@dataclass(frozen=True, slots=True)
class Plan:
    """What a feed is to hold.

    :ivar name: of its files, below the site's root, without suffix.
    :ivar first_name: what it was called when it was first published: its identity is made of it.
    :ivar page: the path of the page that shows the same.
    :ivar holds: items, issues or (for changes) both, and what is left of withdrawn ones.
    """

    name: str
    title: str
    page: str
    holds: tuple[Told, ...]
    first_name: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, whatever its format: its plan and its entries, newest first."""

    plan: Plan
    entries: tuple[FeedEntry, ...]

    @property
    def updated(self) -> str:
        """The instant of its last change."""
        return max(entry.updated for entry in self.entries)


class Feeds:
    """The feeds of an archive; none where it has no address, no namespace, or no ledger."""

    def __init__(self, archive: Archive, sorted_by: Mapping[str, Sorted]) -> None:
        """Prepare the feeds; ``sorted_by`` has the items by facet."""
        self.archive = archive
        self._sorted_by = sorted_by
        identity = archive.identity
        is_told = bool(identity.address and identity.namespace and archive.history)
        self._back = frozenset(_back_issues(archive))
        made = self._plans() if is_told else ()
        self.plans: Mapping[str, Plan] = {plan.name: plan for plan in made if plan.holds}
        """The feeds that there are, by name."""

    def _plans(self) -> Iterator[Plan]:
        name = self.archive.name
        every = (item for issue in reversed(self.archive.issues) for item in issue.items)
        yield Plan(ALL, name, "index.html", self._whole_issues(every, WHOLE), ALL)
        issues = islice(filter(self._is_told, reversed(self.archive.issues)), NEWEST_ISSUES)
        yield Plan(ISSUES, f"{name}: issues", page_path("years/index"), tuple(issues), ISSUES)
        yield Plan(CHANGES, f"{name}: changes", "index.html", self._changed(), CHANGES)
        for facet in INDEXES:
            if not facet.field:
                continue
            for entry in self._sorted_by[facet.slug].entries:
                page = facet.page(entry.slug)
                newest = self._whole_issues(self._sorted_by[facet.slug].of(entry.slug), SOME)
                first = f"{FOLDER}/{self.archive.first_name(page)}"
                title = f"{name}: {entry.label}"
                yield Plan(f"{FOLDER}/{page}", title, page_path(page), newest, first)

    def _is_told(self, one: Item | Issue) -> bool:
        """Whether feeds tell of an issue or an entry: it is in the ledger, and no back issue's."""
        issue = one.id if isinstance(one, Issue) else one.issue
        return _name(one) in self.archive.history and issue not in self._back

    def _whole_issues(self, newest_first: Iterable[Item], least: int) -> tuple[Item, ...]:
        """Take the newest entries, until there are enough; of an issue all or none.

        So a reader that asks once between two issues misses nothing, however many one brings.
        """
        found: list[Item] = []
        told = filter(self._is_told, newest_first)
        for _, items in groupby(told, key=lambda item: item.issue):
            if len(found) >= least:
                break
            found += items
        return tuple(found)

    def _changed(self) -> tuple[Told, ...]:
        """The entries and back issues that the feed of changes tells of."""
        known = self.archive.history
        found: list[Told] = [issue for issue in self.archive.issues if issue.id in self._back]
        for issue in self.archive.issues:
            every: tuple[Item | Tombstone, ...] = (*issue.items, *issue.tombstones)
            found += [one for one in every if one.id in known and known[one.id].changed]
        return tuple(found)

    def feed(self, name: str) -> Feed:
        """Make a feed of its plan."""
        plan = self.plans[name]
        if name == CHANGES:
            return Feed(plan, tuple(self._changes(plan.holds)))
        return Feed(plan, tuple(self._entry(one) for one in plan.holds))

    def _entry(self, one: Told) -> FeedEntry:
        archive = self.archive
        if isinstance(one, Issue):
            return of_issue(archive, one, archive.history[one.docname])
        assert isinstance(one, Item)
        return of_item(archive, one, archive.history[one.id])

    def _changes(self, found: Iterable[Told]) -> list[FeedEntry]:
        """The newest changes."""
        archive, told = self.archive, []
        for one in found:
            if isinstance(one, Issue):
                told.append(of_back_issue(archive, one, archive.history[one.docname]))
            else:
                told += changes_of(archive, one, archive.history[one.id])
        return sorted(told, key=lambda entry: (entry.updated, entry.id), reverse=True)[
            :NEWEST_CHANGES
        ]

    def histories(self, name: str) -> tuple[History | None, ...]:
        """What the ledger says of all that a feed holds."""
        known = self.archive.history
        return tuple(known.get(_name(one)) for one in self.plans[name].holds)


def _name(one: Told) -> str:
    return one.docname if isinstance(one, Issue) else one.id


def _back_issues(archive: Archive) -> Iterator[str]:
    """Find the issues that were published here after newer ones: they would flood every feed."""
    first = None
    for issue in reversed(archive.issues):
        history = archive.history.get(issue.docname)
        if history is None:
            continue
        if first is not None and history.published > first:
            yield issue.id
        first = history.published if first is None else min(first, history.published)
