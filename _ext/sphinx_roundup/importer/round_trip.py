"""Read a draft back as the archive will, by the archive's own reader, without a build.

Two uses: the check that nothing was lost asks what the archive will hold, and
suggestions learn from the issues that editors have already seen to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model.records import Item, Link
from ..parse.item import read_item
from ..parse.page import page_of, top_of
from ..syntax import tree


@dataclass(slots=True)
class ReadBack:
    """What the archive will find on a page."""

    top: Mapping[str, Any]
    headings: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    entries: list[Item] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    """Words that stand where no printed words may stand."""

    @property
    def printed(self) -> str:
        """Every printed word of it."""
        top = [str(self.top.get("masthead", "")), str(self.top.get("strap-line", ""))]
        words = [*top, *self.headings, *self.quotes, *(entry.text for entry in self.entries)]
        return "\n".join(words)

    @property
    def addresses(self) -> list[str]:
        """The target of every link, "" where it is not recorded."""
        return [link.target or "" for entry in self.entries for link in entry.links]


def read_back(text: str) -> ReadBack:
    """Read a page as the archive will."""
    page = ReadBack(top_of(text) or {})
    for node in page_of("", text):
        if node.kind == tree.HEADING:
            page.headings.append(node.plain)
        elif node.kind == tree.ITEM:
            # The first heading is the date; an item under it stands under no printed heading.
            heading = page.headings[-1] if len(page.headings) > 1 else ""
            page.entries.append(read_item("", node, heading, []))
        elif node.kind == tree.QUOTE:
            page.quotes.append(node.plain)
        elif node.text:
            page.other.append(node.text)
    return page


def read_inline(line: str) -> tuple[str, tuple[Link, ...]]:
    """Read the words and links of one paragraph written as one line."""
    inside = tree.Node(tree.ITEM, children=page_of("", line), record=Item("", "", "", ""))
    item = read_item("", inside, "", [])
    return item.text, item.links
