"""The whole archive as one frozen value, and what is derived from it.

Made once a build by :func:`~sphinx_roundup.model.assembly.assemble`; whatever is shown,
searched or printed is a function of it. Like :mod:`sphinx_roundup.model.records`, it knows
neither Sphinx nor files.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, get_args

from .helplines import Helpline
from .history import History
from .identity import DEFAULT, Identity
from .moves import Moves, is_entry, page_of
from .page_records import PageRecord, Topic, slugs_by_title
from .page_types import RECORDED
from .permalinks import Sort, urn_of
from .records import Issue, Item, Link, LinkStatus, anchor_of
from .related_words import RelatedWords
from .vocabulary import Kind, Source, Vocabulary

MAX_DEPTH = 10
"""Topics above a topic, one above the other; the check refuses more."""

MOST_LISTED = 200
"""So many lost links stand on one page, and the rest of an issue; a link has about 1 kB in its two places."""


@dataclass(frozen=True)
class Archive:
    """The whole, in a fixed order: issues oldest first, the rest by slug.

    ``heading_topics`` maps each printed heading that names a topic to the
    topic's slug; ``lists`` are the closed lists of its vocabulary, and ``named_by`` says how
    its issues are named, a key of :data:`~sphinx_roundup.model.periods.PERIODS`; ``identity`` is
    what it says of itself in ``archive.toml``. ``history`` maps the ids of entries, and the
    names of issues' and topics' pages, to what the ledger knows of them: withdrawn entries are
    among them, those that are not in the ledger (yet) are not. ``moves`` says where addresses
    that it once had lead now. Make one with
    :func:`~sphinx_roundup.model.assembly.assemble`; whatever can be derived is derived here, once, on first use.
    """

    issues: tuple[Issue, ...]
    topics: tuple[Topic, ...]
    sources: tuple[Source, ...]
    kinds: tuple[Kind, ...]
    heading_topics: Mapping[str, str]
    date: dt.date | None = None
    commit: str = ""
    """The commit of git that it is made from, in hexadecimal; "" where git does not keep it."""
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    named_by: str = "month"
    identity: Identity = DEFAULT
    history: Mapping[str, History] = field(default_factory=dict)
    moves: Moves = field(default_factory=Moves)
    pages: tuple[PageRecord, ...] = ()
    """The records of pages that are neither issues nor topics, by folder and slug."""
    helplines: tuple[Helpline, ...] = ()
    related_words: tuple[RelatedWords, ...] = ()

    @property
    def name(self) -> str:
        """What the archive is called; a word for it where it has no name."""
        return self.identity.name or "Archive"

    @property
    def language(self) -> str:
        """The language of the pages, as ``en_GB``."""
        return self.identity.language

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item, oldest issue first, in printed order."""
        return tuple(item for issue in self.issues for item in issue.items)

    @cached_property
    def issue(self) -> Mapping[str, Issue]:
        """Issues by id."""
        return MappingProxyType({issue.id: issue for issue in self.issues})

    @cached_property
    def closed(self) -> Mapping[str, Mapping[str, str]]:
        """Every closed list by its key, that of the kinds too: slug -> label."""
        return Vocabulary(kinds=self.kinds, lists=self.lists).closed

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {issue.id: place for place, issue in enumerate(self.issues)}

    def neighbours(self, issue: str) -> tuple[Issue | None, Issue | None]:
        """The issues before and after the one with this id; None at the ends."""
        place = self._place[issue]
        before = self.issues[place - 1] if place else None
        after = self.issues[place + 1] if place + 1 < len(self.issues) else None
        return before, after

    @cached_property
    def item(self) -> Mapping[str, Item]:
        """Items by public identity; of a duplicate, the first."""
        return MappingProxyType({item.id: item for item in reversed(self.items)})

    @cached_property
    def topic(self) -> Mapping[str, Topic]:
        """Topics by slug."""
        return MappingProxyType({topic.slug: topic for topic in self.topics})

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Sources by slug."""
        return MappingProxyType({source.slug: source for source in self.sources})

    @cached_property
    def kind(self) -> Mapping[str, Kind]:
        """Kinds by slug."""
        return MappingProxyType({kind.slug: kind for kind in self.kinds})

    @cached_property
    def other_links(self) -> tuple[tuple[Item, Link], ...]:
        """The links, oldest issue first, that do not simply lead to the address printed: a few."""
        return tuple(
            (item, link)
            for item in self.items
            for link in item.links
            if link.evidence or link.gone or not link.target
        )

    @cached_property
    def links(self) -> Mapping[str, int]:
        """How many links there are of each status."""
        found = Counter(link.status for _, link in self.other_links)
        found["printed"] += sum([len(item.links) for item in self.items]) - len(self.other_links)
        return MappingProxyType({status: found[status] for status in get_args(LinkStatus)})

    @cached_property
    def links_that_lead(self) -> int:
        """How many links lead somewhere: to a page that is there, or to an archived copy."""
        others = (link for _, link in self.other_links)
        lost = sum(not (one.archived or (one.target and not one.gone)) for one in others)
        return sum(self.links.values()) - lost

    @cached_property
    def lost_listed(self) -> frozenset[str]:
        """The issues, newest first, whose lost links are few enough to be listed one by one."""
        listed: set[str] = set()
        links = 0
        for issue in reversed(self.issues):
            if links >= MOST_LISTED:
                break
            listed.add(issue.id)
            links += sum(
                link.status in {"suggested", "not-recorded"}
                for item in issue.items
                for link in item.links
            )
        return frozenset(listed)

    @cached_property
    def page(self) -> Mapping[str, Mapping[str, PageRecord]]:
        """Folder -> slug -> the record of a page, topics among them."""
        found: dict[str, dict[str, PageRecord]] = {kind.folder: {} for kind in RECORDED}
        for record in (*self.topics, *self.pages):
            found[record.folder][record.slug] = record
        return MappingProxyType(found)

    @cached_property
    def named(self) -> Mapping[str, Mapping[str, Any]]:
        """What a page can cite: a role, or the key of a closed list -> name -> what it names."""
        by_role = {kind.role: self.page[kind.folder] for kind in RECORDED}
        return MappingProxyType({**self.closed, **by_role, "item": self.item})

    def items_of(self, record: PageRecord) -> tuple[Item, ...]:
        """The items that a page's top lines cite, each once, newest issue first."""
        cited = {name for _, role, name in record.cited() if role == "item"}
        found = [self.item[name] for name in cited if name in self.item]
        place = {item.id: number for number, item in enumerate(self.items)} if found else {}
        found.sort(key=lambda item: (-self._place[item.issue], place[item.id]))
        return tuple(found)

    def year_of(self, item: Item) -> int:
        """The year of the issue that an item was printed in."""
        return self._years[item.issue]

    @cached_property
    def _years(self) -> dict[str, int]:
        return {issue.id: issue.year for issue in self.issues}

    def first_name(self, name: str) -> str:
        """The name under which something was first published; its own, where it has no other.

        :param name: as the ledger has it: the id of an entry, or the name of a page.
        """
        history = self.history.get(name)
        return (history.first_name if history else "") or name

    def urn(self, sort: Sort, name: str) -> str:
        """Give the identity of what has a name in the ledger; see :func:`.permalinks.urn_of`.

        It is made of the first name, so that it stays when the thing gets another one.
        """
        first = self.first_name(name)
        return urn_of(self.identity, sort, first if sort == "entry" else first.partition("/")[2])

    def topics_of(self, item: Item) -> tuple[Topic, ...]:
        """The topics of an item: its heading's first, then its own, each once."""
        given = (item.heading, item.topics)
        found = self.looked_up.get(given)
        if found is None:
            slugs = dict.fromkeys((self.heading_topics.get(item.heading, ""), *item.topics))
            found = tuple(self.topic[slug] for slug in slugs if slug in self.topic)
            self.looked_up[given] = found
        return found

    def has_passed(self, date: dt.date) -> bool:
        """Whether a day lies before the archive's date; never, where it has none."""
        return self.date is not None and date < self.date

    def sources_of(self, item: Item) -> tuple[Source, ...]:
        """The known sources of an item, in the order written."""
        found = self.looked_up.get(item.sources)
        if found is None:
            found = tuple(self.source[slug] for slug in item.sources if slug in self.source)
            self.looked_up[item.sources] = found
        return found

    @cached_property
    def looked_up(self) -> dict[Any, Any]:
        """The topics, sources and facts of what items say: many say the same."""
        return {}

    @cached_property
    def former(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Page -> anchors at which something is still looked for there, and what its name is now.

        Of entries and headings that have another name, and of those of an issue that moved:
        its old page leads to the new one and hands on the anchor that was asked for.
        """
        found: dict[str, dict[str, str]] = {}
        headings = (pair for pair in self.moves.parts() if not is_entry(pair[0]))
        for old, new in (*headings, *self.former_entries):
            anchor = anchor_of(*old.split("/", 1)) if is_entry(old) else old.partition("#")[2]
            found.setdefault(self.moves.lead(page_of(old)), {})[anchor] = new
        return MappingProxyType({page: tuple(sorted(row.items())) for page, row in found.items()})

    @cached_property
    def former_entries(self) -> tuple[tuple[str, str], ...]:
        """Ids under which entries were once known, each with what it is called now.

        Those that have a line of their own, then those of issues that moved.
        """
        found = [(old, new) for old, new in self.moves.parts() if is_entry(old)]
        for old, new in self.moves.pages():
            issue = self.issue.get(new.removeprefix("issues/"))
            for one in issue.entries if issue else ():
                before = f"{old.removeprefix('issues/')}/{one.slug}"
                if before not in self.moves.pairs and (not self.history or before in self.history):
                    found.append((before, one.id))
        return tuple(found)

    @cached_property
    def narrower(self) -> Mapping[str, tuple[str, ...]]:
        """Slugs of the topics directly below each topic, by title."""
        return slugs_by_title(
            (broader, topic) for topic in self.topics for broader in topic.broader
        )

    @cached_property
    def related(self) -> Mapping[str, tuple[str, ...]]:
        """Slugs of the topics related to each topic, both halves, by title."""
        pairs = [(topic.slug, other) for topic in self.topics for other in topic.related]
        return slugs_by_title(
            (one, self.topic[other])
            for one, other in dict.fromkeys([*pairs, *((b, a) for a, b in pairs)])
            if other in self.topic
        )

    @cached_property
    def ancestors(self) -> Mapping[str, frozenset[str]]:
        """Slugs of each topic and of all topics above it, as far as the check allows."""
        return MappingProxyType({topic.slug: self._above(topic.slug) for topic in self.topics})

    def _above(self, slug: str) -> frozenset[str]:
        seen: set[str] = set()
        here = {slug}
        for _ in range(MAX_DEPTH + 1):
            here = {one for one in here if one in self.topic} - seen
            seen |= here
            here = {broader for one in here for broader in self.topic[one].broader}
        return frozenset(seen)

    def wider_topics_of(self, item: Item) -> frozenset[str]:
        """Slugs of an item's topics and of all topics above them."""
        return frozenset().union(*(self.ancestors[topic.slug] for topic in self.topics_of(item)))
