"""Read an issue's headings without a parser, where nothing else stands outside its items.

An issue is headings and items, and items are shown from their records. What is left of most
pages is then a few plain lines, of which MyST would make the very same nodes with a hundred
times the work. Whatever is not as plain as that is left to MyST.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docutils import nodes
from myst_parser.config.main import MdParserConfig

from ..syntax.strict_yaml import front_matter

_HEADING = re.compile(r"(#{1,6}) ([^\W_](?:[\w .,:;()'‘’“”–—/?%+-]|& )*)")
"""A heading in which no sign means anything to Markdown; ``_`` is looked for apart."""
_USUAL = frozenset({"colon_fence"})
"""The extensions of MyST that change no heading."""
_TITLE = re.compile(r"^title\b", re.MULTILINE)
"""A key of the top lines that MyST makes a heading of."""

Heading = tuple[int, int, str]
"""Its line from 1, its level, and its words."""


def headings_of(text: str, config: MdParserConfig) -> list[Heading] | None:
    """Find the headings of a text; None where it may hold anything else.

    :param config: of MyST; None is given where its settings may change a heading.
    """
    if not config.enable_extensions <= _USUAL or config.heading_anchors:
        return None
    top, body = front_matter(text)
    if _TITLE.search(top):
        return None
    first = text.count("\n") - body.count("\n") + 1
    found: list[Heading] = []
    for number, line in enumerate(body.split("\n"), first):
        if not line.strip():
            continue
        match = _HEADING.fullmatch(line.rstrip(" "))
        level, deepest = (len(match[1]), found[-1][1] if found else 0) if match else (0, 0)
        # The first has level 1, and none leaves out a level: MyST nests others in ways of its own.
        if not match or "_" in match[2] or level > deepest + 1:
            return None
        found.append((number, level, match[2]))
    return found


def put_headings(headings: Sequence[Heading], document: nodes.document) -> None:
    """Nest headings in a document as sections, as MyST does."""
    above: list[nodes.Element] = [document]
    for line, level, words in headings:
        section, title = nodes.section(), nodes.title(words, "", nodes.Text(words))
        for node in (section, title):
            node.line, node.source = line, document["source"]
        section += title
        del above[level:]
        above[-1] += section
        above.append(section)
        section["names"].append(nodes.fully_normalize_name(words))
        document.note_implicit_target(section, section)


def settle(document: nodes.document, config: MdParserConfig) -> None:
    """Leave in a document what MyST's transforms look for."""
    document.myst_slugs = {}  # type: ignore[attr-defined]  # MyST puts it there
    document.settings.myst_heading_anchors_html_ids = config.heading_anchors_html_ids
    document.settings.myst_footnote_transition = config.footnote_transition
    document.settings.myst_footnote_sort = config.footnote_sort
