"""Read Markdown, and plain text that uses its links, into blocks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .blocks import Anchor, Block, Collector, Document, Role, Run, Tally, links_of
from .html import add_html

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^>]*>", re.DOTALL)
_TARGET = re.compile(r"\]\(\s*(<[^>\n]*>|(?:[^\s()\\]|\\.|\([^\s()]*\))*)(\s+\"[^\"\n]*\")?\s*\)")
_REFERENCE = re.compile(r"^ {0,3}\[([^\]\n]+)\]:[ \t]*<?([^\s>]+)>?.*$", re.MULTILINE)
_USE = re.compile(r"\[(?P<text>[^\[\]]*)\](?:\[(?P<label>[^\[\]]*)\])?(?!\()")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\[\]]*)\](?:\([^()\s]*(?:\s+\"[^\"\n]*\")?\)|\[[^\[\]]*\])")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^>\s]*)>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def read_markdown(text: str) -> Document:
    """Read Markdown: CommonMark and tables."""
    found = Collector()
    walk = _Walk(found)
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        walk.take(token)
    return Document("Markdown", tuple(found.blocks), tally(text), tuple(found.left_out))


def tally(text: str) -> Tally:
    """Count the words of Markdown by taking markup off with a few expressions."""
    text = _CODE.sub(_literal, _COMMENT.sub(" ", text))
    text = _IMAGE.sub(r" \1 ", text)
    named = {_label(name): address for name, address in _REFERENCE.findall(text)}
    text = _REFERENCE.sub("", text)
    text, used = _take_references(text, named)
    links = [Anchor(address, None) for address in used]
    links += [Anchor(_plain(match[1]).strip("<>"), None) for match in _TARGET.finditer(text)]
    text = _TARGET.sub("]", text)
    links += [Anchor(address, address) for address in _AUTOLINK.findall(text)]
    text = _AUTOLINK.sub(r" \1 ", text)
    text = _TAG.sub(" ", text)
    return Tally(_plain(text), tuple(links), "names")


def _literal(match: re.Match[str]) -> str:
    """Text between backticks, in which nothing is markup, written so that nothing looks like it."""
    return "".join(c if c.isalnum() or c.isspace() else f"&#{ord(c)};" for c in match[2])


def _label(name: str) -> str:
    return " ".join(name.split()).casefold()


def _take_references(text: str, named: dict[str, str]) -> tuple[str, list[str]]:
    """Take the labels of links like ``[words][label]`` off; their addresses are returned."""
    used: list[str] = []

    def taken(match: re.Match[str]) -> str:
        address = named.get(_label(match["label"] or match["text"]))
        if address is None:
            return match[0]
        used.append(address)
        return match["text"]

    return _USE.sub(taken, text), used


def _plain(text: str) -> str:
    return html.unescape(_ESCAPE.sub(r"\1", text))


@dataclass(slots=True)
class _Walk:
    """Where the reader stands in the stream of tokens."""

    found: Collector
    lists: int = 0
    quotes: int = 0
    level: int = 0

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.type in {"list_item_open", "list_item_close"}:
            self.lists += token.nesting
        elif token.type in {"blockquote_open", "blockquote_close"}:
            self.quotes += token.nesting
        elif token.type == "heading_open":
            self.level = int(token.tag[1])
        elif token.type == "heading_close":
            self.level = 0
        elif token.type == "inline":
            inline = _Inline(self.found)
            self._block(inline.runs_of(token.children or ()), token)
        elif token.type == "html_block":
            add_html(token.content, self.found)
        elif token.content:
            self._block([Run(token.content.strip())], token)

    def _block(self, runs: list[Run], token: Token) -> None:
        role: Role = "text"
        if self.level:
            role = "heading"
        elif self.quotes:
            role = "quote"
        elif self.lists:
            role = "bullet"
        place = f"line {token.map[0] + 1}" if token.map else ""
        self.found.add(Block(tuple(runs), role, self.level, place))


@dataclass(slots=True)
class _Inline:
    """The state of inline markup within one paragraph."""

    found: Collector
    bold: int = 0
    italic: int = 0
    href: str | None = None
    start: int = 0
    runs: list[Run] = field(default_factory=list)

    def runs_of(self, children: Iterable[Token]) -> list[Run]:
        for child in children:
            self._take(child)
        return self.runs

    def _take(self, child: Token) -> None:
        if child.type in {"strong_open", "strong_close"}:
            self.bold += child.nesting
        elif child.type in {"em_open", "em_close"}:
            self.italic += child.nesting
        elif child.type == "link_open":
            self.href, self.start = str(child.attrs["href"]), len(self.runs)
        elif child.type == "link_close":
            if len(self.runs) == self.start:
                self.found.drop("link without words", "", links_of([Run("", self.href)]))
            self.href = None
        elif child.type == "image":
            self.found.drop("description of a picture", child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            self._add("\n")
        elif child.type == "html_inline":
            self._add("\n" if _BREAK.fullmatch(child.content) else "")
        else:
            self._add(child.content)

    def _add(self, text: str) -> None:
        if text:
            self.runs.append(Run(text, self.href, self.bold > 0, self.italic > 0))
