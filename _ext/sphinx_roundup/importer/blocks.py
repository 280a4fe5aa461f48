"""What every reader makes of a document: flat blocks of runs, and what it left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal, NamedTuple

from ..model.runs import joined as join

Role = Literal["text", "heading", "bullet", "quote", "box"]
Tick = Callable[[int, int], None]
"""Told how far a reader is: done, in all."""


class UnreadableError(Exception):
    """A document cannot be imported; the message says why and what to do instead."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look.

    ``href`` is None outside a link and "" for a link without an address.
    ``size`` is in points, 0 where the document does not say.
    A line break is a newline in ``text``.
    """

    text: str
    href: str | None = None
    bold: bool = False
    italic: bool = False
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or bullet, in reading order.

    ``level`` is that of a heading style, 0 where there is none. ``place`` tells
    a person where to look ("page 2"). ``marks`` are points to review.
    """

    runs: tuple[Run, ...]
    role: Role = "text"
    level: int = 0
    place: str = ""
    marks: tuple[str, ...] = ()

    @property
    def raw(self) -> str:
        """Its characters, line breaks among them."""
        return "".join(run.text for run in self.runs)

    @property
    def text(self) -> str:
        """Its words, parted by single blanks."""
        return " ".join(self.raw.split())

    @property
    def has_link(self) -> bool:
        """Whether any of it is a link."""
        return any(run.href is not None and run.text.strip() for run in self.runs)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        seen = [run for run in self.runs if run.text.strip()]
        return bool(seen) and all(run.bold for run in seen)

    @property
    def italic(self) -> bool:
        """Whether all of it is in italics."""
        seen = [run for run in self.runs if run.text.strip()]
        return bool(seen) and all(run.italic for run in seen)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        weight: dict[float, int] = {}
        for run in self.runs:
            weight[run.size] = weight.get(run.size, 0) + len(run.text.strip())
        return max(weight, key=lambda size: (weight[size], size), default=0.0)

    def marked(self, *points: str) -> Block:
        """The same block with further points to review."""
        return replace(self, marks=(*self.marks, *points))


class Anchor(NamedTuple):
    """A link: its address and its words; None where they cannot be told apart."""

    href: str
    text: str | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the document that the draft does not hold, and why."""

    why: str
    text: str
    links: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """The document counted a second, simpler way, to hold the first to account.

    ``grain`` says what can be compared: "words" as parted by blanks, "names"
    (words without punctuation, which is markup in some formats) or "letters"
    where a format cannot tell blanks from layout.
    """

    text: str
    links: tuple[Anchor, ...] = ()
    grain: Literal["words", "names", "letters"] = "words"


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: all its words are in the blocks or among what was left out.

    ``notes`` are sentences about the document as a whole.
    """

    format: str
    blocks: tuple[Block, ...]
    tally: Tally
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    title: str = ""
    """What the file says its title is; never taken for printed words."""
    unread: tuple[LeftOut, ...] = ()
    """What the third count found that neither of the other two looks at."""

    def noted(self, note: str) -> Document:
        """The same document with a further note."""
        return replace(self, notes=(*self.notes, note))


@dataclass(slots=True)
class Collector:
    """Gathers blocks while a reader walks."""

    blocks: list[Block] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def add(self, block: Block) -> None:
        """Keep a block; one without words is nothing, but its links are accounted for."""
        if block.raw.strip():
            self.blocks.append(replace(block, runs=tuple(joined(block.runs))))
        else:
            self.drop("link without words", "", links_of(block.runs))

    def drop(self, why: str, text: str, links: Iterable[Anchor] = ()) -> None:
        """Account for words or links that are left out."""
        kept = tuple(links)
        if text.strip() or kept:
            self.left_out.append(LeftOut(why, " ".join(text.split()), kept))


def joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Join neighbours that look alike; two neighbouring links to one address are one."""
    return join((run for run in runs if run.text), _look)


def _look(run: Run) -> tuple[str | None, bool, bool, float]:
    return run.href, run.bold, run.italic, run.size


def links_of(runs: Iterable[Run]) -> tuple[Anchor, ...]:
    """The links of some runs: neighbouring runs with one address are one link."""
    groups = groupby(runs, key=lambda run: run.href)
    return tuple(
        Anchor(href, "".join(run.text for run in group))
        for href, group in groups
        if href is not None
    )


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set, for lists that read best as a line."""
    return frozenset(text.split())
