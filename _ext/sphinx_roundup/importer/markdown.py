"""Read Markdown, and plain text that uses its links, into blocks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import Tag
from markdown_it import MarkdownIt
from markdown_it.token import Token

from .blocks import Anchor, Block, Collector, Document, Role, Run, Tally, links_of
from .front_matter import take_front_matter
from .html import add_html

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TITLE = r"(?:\"[^\"]*\"|'[^']*'|\([^()]*\))"
_DESTINATION = r"(?:<[^>\n]*>|(?:[^\s()\\<]|\\.|\((?:[^\s()\\]|\\.)*\))(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*)"
_TARGET = rf"\(\s*(?P<href>{_DESTINATION}?)(?:\s+{_TITLE})?\s*\)"
_LINK = re.compile(rf"\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]{_TARGET}")
_IMAGE = re.compile(rf"!\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:{_TARGET}|\[[^\[\]]*\])")
_REFERENCE = re.compile(
    rf"^ {{0,3}}\[([^\]\n]+)\]:[ \t]*\n?[ \t]*(<[^<>\n]*>|[^\s<]\S*)(?:(?:[ \t]+|[ \t]*\n[ \t]*){_TITLE})?[ \t]*$",
    re.MULTILINE,
)
_USE = re.compile(r"\[(?P<text>[^\[\]]*)\](?:\[(?P<label>[^\[\]]*)\])?(?!\()")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE = re.compile(
    r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)|^(~~~+)[^\n]*\n(.*?)^\3", re.DOTALL | re.MULTILINE
)
_INDENTED = re.compile(r"(?:(?<=\A)|(?<=\n\n))(?:(?: {4}|\t)[^\n]*\n?)+")
_LIST_ITEM = re.compile(r"^\s{0,3}(?:[*+-]|\d+[.)])\s", re.MULTILINE)
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^>\s]*)>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TAG = re.compile(r"</?[A-Za-z](?:[^\"'<>]|\"[^\"]*\"|'[^']*')*>")
_SILENT = re.compile(r"<(script|style|template|iframe|noframes|noembed|title)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)  # fmt: skip
_ATTRIBUTE = re.compile(
    r"\b(href|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:")
_FOOTNOTE_USE = re.compile(r"\[\^[^\]\s]+\](?!:)")
FOOTNOTE_POINT = "a footnote belongs to it: its words are in the list of what was left out."


def read_markdown(text: str) -> Document:
    """Read Markdown: CommonMark, tables, footnotes, and the lines that a site's generator reads."""
    found = Collector()
    counted = tally(text)
    walk = _Walk(found)
    for token in MarkdownIt("commonmark").enable("table").parse(take_front_matter(text, found)):
        walk.take(token)
    return Document("Markdown", tuple(found.blocks), counted, tuple(found.left_out))


def tally(text: str) -> Tally:
    """Count the words of Markdown by taking markup off with a few expressions."""
    text = _CODE.sub(_literal, _COMMENT.sub(" ", text))
    if not _LIST_ITEM.search(text):
        text = _INDENTED.sub(_literal, text)
    text = _ESCAPE.sub(lambda match: f"&#{ord(match[1])};", text)
    links: list[Anchor] = [Anchor(address, address) for address in _AUTOLINK.findall(text)]
    text = _AUTOLINK.sub(r" \1 ", text)
    text = _IMAGE.sub(r" \1 ", text)
    named = {
        _label(name): address.strip("<>") for name, address in reversed(_REFERENCE.findall(text))
    }
    text = _REFERENCE.sub("", text)
    text, used = _take_references(text, named)
    links += [Anchor(_plain(address), None) for address in used]
    links += [Anchor(_plain(match["href"]).strip("<>"), None) for match in _LINK.finditer(text)]
    text = _LINK.sub(lambda match: match["text"], text)
    text = _TAG.sub(lambda match: _element(match[0], links), _SILENT.sub(" ", text))
    return Tally(_plain(text), tuple(links), "names")


def _element(tag: str, links: list[Anchor]) -> str:
    """What an element of HTML leaves in the words; an address that it has is a link."""
    given = {
        name.casefold(): html.unescape("".join(values)) for name, *values in _ATTRIBUTE.findall(tag)
    }
    if re.match(r"<a\b", tag, re.IGNORECASE) and "href" in given:
        links.append(Anchor(given["href"].strip(), None))
    return (
        f" {given['alt']} " if "alt" in given and re.match(r"<img\b", tag, re.IGNORECASE) else " "
    )


def _literal(match: re.Match[str]) -> str:
    """Text in which nothing is markup, written so that nothing looks like it."""
    groups = [group for group in match.groups()[1::2] if group is not None] or [match[0]]
    return "".join(c if c.isalnum() or c.isspace() else f"&#{ord(c)};" for c in groups[0])


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
    return html.unescape(text)


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
            if token.info:  # of a list that is numbered
                self.found.drop("printed number of a list", f"{token.info}{token.markup}")
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
            self._block([Run(token.content.strip())], token, is_code=True)

    def _block(self, runs: list[Run], token: Token, *, is_code: bool = False) -> None:
        role: Role = "text"
        if self.level:
            role = "heading"
        elif self.quotes:
            role = "quote"
        elif self.lists:
            role = "bullet"
        place = f"line {token.map[0] + 1}" if token.map else ""
        block = Block(tuple(runs), role, self.level, place)
        if not is_code and _FOOTNOTE.match(block.text):
            self.found.drop("footnote", block.text, links_of(block.runs))
        elif not is_code and _FOOTNOTE_USE.search(block.text):
            self.found.add(block.marked(FOOTNOTE_POINT))
        else:
            self.found.add(block)


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
        self._end_link()
        return self.runs

    def _take(self, child: Token) -> None:
        if child.type in {"strong_open", "strong_close"}:
            self.bold += child.nesting
        elif child.type in {"em_open", "em_close"}:
            self.italic += child.nesting
        elif child.type == "link_open":
            self.href, self.start = str(child.attrs["href"]), len(self.runs)
        elif child.type == "link_close":
            self._end_link()
        elif child.type == "image":
            self.found.drop("description of a picture", child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            self._add("\n")
        elif child.type == "html_inline":
            self._element(child.content)
        else:
            self._add(child.content)

    def _element(self, tag: str) -> None:
        """Take an element of HTML: a break, a link or a picture; the rest is look."""
        if _BREAK.fullmatch(tag):
            self._add("\n")
        elif re.fullmatch(r"</a\s*>", tag, re.IGNORECASE):
            self._end_link()
        elif re.match(r"<(?:a|img)\s", tag, re.IGNORECASE):
            read = BeautifulSoup(tag, "html5lib").find(["a", "img"])
            assert isinstance(read, Tag)
            if read.name == "img":
                self.found.drop("description of a picture", str(read.get("alt") or ""))
            elif read.has_attr("href"):
                self._end_link()
                self.href, self.start = str(read["href"]).strip(), len(self.runs)

    def _end_link(self) -> None:
        if self.href is not None and len(self.runs) == self.start:
            self.found.drop("link without words", "", links_of([Run("", self.href)]))
        self.href = None

    def _add(self, text: str) -> None:
        if text:
            self.runs.append(Run(text, self.href, self.bold > 0, self.italic > 0))
