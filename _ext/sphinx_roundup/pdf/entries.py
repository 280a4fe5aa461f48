"""One item of the archive as an entry of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from ..model.facts import Fact, Value, facts
from ..model.link_notes import LinkNote, link_notes
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
    said = facts(edition.archive, item)
    notes = link_notes(edition.archive, item)
    return Entry(
        level=level,
        id=item.id,
        label=item.anchor,
        title=title,
        shown_title=tuple(_texts("", Run(title), "")),
        facts=tuple(_fact(edition, fact) for fact in said if fact.place == "fact"),
        warning=" ".join(fact.said for fact in said if fact.place == "notice"),
        body=tuple(_body(item)),
        notes=(
            *(_note(fact) for fact in said if fact.place == "note"),
            *_unlinked(notes),
        ),
        addresses=tuple(_addresses({note.number: note for note in notes}, item)),
        permanent=edition.permanent(item),
        short=len(item.text) <= _SHORT,
    )


def _fact(edition: Edition, fact: Fact) -> Words:
    """A fact in one line; a topic leads to its row in the index."""
    words: list[Inline] = [Text(f"{fact.lead} ")] if fact.label else []
    for number, value in enumerate(fact.values):
        if number:
            words.append(Text(", "))
        words.append(_value(edition, fact, value))
    return tuple(words)


def _value(edition: Edition, fact: Fact, value: Value) -> Inline:
    if fact.field == "topics":
        return edition.topic(edition.archive.topic[value.slug])
    return Text(value.text)


def _note(fact: Fact) -> Words:
    words = Text(", ".join(value.text for value in fact.values) + fact.end)
    return (Text(f"{fact.lead} ", ("strong",)), words) if fact.label else (words,)


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


def _addresses(notes: Mapping[int, LinkNote], item: Item) -> Iterator[Address]:
    """What paper would lose: where each link of an item leads, by the link's words."""
    for number, link in enumerate(item.links):
        target, archived = (
            address if address and linkable(address) else ""
            for address in (link.target, link.archived)
        )
        if target or archived:
            note = notes.get(number)
            said = f"{note.before}{note.kept}".rstrip(".") if note else ""
            yield Address(link.text if len(item.links) > 1 else "", target, archived, said)
        elif (note := notes.get(number)) and note.address:
            yield Address(note.said.rstrip("."), note.address)


def _unlinked(notes: Iterable[LinkNote]) -> Iterator[Words]:
    """What is said of links that lead nowhere, not even to a suggestion."""
    for note in notes:
        if note.said and not note.address and not note.link.leads_to:
            yield (Text(note.said),)
