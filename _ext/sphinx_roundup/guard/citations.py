"""Judge what a role holds that cites something by name: ``{topic}`words <county-lines>```."""

from __future__ import annotations

import re

from ..syntax.markdown import inline_of
from ..syntax.roles import ARCHIVE, bare_name, citation_of

_NAME = re.compile(r"[\w./# -]*")
_ADDRESS = re.compile(r"://|\bwww\.|\b(?:mailto|javascript|data):", re.IGNORECASE)
_FINE = ("", "")


def citation_problem(role: str, content: str) -> tuple[str, str]:
    """Say what is wrong with the content of a role, and how to mend it; twice "" if nothing is.

    Its words are shown as they stand, so they are plain: Markdown, HTML or an address among
    them would be shown as such, and lead nowhere.
    """
    bare = bare_name(content)
    if bare:
        return (
            f"no words stand before <{bare[:80]}>.",
            f"Write {{{role}}}`{bare[:80]}`, or words, a space and the name in < and >.",
        )
    words, name = citation_of(content.removeprefix("!"))
    if not words:
        return _FINE  # whether there is such a name is known when all is read
    if not _NAME.fullmatch(name):
        return f"“{name[:80]}” is no name.", f"Write it as in {{{role}}}`words <name>`."
    if role == ARCHIVE:
        message = f"{{archive}} shows what archive.toml says; no words stand before <{name[:80]}>."
        return message, f"Write {{archive}}`{name[:80]}`."
    if not _is_plain(words):
        message = f"the words before <{name[:80]}> are not plain, and would be shown with all their signs."
        return message, "Take out addresses, links, stars, backslashes, codes and signs of HTML."
    return _FINE


def _is_plain(words: str) -> bool:
    inner = inline_of(words).children or []
    shown = "".join(one.content for one in inner)
    plain = all(one.type == "text" for one in inner) and shown == words.strip()
    return plain and not _ADDRESS.search(words) and not set(words) & set("<>\\")
