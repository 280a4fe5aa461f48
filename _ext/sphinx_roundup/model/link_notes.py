"""Say of each link of an item where its address comes from, and where to look for a lost one.

The one list that pages, the search, PDFs and plain builders show, as
:mod:`sphinx_roundup.model.facts` is for all else. A link that was printed with its
address, and is not gone, needs no words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .archive import Archive
from .copies import copies_near
from .dates import day
from .records import Evidence, Item, Link

_TITLE_WORDS = 4
"""So many words, the first with a capital, are taken for a title as they were printed."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a publisher's own website is, or the search there."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class LinkNote:
    """What a reader is told of one link.

    :ivar number: which link of the item, from 0.
    :ivar words: the link's printed words where the item has several links, else "".
    :ivar before: what is said before the title of the document; a whole sentence without one.
    :ivar title: of the document, where it is named.
    :ivar after: what is said after it.
    :ivar address: of what is suggested, or "".
    :ivar query: what to look for; "" where there is no need, or no use.
    :ivar listed: whether the list of links to restore has a line for it, not only its issue.
    :ivar copies: where a web archive keeps its copies of an address that is gone, or "".
    """

    link: Link
    number: int
    words: str = ""
    before: str = ""
    title: str = ""
    after: str = ""
    address: str = ""
    query: str = ""
    copies: str = ""
    listed: bool = True

    @property
    def said(self) -> str:
        """All its words in one line; "" where they are counted with others."""
        said = f"{self.before}{self.title}{self.after}{self.kept}"
        return f"“{self.words}”: {said}" if said and self.words else said

    @property
    def kept(self) -> str:
        """Where copies are, in words, for what can make no link of it."""
        return f" An archived copy may be at {self.copies}" if self.copies else ""


def link_notes(archive: Archive, item: Item) -> tuple[LinkNote, ...]:
    """List what is said of the links of an item, in order."""
    if not any(link.gone or link.status != "printed" for link in item.links):
        return ()
    return tuple(_notes(archive, item))


def sites_of(archive: Archive, item: Item) -> tuple[Site, ...]:
    """List the websites of an item's publishers, as far as they are known."""
    return tuple(
        Site(source.label, source.site) for source in archive.sources_of(item) if source.site
    )


def _notes(archive: Archive, item: Item) -> Iterator[LinkNote]:
    is_over = over(archive, item)
    for number, link in enumerate(item.links):
        words = link.text if len(item.links) > 1 else ""
        if link.status == "not-recorded":
            note = LinkNote(link, number, words, listed=item.issue in archive.lost_listed)
            yield _unrecorded(archive, item, note, is_over)
        elif link.status == "suggested":
            assert link.evidence
            yield _suggested(LinkNote(link, number, words), link.evidence)
        elif link.status == "restored" or link.gone:
            yield _standing(archive, item, LinkNote(link, number, words))


def _standing(archive: Archive, item: Item, note: LinkNote) -> LinkNote:
    """Say how an address came to its link, and that it is gone."""
    link, language = note.link, archive.language
    said = _added(link.evidence, language, seen=not link.gone) if link.evidence else ""
    if not link.gone:
        return replace(note, before=said)
    named = "The page" if said else f"“{link.text}” is gone: the page"
    gone = f"{named} was not there on {_on(link.gone, language)}."
    if link.archived:
        gone += " The link leads to an archived copy."
    day_ = archive.issue[item.issue].day
    copies = "" if link.archived else copies_near(link.target or "", day_)
    words = note.words if said else ""
    return replace(note, words=words, before=f"{said} {gone}".strip(), copies=copies)


def _added(evidence: Evidence, language: str, *, seen: bool) -> str:
    said = f"Address added by {evidence.by} on {day(evidence.found, language)}"
    if not seen:
        return f"{said}."
    if evidence.checked:
        return f"{said}; it answered on {day(evidence.checked, language)}."
    return f"{said}; not yet visited."


def _suggested(note: LinkNote, evidence: Evidence) -> LinkNote:
    is_copy = bool(note.link.gone)
    after = f", {evidence.publisher}{' (an archived copy)' if is_copy else ''}."
    address = evidence.archived if is_copy else evidence.address
    return replace(note, before=_perhaps(note), title=evidence.title, after=after, address=address)


def _perhaps(note: LinkNote) -> str:
    return "perhaps " if note.words else "Perhaps: "


def _unrecorded(archive: Archive, item: Item, note: LinkNote, is_over: str) -> LinkNote:
    """What is said of a lost link: nothing, if it is one that is merely counted."""
    evidence, gone = note.link.evidence, note.link.gone
    query = "" if is_over else search_words(archive, item, note.link)
    if gone and evidence:
        before = (
            f"An address that the archive had found was not there on {_on(gone, archive.language)}."
        )
        copies = copies_near(evidence.address, archive.issue[item.issue].day)
        return replace(note, before=before, query=query, copies=copies)
    if is_over:
        return replace(note, before=is_over)
    if evidence:
        after = f", {evidence.publisher}. Its address is not recorded."
        return replace(note, before=_perhaps(note), title=evidence.title, after=after, query=query)
    return replace(note, query=query)


def over(archive: Archive, item: Item) -> str:
    """Why there is no use in looking for what an item leads to; "" where there may be."""
    kind = archive.kind.get(item.kind)
    if item.closes and archive.has_passed(item.closes):
        return f"It closed on {day(item.closes, archive.language)}, so its address is no longer looked for."
    if kind and kind.schema_org == "Event" and item.starts and archive.has_passed(item.starts):
        return f"The event was on {day(item.starts, archive.language)}, so its address is no longer looked for."
    return ""


def _on(iso: str, language: str) -> str:
    return day(dt.date.fromisoformat(iso), language)


def search_words(archive: Archive, item: Item, link: Link) -> str:
    """Make the words of a search for what a link led to: a title in quotes, publisher, month.

    Only what is known as a title stands in quotes. An item's own title is the archive's and
    is found nowhere in those words.
    """
    evidence = link.evidence
    publishers = [source.name for source in archive.sources_of(item)]
    words = link.text.split()
    if evidence:
        title, publishers = _quoted(evidence.title), [evidence.publisher]
    elif len(words) >= _TITLE_WORDS and words[0][:1].isupper():
        title = _quoted(" ".join(words))
    else:
        title = item.title
    return " ".join([title, *publishers[:2], archive.issue[item.issue].date])


def _quoted(title: str) -> str:
    return '"' + title.replace('"', "") + '"'
