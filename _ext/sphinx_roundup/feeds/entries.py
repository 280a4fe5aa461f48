"""What a feed tells of one thing: an entry, an issue, or a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from ..model.archive import Archive
from ..model.facts import said_of_withdrawn
from ..model.history import History
from ..model.permalinks import absolute, entry_path, page_path, urn_of
from ..model.records import Issue, Item, Tombstone
from .content import as_text, html_of


@dataclass(frozen=True, slots=True)
class Category:
    """A word that a thing is filed under: where the word is from, the word, and its label."""

    scheme: str
    term: str
    label: str


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One thing that a feed tells of.

    :ivar id: outlives any address.
    :ivar published: and ``updated``: instants, as RFC 3339 writes them.
    :ivar content: HTML.
    :ivar related: addresses that the printed words lead to.
    :ivar kind: the slug of its kind, and ``sources`` those of its publishers.
    :ivar deleted: the identity of an entry that was withdrawn, where this tells of it.
    """

    id: str
    title: str
    address: str
    published: str
    updated: str
    content: str
    categories: tuple[Category, ...] = ()
    related: tuple[str, ...] = ()
    kind: str = ""
    sources: tuple[str, ...] = field(default=())
    deleted: str = ""


def instant(day: dt.date, sequence: int) -> str:
    """Noon of a day in UTC, which is that day nearly everywhere; earlier by a second for each place.

    So what was published together keeps its order, and no two instants are the same.
    """
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    return f"{noon - dt.timedelta(seconds=sequence):%Y-%m-%dT%H:%M:%SZ}"


def of_item(archive: Archive, item: Item, history: History) -> FeedEntry:
    """What feeds tell of an entry that is in the ledger."""
    identity = archive.identity
    topics = archive.topics_of(item)
    kind = archive.kind.get(item.kind)
    categories = [Category(absolute(identity, "topics/"), t.slug, as_text(t.title)) for t in topics]
    if kind:
        categories.append(Category(absolute(identity, "kinds/"), kind.slug, as_text(kind.label)))
    return FeedEntry(
        archive.urn("entry", item.id),
        as_text(item.title),
        absolute(identity, entry_path(item)),
        instant(history.published, history.sequence),
        instant(history.updated, history.sequence),
        html_of(archive, item),
        tuple(categories),
        tuple(dict.fromkeys(as_text(link.leads_to) for link in item.links if link.leads_to)),
        item.kind,
        tuple(source.slug for source in archive.sources_of(item)),
    )


def of_issue(archive: Archive, issue: Issue, history: History) -> FeedEntry:
    """What feeds tell of a whole issue: its headings, and the titles below each."""
    identity = archive.identity
    parts = [f"<p>{escape(issue.masthead)}</p>"]
    for section in issue.sections:
        titles = (
            f'<li><a href="{escape(absolute(identity, entry_path(i)))}">{escape(i.title)}</a></li>'
            for i in section.items
        )
        parts.append(f"<h2>{escape(section.heading)}</h2>\n<ul>{''.join(titles)}</ul>")
    return FeedEntry(
        archive.urn("issue", issue.docname),
        as_text(issue.date),
        absolute(identity, page_path(issue.docname)),
        instant(history.published, history.sequence),
        instant(history.updated, history.sequence),
        as_text("\n".join(parts)),
    )


def of_back_issue(archive: Archive, issue: Issue, history: History) -> FeedEntry:
    """What the feed of changes tells of an issue that came after newer ones."""
    when = instant(history.published, history.sequence)
    words = f"The issue of {issue.date} was added, with {len(issue.items)} entries."
    return FeedEntry(
        urn_of(archive.identity, "change", f"{archive.first_name(issue.docname)}:published"),
        as_text(f"Back issue added: {issue.date}"),
        absolute(archive.identity, page_path(issue.docname)),
        when,
        when,
        as_text(f"<p>{escape(words)}</p>"),
    )


def changes_of(archive: Archive, one: Item | Tombstone, history: History) -> Iterator[FeedEntry]:
    """What the feed of changes tells of an entry: its corrections, or that it was withdrawn."""
    number = 0
    for event in history.events:
        if event.change == "corrected" and isinstance(one, Item):
            said = one.corrected[number].partition(" ")[2] if one.corrected[number:] else ""
            number += 1
            yield _change(archive, one, f"Corrected: {one.title}", said, event.day, number)
        elif event.change == "withdrawn" and isinstance(one, Tombstone):
            title = f"Withdrawn: an entry of {archive.issue[one.issue].date}"
            yield _change(archive, one, title, said_of_withdrawn(archive, one), event.day, 0)


def _change(
    archive: Archive, one: Item | Tombstone, title: str, said: str, day: dt.date, number: int
) -> FeedEntry:
    """Tell of the ``number``-th correction of an entry; of its withdrawal, where it is 0."""
    identity = archive.identity
    when = instant(day, archive.history[one.id].sequence)
    what = f"corrected:{number}" if number else "withdrawn"
    return FeedEntry(
        urn_of(identity, "change", f"{archive.first_name(one.id)}:{what}"),
        as_text(title),
        absolute(identity, entry_path(one)),
        when,
        when,
        as_text(f"<p>{escape(said)}</p>"),
        deleted="" if number else archive.urn("entry", one.id),
    )
