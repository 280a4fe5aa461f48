"""Read a draft back with the archive's Markdown parser and field rules, without a build.

Two uses: the check that nothing was lost asks what the archive will hold, and
suggestions learn from the issues that editors have already seen to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from ..model.fields import Line, read_fields
from ..model.records import Link
from ..syntax.strict_yaml import YamlError, front_matter, read_yaml

_ITEM = re.compile(r"\{item\}\s*(.*)", re.DOTALL)


@dataclass(slots=True)
class Entry:
    """An item of a page: its title, its fields and its printed words."""

    title: str
    heading: str
    fields: dict[str, Any]
    text: str
    links: list[Link]


@dataclass(slots=True)
class ReadBack:
    """What the archive will find on a page."""

    top: dict[str, Any]
    headings: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
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


@cache
def _parser() -> MarkdownIt:
    config = MdParserConfig(
        enable_extensions={"colon_fence"}, disable_syntax=["html_block", "html_inline"]
    )
    return create_md_parser(config, RendererHTML)


def read_back(text: str) -> ReadBack:
    """Read a page as the archive will."""
    header, body = front_matter(text)
    try:
        top = read_yaml(header).data
    except YamlError:
        top = {}
    page = ReadBack(top if isinstance(top, dict) else {})
    tokens = _parser().parse(body)
    for place, token in enumerate(tokens):
        if token.type == "inline":
            _place(page, tokens, place)
        elif token.type == "colon_fence" and (match := _ITEM.fullmatch(token.info.strip())):
            heading = page.headings[-1] if len(page.headings) > 1 else ""
            page.entries.append(_entry(match[1].strip(), heading, token.content))
        elif token.type not in _SILENT and token.content:
            page.other.append(token.content)
    return page


_SILENT = ("inline", "front_matter")


def _place(page: ReadBack, tokens: Sequence[Token], place: int) -> None:
    words, _ = _inline(tokens[place])
    if tokens[place - 1].type == "heading_open":
        page.headings.append(words)
    elif tokens[place].level > 1:
        page.quotes.append(words)
    else:
        page.other.append(words)


def _entry(title: str, heading: str, content: str) -> Entry:
    lines = content.split("\n")
    fields = read_fields("", [Line(i, line) for i, line in enumerate(lines, 1)])
    words: list[str] = []
    links: list[Link] = []
    for token in _parser().parse("\n".join(lines[fields.count :])):
        if token.type == "inline":
            text, found = _inline(token)
            words.append(text)
            links.extend(found)
        elif token.content:
            words.append(token.content)
    return Entry(title, heading, dict(fields.values), "\n".join(words), links)


def read_inline(line: str) -> tuple[str, list[Link]]:
    """The words and links of one paragraph written as one line."""
    tokens = [token for token in _parser().parse(line) if token.type == "inline"]
    parts = [_inline(token) for token in tokens]
    return "\n".join(text for text, _ in parts), [link for _, links in parts for link in links]


def _inline(token: Token) -> tuple[str, list[Link]]:
    words: list[str] = []
    links: list[Link] = []
    start: int | None = None
    target: str | None = None
    for child in token.children or ():
        if child.type == "link_open":
            start, target = len(words), str(child.attrs["href"])
        elif child.type == "link_close" and start is not None:
            links.append(Link("".join(words[start:]), target if target not in {"", "#"} else None))
            start = None
        else:
            words.extend(_words(child))
    return "".join(words), links


def _words(child: Token) -> Iterator[str]:
    if child.type in {"softbreak", "hardbreak"}:
        yield " "
    elif child.content:
        yield child.content
