"""Take apart what a role cites: a name, perhaps with words before it, as Sphinx reads it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from ..model.page_types import RECORDED

DOC, REF, ARCHIVE = "doc", "ref", "archive"
CITING = frozenset({"item", ARCHIVE, DOC, REF, *(kind.role for kind in RECORDED)})
"""The roles that cite something by its name."""

_NAMED = re.compile(r"(.+?)\s*<(.*?)>", re.DOTALL)
"""Words with a name behind them, ``words <name>``: Sphinx's own rule."""
_BARE = re.compile(r"<([^<>]*)>")
_IN_TEXT = re.compile(r"(?<!\\)(\{([a-z-]+)\}`(?:[^`<>\n]|\n(?![ \t>]*\n)[ \t>]*)*)<([\w./# -]+)>`")
"""The same in a page's text: one paragraph, perhaps of a quotation."""


class Citation(NamedTuple):
    """What a role cites: the words to show, "" for those of what is cited, and its name."""

    words: str
    name: str


def citation_of(content: str) -> Citation:
    """Take the content of a role apart; the name is "" where ``!`` switches the link off."""
    if content.startswith("!"):
        return Citation("", "")
    found = _NAMED.fullmatch(content)
    words, name = (found[1], found[2]) if found else ("", content)
    return Citation(words, " ".join(name.split()))


def bare_name(content: str) -> str:
    """Give the name that stands in ``<…>`` with no words before it; "" if it is written otherwise."""
    found = _BARE.fullmatch(content)
    return found[1].strip() if found else ""


def without_names(text: str, roles: Collection[str]) -> str:
    """Put brackets for the ``<…>`` of names in the roles of ``text``, so that none looks like HTML.

    Every other sign stays, at its place. A name is a word, an id or a path: nothing that
    has an attribute.

    :param roles: those that may be used there.
    """

    def bracketed(found: re.Match[str]) -> str:
        cites = found[2] in CITING and found[2] in roles
        return f"{found[1]}({found[3]})`" if cites else found[0]

    return _IN_TEXT.sub(bracketed, text) if roles else text
