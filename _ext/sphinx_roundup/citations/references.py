"""Make references from the archive: of an issue, an entry, and a document that was found.

One :class:`Reference` says what is cited, whatever the format; :mod:`.formats` and
:mod:`.styles` write it. ``citations/client/references.js`` makes the same of a result's hit, and
of its issue.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model.archive import Archive
from ..model.dates import day
from ..model.fields import FIELD
from ..model.periods import period_of
from ..model.permalinks import absolute, entry_path, page_path
from ..model.records import Evidence, Issue, Item, Link

_LINE_ENDS = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SAFE = ("https://", "http://")
_PUBLISHED = FIELD["published"].label


@dataclass(frozen=True, slots=True)
class Type:
    """What a reference is, in the words of each format.

    :ivar csl: the type of the Citation Style Language.
    :ivar ris: the type of RIS, as Zotero reads it.
    """

    csl: str
    ris: str


ENTRY = Type("article-magazine", "MGZN")
ISSUE = Type("report", "RPRT")
PAGE = Type("webpage", "ELEC")
"""Of a document: a page at an address is what was established."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing that is cited, in plain text of one line a value; "" where nothing is known.

    :ivar id: a key without signs that a format reads otherwise.
    :ivar container: what it was printed in.
    :ivar date: year, month and day, as far as they are known.
    :ivar genre: what kind of thing it is, in words.
    :ivar place: its identity in the archive; "" for what is not part of it.
    """

    id: str
    type: Type
    title: str
    container: str = ""
    date: tuple[int, ...] = ()
    publisher: str = ""
    address: str = ""
    keywords: tuple[str, ...] = ()
    genre: str = ""
    archive: str = ""
    place: str = ""
    language: str = ""
    note: str = ""


def one_line(text: str) -> str:
    """Put a text into one line, without signs that are none of a text."""
    return _NOT_TEXT.sub("", _LINE_ENDS.sub(" ", text)).strip(" ")


def key_of(name: str) -> str:
    """The key of an issue or an entry, by its identity: letters, digits and hyphens."""
    return f"roundup-{name.replace('/', '-')}"


def date_of(issue: Issue) -> tuple[int, ...]:
    """The year and month of an issue, and its day where one is known."""
    date = issue.day
    if issue.dated is None and period_of(issue.id) == "month":
        return (date.year, date.month)
    return (date.year, date.month, date.day)


def iso_date(date: tuple[int, ...]) -> str:
    """A date as ISO 8601 writes it, as far as it is known: 2024-04."""
    return "-".join(f"{number:02}" for number in date)


class References:
    """Makes the references of one archive; addresses of its own only if it has one."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.name = one_line(archive.name)
        self.language = archive.language.replace("_", "-")

    def issue(self, issue: Issue) -> Reference:
        """The reference of a whole issue."""
        masthead = one_line(issue.masthead)
        date = one_line(issue.date)
        return Reference(
            key_of(issue.id),
            ISSUE,
            f"{masthead}: {date}" if masthead else date,
            date=date_of(issue),
            address=absolute(self.archive.identity, page_path(issue.docname)),
            genre="Newsletter",
            archive=self.name,
            place=issue.id,
            language=self.language,
        )

    def entry(self, item: Item) -> Reference:
        """The reference of an entry."""
        issue = self.archive.issue[item.issue]
        return Reference(
            key_of(item.id),
            ENTRY,
            one_line(item.title),
            container=one_line(issue.masthead),
            date=date_of(issue),
            address=absolute(self.archive.identity, entry_path(item)),
            keywords=tuple(one_line(topic.title) for topic in self.archive.topics_of(item)),
            genre="Digest entry",
            archive=self.name,
            place=item.id,
            language=self.language,
            note=one_line(self._lead(item)),
        )

    def of_entry(self, item: Item) -> Iterator[Reference]:
        """The reference of an entry, then those of the documents that were found for it."""
        yield self.entry(item)
        yield from self.documents(item)

    def of_issue(self, issue: Issue) -> Iterator[Reference]:
        """All references of an issue, in printed order: its own first."""
        yield self.issue(issue)
        for item in issue.items:
            yield from self.of_entry(item)

    def documents(self, item: Item) -> Iterator[Reference]:
        """What an entry points to, as far as title, publisher and address are established."""
        for number, link in enumerate(item.links, 1):
            if link.status == "restored" and link.evidence and link.target:
                yield self._document(item, number, link, link.evidence)

    def _document(self, item: Item, number: int, link: Link, evidence: Evidence) -> Reference:
        """The reference of a document, as a page: what else it is, nobody recorded.

        The entry's date of publication is that of its only link.
        """
        date = item.published if len(item.links) == 1 else None
        return Reference(
            f"{key_of(item.id)}-link-{number}",
            PAGE,
            one_line(evidence.title),
            date=(date.year, date.month, date.day) if date else (),
            publisher=one_line(evidence.publisher),
            address=one_line(link.target or ""),
            note=one_line(self._found(item, link, evidence)),
        )

    def _found(self, item: Item, link: Link, evidence: Evidence) -> str:
        """Say who found a document, and for which entry."""
        found = day(evidence.found, self.archive.language)
        said = f"Address added by {evidence.by} on {found}, for the entry {item.id} of {self.name}."
        if link.gone:
            gone = day(dt.date.fromisoformat(link.gone), self.archive.language)
            said += f" The page was not there on {gone}."
        if link.archived:
            said += f" Archived copy: {link.archived}"
        return said

    def _lead(self, item: Item) -> str:
        """Say what is known of what an entry points to, and what is not recorded."""
        kind = self.archive.kind.get(item.kind)
        sources = ", ".join(source.name for source in self.archive.sources_of(item))
        address = next(filter(None, map(_leads_to, item.links)), "")
        published = item.published and f"{_PUBLISHED} {day(item.published, self.archive.language)}"
        parts = [
            "The title is the archive’s",
            f"It points to: {kind.label}" if kind else "",
            f"Publisher: {sources or 'not stated'}",
            published or "Date of publication: not recorded",
            f"Address: {address or 'not recorded'}",
        ]
        return "".join(f"{part}. " for part in parts if part).strip()


def _leads_to(link: Link) -> str:
    """The web address that a result shows for a link, its own first; "" for none."""
    found = (link.target or "", link.archived or "")
    return next((address for address in found if address.startswith(_SAFE)), "")
