"""Which PDFs an archive has, and for each a digest of all that decides its bytes.

A digest is made from the archive, not from the finished document, so that a
build which has nothing to do finds that out quickly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby

from ..model.digests import shown
from ..model.facts import facts, record_facts, said_of_withdrawn
from ..model.link_notes import link_notes
from ..model.page_records import PageRecord
from ..model.page_types import page_type_of
from ..model.records import Issue, Item
from ..state import code_digest
from .compile import STANDARDS
from .document import Document
from .documents import archive_document, issue_document, year_document
from .page_document import page_document
from .print_settings import Edition
from .reading_list import items_by_topic, topic_document
from .volumes import index_document

Make = Callable[[], Document]
Pages = Mapping[str, int]
"""The page of each entry's label in one PDF."""


@dataclass(frozen=True, slots=True)
class Job:
    """One PDF: its path below the output folder, its digest, and how to make its document."""

    path: str
    digest: str
    document: Make
    is_volume: bool = False


class Plan:
    """All PDFs of an edition. ``whole_limit`` and ``topic_limit`` are counts of issues and items."""

    def __init__(
        self, edition: Edition, timestamp: int, whole_limit: int, topic_limit: int
    ) -> None:
        """Plan for an edition; nothing is made yet."""
        self.edition = edition
        self.archive = edition.archive
        self.timestamp = timestamp
        self.topic_limit = topic_limit
        self.in_volumes = len(self.archive.issues) > whole_limit
        self._items: dict[str, str] = {}

    def jobs(self) -> Iterator[Job]:
        """Every PDF but the index to the volumes, the longest first."""
        edition, archive = self.edition, self.archive
        if not self.in_volumes:
            digest = self._bound("archive", archive.issues)
            make: Make = partial(archive_document, edition)
            yield Job("archive.pdf", digest, make)
        for year, found in groupby(archive.issues, key=lambda issue: issue.year):
            issues = tuple(found)
            digest = self._bound(f"year {year} {self.in_volumes}", issues)
            make = partial(year_document, edition, year)
            yield Job(f"{year}.pdf", digest, make, is_volume=self.in_volumes)
        for slug, items in items_by_topic(archive).items():
            first = items[: self.topic_limit]
            digest = self._topic(slug, first, len(items))
            make = partial(topic_document, edition, slug, items, limit=self.topic_limit)
            yield Job(f"topics/{slug}.pdf", digest, make)
        for page in archive.pages:
            if page_type_of(page.path).printed:
                make = partial(page_document, edition, page)
                yield Job(f"{page.docname}.pdf", self._page(page), make)
        for issue in archive.issues:
            digest = _digest(self.house, self._issue(issue))
            make = partial(issue_document, edition, issue)
            yield Job(f"{issue.file}.pdf", digest, make)

    def index(self, pages: Mapping[str, Pages]) -> Job:
        """The index to the volumes, from the pages of each (by the name of its file)."""
        numbers = [(name, sorted(found.items())) for name, found in sorted(pages.items())]
        items = [
            (item.anchor, self._named(item))
            for issue in self.archive.issues
            for item in issue.items
        ]
        heads = [(issue.id, issue.date) for issue in self.archive.issues]
        digest = _digest(self._shown(self.archive.issues), heads, items, numbers)
        return Job("archive.pdf", digest, partial(index_document, self.edition, pages))

    # Digests.

    @cached_property
    def house(self) -> str:
        """What all PDFs share: the compiler, this package, the settings."""
        edition = self.edition
        return _digest(
            (STANDARDS, self.timestamp, self.archive.language, self.topic_limit),
            (edition.name, edition.author, edition.publisher, edition.paper, edition.address),
            code_digest("pdf", "model"),
        )

    def _item(self, item: Item) -> str:
        """All that is printed of an item, and what is said of it as readers see it."""
        known = self._items.get(item.id)
        if known is None:
            known = self._items[item.id] = _digest(
                shown(item),
                self._named(item),
                facts(self.archive, item),
                link_notes(self.archive, item),
            )
        return known

    def _named(self, item: Item) -> object:
        """The topics and sources of an item, by the names they are shown with."""
        topics = [(topic.slug, topic.title) for topic in self.archive.topics_of(item)]
        sources = [(source.name, source.short_name) for source in self.archive.sources_of(item)]
        return topics, sources

    def _issue(self, issue: Issue) -> str:
        """All that is printed of an issue; an item's digest stands for the item."""
        sections = [
            (
                shown(section, "items", "tombstones"),
                [self._item(item) for item in section.items],
                [said_of_withdrawn(self.archive, one) for one in section.tombstones],
            )
            for section in issue.sections
        ]
        return _digest(shown(issue, "sections"), self.edition.masthead, sections)

    def _bound(self, name: str, issues: tuple[Issue, ...]) -> str:
        """Issues bound together, with their indexes."""
        return _digest(self._shown(issues), name, map(self._issue, issues))

    def _shown(self, issues: tuple[Issue, ...]) -> str:
        """What the indexes of these issues say of each topic, beside its pages."""
        archive = self.archive
        items = (item for issue in issues for item in issue.items)
        shown = sorted(frozenset().union(*map(archive.wider_topics_of, items)))
        topics = [(archive.topic[slug], self._near(slug)) for slug in shown]
        return _digest(self.house, self.edition.masthead, topics)

    def _topic(self, slug: str, items: list[Item], total: int) -> str:
        """A topic with what is said of it, and its items with the dates of their issues."""
        archive = self.archive
        topic = archive.topic[slug]
        dated = [(archive.issue[item.issue].date, self._item(item)) for item in items]
        broader = [archive.topic[one].title for one in topic.broader if one in archive.topic]
        about = (topic, broader, self._near(slug), self.edition.masthead, total)
        return _digest(self.house, about, dated)

    def _page(self, page: PageRecord) -> str:
        """A page that is a record, with what is said of it, and the items that it cites."""
        archive = self.archive
        items = archive.items_of(page)
        dated = [(archive.issue[item.issue].date, self._item(item)) for item in items]
        about = (shown(page), record_facts(archive, page), self.edition.masthead)
        return _digest(self.house, about, dated)

    def _near(self, slug: str) -> list[list[str]]:
        """The titles of the narrower topics, and those of the related."""
        near = (self.archive.narrower.get(slug, ()), self.archive.related.get(slug, ()))
        return [[self.archive.topic[one].title for one in slugs] for slugs in near]


def _digest(*values: object) -> str:
    """A short name for values: equal values, equal name."""
    digest = hashlib.blake2b(digest_size=16)
    for value in values:
        shown = value if isinstance(value, str) else repr(_listed(value))
        digest.update(shown.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()


def _listed(value: object) -> object:
    return list(value) if isinstance(value, Iterable) else value
