"""One item of the archive as an entry of a document."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import groupby

from ..model.dates import day
from ..model.records import Block as PrintedBlock
from ..model.records import Item, Link, Run
from .document import (
    Address,
    Block,
    Entry,
    Inline,
    Listing,
    Lost,
    Paragraph,
    Style,
    Text,
    Web,
    Words,
)
from .print_settings import Edition

_SHORT = 1400  # characters: about half a page, so that keeping it whole leaves no great gap
# A line may be broken after these, and a reading program then drops a hyphen: 2017- 2023.
_HYPHENED = re.compile(r"(?<!\S)\S*\S[-–—/] ?\S+")
_UNBROKEN = 30
_LINKABLE = ("http://", "https://", "mailto:", "tel:")


def linkable(address: str) -> bool:
    """Whether a reader may be led to an address: the web, mail and telephone."""
    return address.lower().startswith(_LINKABLE)


def entry(edition: Edition, item: Item, level: int) -> Entry:
    """Print an item under a heading of this level."""
    title = item.title or "Untitled entry"
    return Entry(
        level=level,
        id=item.id,
        label=item.anchor,
        title=title,
        shown_title=tuple(_texts("", Run(title), "")),
        facts=tuple(_facts(edition, item)),
        warning=_warning(edition, item),
        body=tuple(_body(item)),
        notes=tuple(_notes(edition, item)),
        addresses=tuple(_addresses(item)),
        permanent=edition.permanent(item),
        short=len(item.text) <= _SHORT,
    )


def _facts(edition: Edition, item: Item) -> Iterator[Words]:
    archive = edition.archive
    kind = archive.kind.get(item.kind)
    if kind:
        yield (Text(kind.label),)
    sources = ", ".join(source.label for source in archive.sources_of(item))
    yield (Text(sources or "Publisher not stated"),)
    topics = [edition.topic(topic) for topic in archive.topics_of(item)]
    if topics:
        yield _listed(topics)
    yield from ((Text(said),) for said in _dates(edition, item))
    if item.audience:
        names = (archive.closed["audiences"].get(slug, slug) for slug in item.audience)
        yield (Text(f"For: {', '.join(names)}"),)
    for nation in item.nation:
        yield (Text(archive.closed["nations"].get(nation, nation)),)
    if item.access:
        yield (Text(archive.closed["access"].get(item.access, item.access)),)


def _listed(words: list[Inline]) -> Words:
    """Words parted by commas."""
    parted: list[Inline] = []
    for one in words:
        parted += [Text(", "), one] if parted else [one]
    return tuple(parted)


def _closed(edition: Edition, date: dt.date) -> bool:
    today = edition.archive.date
    return today is not None and date < today


def _dates(edition: Edition, item: Item) -> Iterator[str]:
    if item.published:
        yield f"Published {day(item.published)}"
    if item.starts:
        took = "Took place" if _closed(edition, item.starts) else "Takes place"
        yield f"{took} {day(item.starts)}"
    if item.closes:
        closes = "Closed" if _closed(edition, item.closes) else "Closes"
        yield f"{closes} {day(item.closes)}"


def _warning(edition: Edition, item: Item) -> str:
    labels = edition.archive.closed["content-notes"]
    notes = ", ".join(labels.get(slug, slug) for slug in item.content_note)
    return f"Content note: {notes}." if notes else ""


def _body(item: Item) -> Iterator[Block]:
    for role, blocks in groupby(item.body, key=lambda block: block.role):
        paragraphs = [Paragraph(_words(item, block)) for block in blocks]
        if role == "bullet":
            yield Listing(tuple((paragraph,) for paragraph in paragraphs))
        else:
            yield from paragraphs


def _words(item: Item, block: PrintedBlock) -> Words:
    words: list[Inline] = []
    edges = [run.text for run in block.runs]
    around = zip(["", *edges], block.runs, [*edges[1:], ""], strict=False)
    for number, runs in groupby(around, key=lambda found: found[1].link):
        content = tuple(text for found in runs for text in _texts(*found))
        if number is None:
            words += content
        else:
            words.append(_linked(item.links[number], content))
    return tuple(words)


def _texts(before: str, run: Run, after: str) -> Iterator[Text]:
    """The words of a run; one with a hyphen is kept on a line, so that it can be found and copied.

    Not where it touches words of another look (``before``, ``after``): the line might
    then be broken at the seam.
    """
    style: tuple[Style, ...] = (run.style,) if run.style else ()
    done = 0
    for found in _HYPHENED.finditer(run.text):
        at_seam = (found.start() == 0 and not _ends(before[-1:])) or (
            found.end() == len(run.text) and not _ends(after[:1])
        )
        if not at_seam and len(found.group()) <= _UNBROKEN:
            if found.start() > done:
                yield Text(run.text[done : found.start()], style)
            yield Text(found.group(), (*style, "unbroken"))
            done = found.end()
    if done < len(run.text) or not run.text:
        yield Text(run.text[done:], style)


def _ends(neighbour: str) -> bool:
    return not neighbour or neighbour.isspace()


def _linked(link: Link, content: tuple[Text, ...]) -> Inline:
    for address in (link.archived, link.target):
        if address and linkable(address):
            return Web(address, content)
    return Lost(content)


def _notes(edition: Edition, item: Item) -> Iterator[Words]:
    if item.editor_note:
        yield (Text("Editor’s note: ", ("strong",)), Text(item.editor_note))
    if item.closes and _closed(edition, item.closes):
        what = "survey" if item.kind == "survey" else "call"
        yield (Text(f"This {what} has closed."),)
    elif item.starts and _closed(edition, item.starts):
        yield (Text("This event has passed."),)


def _addresses(item: Item) -> Iterator[Address]:
    """What paper would lose: where each link of an item leads, by the link's words."""
    for link in item.links:
        target, archived = (
            address if address and linkable(address) else ""
            for address in (link.target, link.archived)
        )
        if target or archived:
            yield Address(link.text if len(item.links) > 1 else "", target, archived)
