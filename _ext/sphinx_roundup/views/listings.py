"""Listings: what fills a page once all issues are read.

Each listing is a function from the archive to a *view*: frozen data that a
template shows on the website, and that any other builder shows as plain nodes.
A view's fingerprint tells whether a page that shows it must be written again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any

from ..model.archive import MAX_DEPTH, Archive
from ..model.data_files import PLAIN, about, file_of, files_for_people
from ..model.facts import record_facts
from ..model.forge import request_address
from ..model.identity import is_mail
from ..model.page_records import PageRecord
from ..model.page_types import RECORDED, PageType
from ..model.settings import Settings
from .counts import Periods, periods_of, trend
from .entry_facts import entry_facts
from .entry_form import entry_form
from .facets import FACET, INDEXES, Entry, Facet
from .field_help import field_help
from .fingerprints import Fingerprints
from .home import newest, searches, upcoming
from .reader_views import TopicLinesView, TrendsView
from .sorting import Sorted, Span, sort_all
from .trends import can_compare, trends
from .views import (
    ContactView,
    DataView,
    EntryView,
    FieldsView,
    HelplinesView,
    IndexView,
    KeepingView,
    LeavePageView,
    MadeFromView,
    RecordsView,
    RecordView,
    Row,
    SearchView,
    View,
    YearsView,
)
from .work_list import link_counts, links_to_restore

_BRIEF = 3
"""So many items without their printed words take the room of one that has them."""


class Listings:
    """All views of one archive, made on demand and sorted once."""

    def __init__(self, archive: Archive, settings: Settings) -> None:
        """Prepare the views of ``archive``."""
        self.archive = archive
        self.settings = settings
        self.fingerprints = Fingerprints(archive)

    @cached_property
    def sorted(self) -> Mapping[str, Sorted]:
        """The items by facet."""
        return sort_all(self.archive)

    @cached_property
    def periods(self) -> Periods:
        """What entries are counted by."""
        return periods_of(self.archive)

    @cached_property
    def trends(self) -> TrendsView | None:
        """Topics over time; None where there are too few of either."""
        topics = self.sorted["topics"]
        return trends(self.archive, self.periods, topics, self.topic_tree())

    def view(self, name: str, argument: str) -> View | None:
        """The view of a listing by name; None where there is no such listing."""
        make = LISTINGS.get(name)
        return make(self, argument) if make else None

    def index(self, facet: Facet) -> IndexView:
        """The index of a facet; topics as a tree, from the widest to the narrowest."""
        if facet.slug == "topics":
            tree = self.topic_tree()
            return IndexView(facet.slug, tree, can_compare(self.periods, tree))
        items = self.sorted[facet.slug]
        rows = tuple(self._row(facet, entry) for entry in items.entries)
        return IndexView(facet.slug, rows)

    def topic_tree(self) -> tuple[Row, ...]:
        """The topics that have items, those without a broader one at the top."""
        used = self.sorted["topics"].items
        tops = (e for e in self.sorted["topics"].entries if not self._broader(e.slug))
        done: set[str] = set()
        return tuple(self._branch(entry.slug, used, done, 0) for entry in tops)

    def _broader(self, slug: str) -> list[str]:
        return [above for above in self.archive.topic[slug].broader if above in self.archive.topic]

    def _branch(self, slug: str, used: Mapping[str, Any], done: set[str], depth: int) -> Row:
        """A topic with those below it, which stand at its first place alone.

        A topic may have several above it; with all below at each, the rows would
        double from level to level.
        """
        below: tuple[Row, ...] = ()
        if slug not in done and depth < MAX_DEPTH:
            done.add(slug)
            below = tuple(
                self._branch(narrower, used, done, depth + 1)
                for narrower in self.archive.narrower.get(slug, ())
                if narrower in used
            )
        topic = self.archive.topic[slug]
        return Row(topic.docname, topic.title, len(used[slug]), rows=below)

    def _row(self, facet: Facet, entry: Entry) -> Row:
        count = len(self.sorted[facet.slug].of(entry.slug))
        return Row(facet.page(entry.slug), entry.label, count, entry.group)

    def is_split(self, facet: Facet, entry: str) -> bool:
        """Whether an entry has so many items that it gets a page per span of years."""
        items = self.sorted[facet.slug]
        most = self.settings.split * (_BRIEF if facet.shows == "brief" else 1)
        many = len(items.of(entry)) > most
        return facet.splits and many and len(items.years(entry)) > 1

    def spans(self, facet: Facet, entry: str) -> tuple[Span, ...]:
        """The pages of an entry that is split, the newest first; none for any other."""
        if not self.is_split(facet, entry):
            return ()
        brief = self.settings.split * _BRIEF
        newest = brief if facet.shows == "brief" else self.settings.split
        return self.sorted[facet.slug].spans(entry, newest, brief)

    def entry(self, facet: Facet, entry: Entry) -> EntryView:
        """The page of an entry: all items, or where it is split those of the newest span."""
        items = self.sorted[facet.slug]
        shown = items.of(entry.slug)
        rows: tuple[Row, ...] = ()
        if spans := self.spans(facet, entry.slug):
            pages = (
                facet.page(entry.slug),
                *(facet.page(entry.slug, s.years[0]) for s in spans[1:]),
            )
            rows = tuple(
                Row(page, span.label, len(span.items))
                for page, span in zip(pages, spans, strict=True)
            )
            shown = spans[0].items
        return EntryView(
            facet=facet.slug,
            slug=entry.slug,
            label=entry.label,
            total=len(items.of(entry.slug)),
            items=shown,
            issues=items.issues(shown),
            shows=facet.shows,
            spans=rows,
            dates=items.dates(entry.slug),
            facts=tuple(entry_facts(self.archive, self.sorted, facet, entry.slug)),
            trend=trend(self.periods, items.of(entry.slug)) if facet.slug != "years" else None,
        )

    def entry_span(self, facet: Facet, entry: Entry, span: Span) -> EntryView:
        """The page of some older years of a split entry: titles and facts."""
        return EntryView(
            facet=facet.slug,
            slug=entry.slug,
            label=entry.label,
            total=len(span.items),
            items=span.items,
            issues=self.sorted[facet.slug].issues(span.items),
            years=span.years,
            years_label=span.label,
        )

    def record(self, kind: PageType, record: PageRecord) -> RecordView:
        """What a page that is a record says of itself, with the items that it cites."""
        archive = self.archive
        return RecordView(
            kind.template,
            record,
            record_facts(archive, record),
            self.sorted["years"].groups(archive.items_of(record)),
            f"pdf/{record.docname}.pdf" if kind.printed else "",
        )

    def records(self, kind: PageType) -> RecordsView:
        """All pages of a type, by title."""
        found = self.archive.page[kind.folder].values()
        listed = sorted(found, key=lambda one: (one.title.casefold(), one.slug))
        return RecordsView(
            tuple(Row(one.docname, one.title, len(self.archive.items_of(one))) for one in listed)
        )

    def fingerprint(self, *values: Any) -> str:
        """A short digest of views, items and plain values: equal values, equal digest."""
        return self.fingerprints.of(*values)


def _years(listings: Listings, most: str) -> YearsView:
    """Every year with its issues, or the newest only: as many as are asked for."""
    facet = FACET["years"]
    entries = listings.sorted["years"].entries
    shown = entries[: int(most)] if most.isdecimal() else entries
    rows = []
    for entry in shown:
        issues = [i for i in reversed(listings.archive.issues) if str(i.year) == entry.slug]
        below = tuple(Row(issue.docname, issue.date, len(issue.items)) for issue in issues)
        rows.append(
            Row(facet.page(entry.slug), entry.label, sum(r.count for r in below), "", below)
        )
    return YearsView(tuple(rows), len(shown) < len(entries))


def _topic_lines(listings: Listings, _argument: str) -> TopicLinesView:
    tree = listings.topic_tree()
    rows = tuple(replace(row, rows=()) for row in tree)
    has_map = can_compare(listings.periods, tree)
    return TopicLinesView(rows, len(listings.sorted["topics"].entries), has_map)


def _search_box(listings: Listings, _argument: str) -> SearchView:
    archive = listings.archive
    return SearchView(len(archive.items), searches(archive, listings.sorted["topics"].items))


def _contact(listings: Listings, _argument: str) -> ContactView:
    one = listings.archive.identity
    request = request_address(one)
    return ContactView(one.run_by, one.contact, is_mail(one), one.repository, request)


def _keeping(listings: Listings, _argument: str) -> KeepingView:
    archive = listings.archive
    has_zip = len(archive.issues) <= listings.settings.zip
    return KeepingView(archive.identity.repository, has_zip, file_of(archive, PLAIN))


def _data_files(listings: Listings, _argument: str) -> DataView:
    return DataView(about(listings.archive), files_for_people(listings.archive))


def _helplines(listings: Listings, group: str) -> HelplinesView:
    """The services for a group of people, or all."""
    known = listings.archive.helplines
    return HelplinesView(tuple(one for one in known if not group or group in one.groups))


def _leave_page(listings: Listings, _argument: str) -> LeavePageView | None:
    address = listings.archive.identity.leave_to
    return LeavePageView(address) if address else None


def _topic(listings: Listings, slug: str) -> EntryView | None:
    topic = listings.archive.topic.get(slug)
    return listings.entry(FACET["topics"], Entry(slug, topic.title)) if topic else None


def _record(kind: PageType, listings: Listings, slug: str) -> RecordView | None:
    record = listings.archive.page[kind.folder].get(slug)
    return listings.record(kind, record) if record else None


def _index(facet: Facet, listings: Listings, _argument: str) -> IndexView:
    return listings.index(facet)


LISTINGS: Mapping[str, Callable[[Listings, str], View | None]] = MappingProxyType(
    {
        "newest-issue": lambda listings, _: newest(listings.archive),
        "upcoming": lambda listings, _: upcoming(listings.archive),
        "topic-lines": _topic_lines,
        "years": _years,
        "search-box": _search_box,
        "links-to-restore": lambda listings, _: links_to_restore(listings.archive),
        "link-counts": lambda listings, _: link_counts(listings.archive),
        "contact": _contact,
        "data-files": _data_files,
        "keeping": _keeping,
        "helplines": _helplines,
        "leave-page": _leave_page,
        "made-from": lambda made, _: MadeFromView(made.archive.date, made.archive.commit),
        "entry-form": lambda listings, _: entry_form(listings.archive),
        "item-fields": lambda listings, _: FieldsView(field_help(listings.archive.closed)),
        **{kind.role: partial(_record, kind) for kind in RECORDED},
        "topic": _topic,
        **{f"{facet.slug}-index": partial(_index, facet) for facet in INDEXES},
    }
)
"""The listings a page can ask for, by the name it uses."""
