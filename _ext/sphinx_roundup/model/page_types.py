"""Declare the types of page: which folder each is in, and what it may use.

The one list of content folders. The guard, the build, ``roundup``, and the tool that takes
a proposal into a checkout all read it; standard library only, for that tool has no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class PageType:
    """What pages of one folder are, and what they may use.

    ``folder`` is "" for the maintainers' own pages at the root. ``keys`` are those of the
    top lines, ``lists`` those that take several texts; ``subtype`` is the message for
    others. ``links`` tells whether a page may link to others by their files. ``listing``
    is shown below its text, with the page's name; "" where nothing is.
    """

    folder: str
    what: str
    keys: tuple[str, ...]
    directives: frozenset[str]
    roles: frozenset[str]
    subtype: str = "unsafe-top-lines"
    links: bool = False
    lists: frozenset[str] = frozenset()
    listing: str = ""


PAGE_TYPES: tuple[PageType, ...] = (
    PageType(
        "issues",
        "an issue",
        ("masthead", "strap-line", "status", "date"),
        frozenset({"item"}),
        frozenset(),
        subtype="bad-issue",
    ),
    PageType(
        "topics",
        "a topic's page",
        ("title", "also-printed-as", "search-terms", "broader", "related", "group"),
        frozenset(),
        frozenset({"item", "topic"}),
        subtype="bad-topic",
        lists=frozenset({"also-printed-as", "search-terms", "broader", "related"}),
        listing="topic",
    ),
    PageType(
        "",
        "a page of the site",
        ("title", "hide-toc"),
        frozenset({"listing", "note", "tip", "important", "warning", "grid",
                   "grid-item-card", "card", "dropdown"}),
        frozenset({"archive", "item", "topic", "doc", "ref", "kbd", "abbr"}),
        links=True,
    ),
)  # fmt: skip

FOLDERS = tuple(one.folder for one in PAGE_TYPES if one.folder)
"""The folders of contributed pages."""

_BY_FOLDER: Mapping[str, PageType] = MappingProxyType({one.folder: one for one in PAGE_TYPES})


def page_type_of(path: str) -> PageType:
    """Give the type of the page at a path relative to the archive's folder.

    A page of no known folder is judged as an issue: nothing else may use less.
    """
    return _BY_FOLDER.get(path.rpartition("/")[0], PAGE_TYPES[0])
