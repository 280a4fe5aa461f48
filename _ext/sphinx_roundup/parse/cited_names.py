"""Read the names that a page cites: ``{item}``, ``{topic}``, ``{archive}``, ``{listing}`` and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.token import Token

from ..syntax.markdown import Tokens, directive_of
from ..syntax.roles import CITING, DOC, REF, citation_of

FILE = "file"
"""A link to a page by its file, perhaps with ``#place``."""
LINKS = frozenset({DOC, REF, FILE})
"""Links to other pages: by name, by label, by file."""
_FILE = re.compile(r"(?:[^:?#]+\.md)?(?:#.+)?")


class CitedName(NamedTuple):
    """A name that a page cites, and the line on which it does, from 1.

    ``kind`` is a role, "listing", :data:`FILE`, or the key of a closed list.
    """

    kind: str
    name: str
    line: int


def read_cited_names(block: Tokens) -> Iterator[CitedName]:
    """Find the names that a page, or the content of a directive, cites."""
    for token in block.tokens:
        line = block.line(token)
        if token.type == "inline":
            yield from _roles(token, line)
            continue
        directive = directive_of(token, line)
        if directive is None:
            continue
        if directive.name == "listing":
            name, _, argument = directive.title.strip().partition(" ")
            yield CitedName("listing", name, line)
            if name == "helplines" and argument:
                yield CitedName(name, argument.strip(), line)
        elif directive.name != "item":  # the printed words hold no roles
            yield from read_cited_names(directive.body())


def _roles(inline: Token, line: int) -> Iterator[CitedName]:
    for token in inline.children or ():
        line += token.type in {"softbreak", "hardbreak"}
        if token.type == "link_open":
            address = str(token.attrGet("href") or "")
            if address not in {"", "#"} and _FILE.fullmatch(address):
                yield CitedName(FILE, address, line)
        if token.type == "myst_role" and token.meta["name"] in CITING:
            name = citation_of(token.content).name
            if name:
                yield CitedName(token.meta["name"], name, line)
