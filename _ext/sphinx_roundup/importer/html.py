"""Read a web page or the HTML of an e-mail into blocks.

html5lib reads it as a browser would: simpler parsers lose a whole letter to an
unclosed ``<head>``. Layout tables, nested as deep as mail programs nest them,
are read cell by cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from .blocks import Block, Collector, Document, Role, Run, UnreadableError, links_of, word_set
from .html_count import tally
from .html_hiding import Hiding, is_preheader, style_of, text_size

MOST_DEPTH = 250
WINDOW = "title of the window"
_BLOCKS = word_set(
    "address article aside blockquote body caption center dd details div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre"
    " section summary table tbody td tfoot th thead tr ul"
)
_SILENT = word_set("script style template head iframe noframes noembed")
_HEADING = re.compile(r"h([1-6])")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]*)>", re.IGNORECASE)
"""An address in angle brackets, as Markdown and letters have it: HTML would take it for an element."""
_BULLET_SIGN = re.compile(r"mso-list\s*:\s*ignore")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)")
_ITALIC = re.compile(r"font-style\s*:\s*italic")
_TINY = 2.0
"""Text of so many points at most is for machines, not for readers."""


def read_html(text: str) -> Document:
    """Read a page or a letter."""
    text = _AUTOLINK.sub(r"&lt;\1&gt;", text)
    counted = tally(text)
    found = Collector()
    title = add_html(text, found)
    return Document("HTML", tuple(found.blocks), counted, tuple(found.left_out), title=title)


def add_html(text: str, found: Collector) -> str:
    """Add the blocks of a page or a fragment of one; the title of its window is returned."""
    soup = BeautifulSoup(text, "html5lib")
    # A page that puts a second head into its body may have a title there: the walk drops it.
    titles = [title.get_text() for title in soup.head.find_all("title")] if soup.head else []
    for title in titles:
        found.drop(WINDOW, title)
    window = next(iter(titles), "")
    if soup.body:
        base = soup.find("base", href=True)
        styles = ("".join(map(str, style.contents)) for style in soup.find_all("style"))
        walk = _Walk(found, str(base["href"]) if isinstance(base, Tag) else "", Hiding(styles))
        walk.element(soup.body, _Look(), 0)
        walk.flush()
    return " ".join(window.split())


@dataclass(frozen=True, slots=True)
class _Look:
    """What the elements around a text say of it."""

    href: str | None = None
    bold: bool = False
    italic: bool = False
    size: float = 0.0
    tiny: bool = False
    role: Role = "text"
    level: int = 0


class _Walk:
    """Walks the tree and cuts it into blocks. ``base`` is what its addresses are relative to."""

    def __init__(self, found: Collector, base: str, hiding: Hiding) -> None:
        self.found = found
        self.base = base
        self.hiding = hiding
        self.runs: list[Run] = []
        self.look = _Look()
        self.count = 0

    def flush(self) -> None:
        """End the block that is being gathered."""
        if self.runs:
            self.count += 1
            role, level = self.look.role, self.look.level
            self.found.add(Block(tuple(self.runs), role, level, f"paragraph {self.count}"))
            self.runs = []

    def element(self, tag: Tag, look: _Look, depth: int) -> None:
        """Walk an element that stands in the page."""
        if depth > MOST_DEPTH:
            raise UnreadableError(
                f"It is nested more than {MOST_DEPTH} deep, which no newsletter is."
                " Save it again from the program that shows it."
            )
        block = tag.name in _BLOCKS
        if block:
            self.flush()
        inner = _look_of(tag, look, self.base)
        if inner.href and tag.name == "a" and not tag.get_text(strip=True):
            self.found.drop("link without words", "", links_of([Run("", inner.href)]))
        for child in tag.children:
            if isinstance(child, Tag):
                self._child(child, inner, depth)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._text(re.sub(r"[ \t\r\n\f]+", " ", str(child)), inner)
        if block:
            self.flush()

    def _child(self, tag: Tag, look: _Look, depth: int) -> None:
        if tag.name in _SILENT:
            return
        if tag.name == "br":
            self._text("\n", look)
        elif tag.name == "img":
            self._picture(tag, look)
        elif tag.name == "title":
            # In the body it is one that came there by mistake; in a drawing, its name.
            self._drop(WINDOW if tag.find_parent("svg") is None else "name of a drawing", tag, look)
        elif self.hiding.hides(tag):
            self._drop("hidden text", tag, look)
        elif is_preheader(tag) and not self.count and not self.runs:
            self._drop("preheader", tag, look)
        elif _BULLET_SIGN.search(style_of(tag)):
            self._drop("bullet sign", tag, look)
            self.look = replace(self.look, role="bullet")
        else:
            self.element(tag, look, depth + 1)

    def _text(self, text: str, look: _Look) -> None:
        if look.tiny and text.strip():
            self.found.drop("hidden text", text, links_of([Run(text, look.href)]))
            return
        if not self.runs:
            if not text.strip():
                return
            # What the first words are decides what the block is.
            sign = self.look.role == "bullet" and look.role == "text"
            self.look = replace(look, role="bullet") if sign else look
        self.runs.append(Run(text, look.href, look.bold, look.italic, look.size))

    def _picture(self, tag: Tag, look: _Look) -> None:
        self.found.drop("description of a picture", str(tag.get("alt") or ""))
        if look.href is not None:
            self.found.drop("link on a picture", "", links_of([Run("", look.href)]))

    def _drop(self, why: str, tag: Tag, look: _Look) -> None:
        aside = Collector()
        walk = _Walk(aside, self.base, Hiding(()))
        walk.element(_shown(tag), _Look(href=look.href), 0)
        walk.flush()
        self.found.left_out.extend(aside.left_out)
        for block in aside.blocks:
            self.found.drop(why, block.text, links_of(block.runs))


def _shown(tag: Tag) -> Tag:
    for inner in (tag, *tag.find_all(True)):
        inner.attrs.pop("style", None)
        inner.attrs.pop("hidden", None)
    return tag


def _look_of(tag: Tag, look: _Look, base: str) -> _Look:
    style = style_of(tag)
    heading = _HEADING.fullmatch(tag.name)
    if heading:
        look = replace(look, role="heading", level=int(heading[1]))
    elif tag.name in {"blockquote", "li"}:
        look = replace(look, role="quote" if tag.name == "blockquote" else "bullet")
    elif tag.name == "a" and (tag.has_attr("href") or tag.has_attr("xlink:href")):
        given = tag["href"] if tag.has_attr("href") else tag["xlink:href"]
        look = replace(look, href=resolved(str(given).strip(), base))
    size = text_size(style)
    bold = tag.name in {"b", "strong"} or bool(_BOLD.search(style))
    italic = tag.name in {"i", "em", "cite"} or bool(_ITALIC.search(style))
    return replace(
        look,
        bold=(look.bold or bold) and not _NOT_BOLD.search(style),
        italic=look.italic or italic,
        size=look.size if size is None else size,
        tiny=look.tiny if size is None else size <= _TINY,
    )


def resolved(href: str, base: str) -> str:
    """An address that is relative to what the page names, where that is on the web."""
    if href.startswith("#") or not href or not base.startswith(("http://", "https://")):
        return href
    try:
        return urljoin(base, href)
    except ValueError:
        return href
