"""Tell headings and pull quotes from entries, by their look and their place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from .blocks import Block
from .paragraphs import IsLabel, ends_sentence

_SURE = 4.0
_ENOUGH = 3.0
_LEAST = 2.5
"""Enough for a pull quote, of which only its place under a heading tells."""
_SHORT = 12
_LONG = 16
_FEW_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a block is taken for; an entry if neither. ``named``: it is a name known to the archive."""

    heading: bool = False
    quote: bool = False
    named: bool = False
    marks: tuple[str, ...] = ()


class Judge:
    """Judges each block of a document beside all others."""

    def __init__(self, blocks: Sequence[Block], is_label: IsLabel, known: frozenset[str]) -> None:
        self.blocks = blocks
        self.is_label = is_label
        self.known = known

    def verdict(self, place: int) -> Verdict:
        """What the block at a place is."""
        block = self.blocks[place]
        if self._quotes[place]:
            sure = block.role in {"box", "quote"} or block.italic or block.bold
            point = f"“{block.text}” is taken for a pull quote: is it one?"
            return Verdict(quote=True, marks=() if sure else (point,))
        score = self._score[place]
        if score < _ENOUGH:
            return Verdict()
        named = self._named(block)
        marks = []
        if score < _SURE and not named:
            marks.append(f"“{block.text}” is taken for a heading by its place alone: is it one?")
        elif not named:
            marks.append(
                f"the heading “{block.text}” names no topic of the archive:"
                " is it a new topic, another wording or no heading?"
            )
        return Verdict(heading=True, named=named, marks=tuple(marks))

    def _named(self, block: Block) -> bool:
        return self.is_label(block.text) or block.text in self.known

    @cached_property
    def _score(self) -> list[float]:
        return [self._look(block) + self._place(i) for i, block in enumerate(self.blocks)]

    def _look(self, block: Block) -> float:
        """What speaks for a heading in the block itself."""
        words = block.text.split()
        if block.has_link or not words or block.role in {"box", "quote"}:
            return -9.0
        score = 4.0 if block.role == "heading" else 0.0
        score += 4.0 if self._named(block) else 0.0
        score += 2.0 if block.bold and not self._mostly_bold else 0.0
        score += 1.0 if block.size >= self._body_size + 1 else 0.0
        score += 1.0 if len(words) <= _SHORT else 0.0
        score += 0.5 if is_title_case(block.text) else 0.0
        if ends_sentence(block.text):
            score -= 1.0 if block.role == "heading" else 3.0
        score -= 3.0 if len(words) > _LONG and block.role != "heading" else 0.0
        return score - (2.0 if block.role == "bullet" else 0.0)

    def _place(self, place: int) -> float:
        """What speaks for a heading in what stands around it."""
        score = 1.0 if self._leads(place) else 0.0
        if place + 1 == len(self.blocks):
            score -= 2.0
        block = self.blocks[place]
        unlike = not block.has_link if self._links_usual else not ends_sentence(block.text)
        return score + (0.75 if unlike else 0.0)

    def _leads(self, place: int) -> bool:
        """Whether an entry follows, at once or after a quote or a second heading."""
        after = self.blocks[place + 1 : place + 3]
        return any(self._is_entry(block) for block in after)

    def _is_entry(self, block: Block) -> bool:
        return block.has_link or ends_sentence(block.text) or len(block.text.split()) > _LONG

    @cached_property
    def _quotes(self) -> list[bool]:
        """Which blocks are quotes; of two short lines under a heading the second is none."""
        quotes: list[bool] = []
        for place in range(len(self.blocks)):
            quotes.append(self._is_quote(place, after_quote=place > 1 and quotes[-1]))
        return quotes

    def _is_quote(self, place: int, *, after_quote: bool) -> bool:
        """A short line right under a heading that looks unlike the headings."""
        block = self.blocks[place]
        if place == 0 or block.has_link or self._named(block) or block.role == "heading":
            return False
        above = self.blocks[place - 1]
        if block.role in {"box", "quote"}:
            return len(block.text.split()) <= _LONG + _SHORT
        if self._look(above) + 1.75 < _ENOUGH or self._score[place] < _LEAST:
            return False
        if is_title_case(block.text) or after_quote:
            return False
        odd = self._shape(block) != self._usual_shape and self._shape(above) == self._usual_shape
        broken = "\n" in block.raw.strip()
        return odd or broken or block.italic or self._title_case_usual

    def _shape(self, block: Block) -> tuple[str, bool, bool, float]:
        return block.role, block.bold, block.italic, block.size

    @cached_property
    def _usual_shape(self) -> tuple[str, bool, bool, float]:
        shapes = Counter(
            self._shape(block)
            for place, block in enumerate(self.blocks)
            if self._look(block) > 0 and self._place(place) > 1
        )
        return shapes.most_common(1)[0][0] if shapes else ("text", False, False, 0.0)

    @cached_property
    def _title_case_usual(self) -> bool:
        likely = [b for i, b in enumerate(self.blocks) if self._look(b) > 0 and self._place(i) > 1]
        return 2 * sum(is_title_case(block.text) for block in likely) > len(likely)

    @cached_property
    def _links_usual(self) -> bool:
        entries = [b for b in self.blocks if b.has_link or len(b.text.split()) > _LONG]
        return 2 * sum(block.has_link for block in entries) > len(entries)

    @cached_property
    def _mostly_bold(self) -> bool:
        return 2 * sum(block.bold for block in self.blocks) > len(self.blocks)

    @cached_property
    def _body_size(self) -> float:
        sizes: list[float] = []
        for block in self.blocks:
            if size := block.size:
                sizes += [size] * len(block.text.split())
        return median(sizes) if sizes else 0.0


def is_title_case(text: str) -> bool:
    """Whether its longer words begin with a capital, or are all capitals."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if len(word) >= _FEW_LETTERS]
    words = words or re.findall(r"[^\W\d_][\w'’-]*", text)
    return bool(words) and all(word[0].isupper() for word in words)
