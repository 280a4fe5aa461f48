"""A page as a small tree: what is left of Markdown when the parser's own nodes are gone.

:mod:`sphinx_roundup.parse.page` makes it from Markdown's tokens, for the build and for
``roundup check`` alike; :mod:`sphinx_roundup.parse.issue` reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ..model.messages import Problem
from ..model.records import Item

TEXT: Final = "text"
BREAK: Final = "break"
LINK: Final = "link"
EMPHASIS: Final = "emphasis"
STRONG: Final = "strong"
PARAGRAPH: Final = "paragraph"
HEADING: Final = "heading"
QUOTE: Final = "quotation"
BULLETS: Final = "bullet list"
CODE: Final = "block of code"
LITERAL: Final = "words between backticks"
RULE: Final = "dividing line"
ITEM: Final = "item"

_JOINED = frozenset({TEXT, BREAK, LINK, EMPHASIS, STRONG, PARAGRAPH, HEADING, LITERAL})
"""Nodes whose parts follow one another without a gap."""


@dataclass(slots=True)
class Node:
    """A piece of a page.

    ``kind`` is one of the names above, or what an editor would call it.
    ``target`` and ``note`` are a link's address and title; ``depth`` is that of a
    heading, 1 for the outermost. An item has its ``record``, as far as its
    fields tell it, and what is wrong with those.
    """

    kind: str
    line: int = 0
    children: list[Node] = field(default_factory=list)
    words: str = ""
    target: str | None = None
    note: str = ""
    depth: int = 0
    record: Item | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """Its words without markup, as docutils gives them."""
        if not self.children:
            return self.words
        gap = "" if self.kind in _JOINED else "\n\n"
        return gap.join(child.text for child in self.children)

    @property
    def plain(self) -> str:
        """Its words on one line."""
        return " ".join(self.text.split("\n"))

    @property
    def called(self) -> str:
        """What an editor would call it, with its article."""
        return self.kind if self.kind == LITERAL else f"a {self.kind}"

    def find(self, kind: str) -> Iterator[Node]:
        """The nodes of a kind among itself and all below, in order."""
        if self.kind == kind:
            yield self
        for child in self.children:
            yield from child.find(kind)
