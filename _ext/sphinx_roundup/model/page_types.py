"""Declare the types of page: which folder each is in, and what it may use.

The one list of content folders. The guard, the build, ``roundup``, and the tool that takes
a proposal into a checkout all read it; standard library only, for that tool has no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from .page_records import DAY, TEXTS, PageRecord, Topic, keys_of_type, top_fields


@dataclass(frozen=True, slots=True)
class PageType:
    """What pages of one folder are, and what they may use.

    ``folder`` is "" for the maintainers' own pages at the root. ``keys`` are those of the
    top lines, ``lists`` those that take several texts; ``subtype`` is the message for
    others. ``links`` tells whether a page may link to others by their files. ``listing``
    is shown below its text, with the page's name; "" where nothing is. An archive may do
    without the folder of what is ``optional``.

    What is said of pages with a ``record``: ``role`` cites one by name; the list of all stands in the menu by ``title``,
    with ``introduction``, and ``template`` shows one on its page. ``printed``: each is a PDF.
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
    optional: bool = False
    record: type[PageRecord] | None = None
    role: str = ""
    title: str = ""
    introduction: str = ""
    template: str = "record"
    printed: bool = False

    @property
    def index(self) -> str:
        """The name of the page that lists all of them."""
        return f"{self.folder}/index"


def of_record(
    record: type[PageRecord], what: str, *, roles: Iterable[str], **more: Any
) -> PageType:
    """Declare a type of pages that are a record each: its keys are those of the record.

    The words below the top lines are plain Markdown. ``more`` are what :class:`PageType` has.
    """
    return PageType(
        record.folder,
        what,
        tuple(top_fields(record)),
        frozenset(),
        frozenset(roles),
        lists=keys_of_type(record, TEXTS),
        record=record,
        role=record.role,
        **{"listing": record.role, **more},
    )


PAGE_TYPES: tuple[PageType, ...] = (
    PageType(
        "issues",
        "an issue",
        ("masthead", "strap-line", "status", "date"),
        frozenset({"item"}),
        frozenset(),
        subtype="bad-issue",
    ),
    of_record(
        Topic,
        "a topic's page",
        roles=("item", "topic"),
        subtype="bad-topic",
        title="Topics",
        printed=True,
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

PROPOSAL = PageType(
    "inbox",
    "a proposed entry",
    ("issue",),
    frozenset({"item"}),
    frozenset(),
    subtype="bad-proposal",
    optional=True,
)
"""Entries that wait for an editor to take them into an issue: judged as pages are, and none."""

RECORDED = tuple(one for one in PAGE_TYPES if one.record)
"""The types of the pages that are a record each."""

FLAGS = frozenset(
    {"hide-toc"}.union(*(keys_of_type(one.record, bool) for one in PAGE_TYPES if one.record))
)
"""The keys of top lines that take true or false."""
DAYS = frozenset(
    {"date"}.union(*(keys_of_type(one.record, DAY) for one in PAGE_TYPES if one.record))
)
"""The keys of top lines that take a day."""

_BY_FOLDER: Mapping[str, PageType] = MappingProxyType(
    {one.folder: one for one in (*PAGE_TYPES, PROPOSAL)}
)


def required_folders() -> Iterable[str]:
    """Give the folders that every archive has."""
    return (one.folder for one in PAGE_TYPES if one.folder and not one.optional)


def page_type_of(path: str) -> PageType:
    """Give the type of the page at a path relative to the archive's folder.

    A page of no known folder is judged as an issue: nothing else may use less.
    """
    return _BY_FOLDER.get(path.rpartition("/")[0], PAGE_TYPES[0])
