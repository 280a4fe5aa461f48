"""An issue as it was printed, whatever it is printed on; and how much of it an import gives back."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from gold import GOLD, PRINTED
from sphinx_roundup.importer.context import Knowledge, load_knowledge
from sphinx_roundup.importer.pipeline import Imported, make_draft
from sphinx_roundup.importer.readers import read

_LINK = re.compile(r"\[([^\]]*)\]\(#\)")


class Piece(NamedTuple):
    """Words of an entry; ``href`` is None where they are no link."""

    text: str
    href: str | None = None


Entry = tuple[Piece, ...]


@dataclass(frozen=True)
class Part:
    """A heading with what stands under it."""

    heading: str
    entries: tuple[Entry, ...]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """An issue."""

    title: str
    date: str
    parts: tuple[Part, ...]
    strap: str = ""

    @property
    def entries(self) -> list[Entry]:
        return [entry for part in self.parts for entry in part.entries]


def words(entry: Entry) -> str:
    return "".join(piece.text for piece in entry)


@cache
def gold(issue: str, *, addresses: bool = True) -> Paper:
    """A printed issue; each link gets an address of its own, since all were lost."""
    data = json.loads((GOLD / f"{issue}.json").read_text("utf-8"))
    number = iter(range(1, 1000))

    def entry(markdown: str) -> Entry:
        pieces: list[Piece] = []
        for place, text in enumerate(_LINK.split(markdown)):
            href = f"https://example.org/{next(number)}" if addresses else "#"
            if text:
                pieces.append(Piece(text, href if place % 2 else None))
        return tuple(pieces)

    parts = tuple(
        Part(
            part["heading"],
            tuple(entry(item["markdown"]) for item in part["items"]),
            tuple(part["pull_quotes"]),
        )
        for part in data["headings"]
    )
    return Paper(data["title"], data["date"], parts, data["banner"] or "")


GOLDEN = ("2024-04", "2023-01")


@cache
def knowledge() -> Knowledge:
    """What the archive of both printed issues knows."""
    return load_knowledge(PRINTED)


def import_bytes(data: bytes, known: Knowledge | None = None) -> Imported:
    return make_draft(read(data), knowledge() if known is None else known)


class Score(NamedTuple):
    """How much of a paper an import gives back."""

    items: int
    headings: int
    links: int
    top: bool
    quotes: bool
    false_headings: int = 0

    def plus(self, other: Score) -> Score:
        return Score(
            self.items + other.items,
            self.headings + other.headings,
            self.links + other.links,
            self.top and other.top,
            self.quotes and other.quotes,
            self.false_headings + other.false_headings,
        )


def score(imported: Imported, paper: Paper) -> Score:
    """Count what came back right: items with the same words under the right heading, and so on."""
    page = imported.page
    got = [(entry.heading, " ".join(entry.text.split())) for entry in page.entries]
    want = [
        (part.heading, " ".join(words(e).split())) for part in paper.parts for e in part.entries
    ]
    links = [
        (entry.heading, " ".join(link.text.split()), link.target or "#")
        for entry in page.entries
        for link in entry.links
    ]
    want_links = [
        (part.heading, " ".join(piece.text.split()), piece.href)
        for part in paper.parts
        for entry in part.entries
        for piece in entry
        if piece.href is not None
    ]
    headings = page.headings[1:]
    wanted = [part.heading for part in paper.parts]
    top = page.top.get("masthead"), page.top.get("strap-line", ""), page.headings[0]
    return Score(
        _matching(want, got),
        _matching(wanted, headings),
        _matching(want_links, links),
        top == (paper.title, paper.strap, paper.date),
        page.quotes == [quote for part in paper.parts for quote in part.quotes],
        len(headings) - _matching(wanted, headings),
    )


def _matching(want: list, got: list) -> int:  # type: ignore[type-arg]
    left = list(got)
    count = 0
    for entry in want:
        if entry in left:
            left.remove(entry)
            count += 1
    return count


def full(paper: Paper) -> Score:
    """All of a paper."""
    links = sum(piece.href is not None for entry in paper.entries for piece in entry)
    return Score(len(paper.entries), len(paper.parts), links, True, True)
