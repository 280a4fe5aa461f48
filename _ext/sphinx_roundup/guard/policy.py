"""The lists of what each sort of page may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

MAX_BYTES = 256 * 1024
MAX_DATA_BYTES = 32 * 1024 * 1024
"""Of a file that a command keeps: links.json has about 150 for each address."""
MAX_LINE = 5_000
MAX_TOKENS = 20_000
MAX_NESTING = 10
MAX_HEADINGS = 300
MAX_REFERENCES = 300
"""Roles on one page."""
MAX_FIELDS = 4_000
"""Lines of fields on one page: 300 items with 13 each."""
MAX_DIRECTIVES = 3
"""How deep directives may stand in one another."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What one sort of page may use.

    ``keys`` are those of its top lines, ``lists`` those that take several texts;
    ``subtype`` is the message for others.
    ``links`` tells whether it may link to other pages by their files.
    """

    what: str
    keys: tuple[str, ...]
    directives: frozenset[str]
    roles: frozenset[str]
    subtype: str = "unsafe-top-lines"
    links: bool = False
    lists: frozenset[str] = frozenset()


PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        "issues": Profile(
            "an issue",
            ("masthead", "strap-line", "status", "date"),
            frozenset({"item"}),
            frozenset(),
            subtype="bad-issue",
        ),
        "topics": Profile(
            "a topic's page",
            ("title", "also-printed-as", "search-terms", "broader", "related", "group"),
            frozenset(),
            frozenset({"item", "topic"}),
            subtype="bad-topic",
            lists=frozenset({"also-printed-as", "search-terms", "broader", "related"}),
        ),
        "": Profile(
            "a page of the site",
            ("title", "hide-toc"),
            frozenset({"listing", "note", "tip", "important", "warning", "grid",
                       "grid-item-card", "card", "dropdown"}),
            frozenset({"item", "topic", "doc", "ref", "kbd", "abbr"}),
            links=True,
        ),
    }
)  # fmt: skip
"""Profiles by folder; "" is for the maintainers' own pages at the root."""


def profile_of(path: str) -> Profile:
    """The profile of the page at a path relative to the archive's folder."""
    return PROFILES.get(path.rpartition("/")[0], PROFILES["issues"])
