"""A page as a reader gets it, taken apart."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path


@dataclass
class Element:
    """An element of a page, with the text inside it."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""


class Page(HTMLParser):
    """A page as a list of elements in document order, each with all text inside it."""

    VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "use", "circle", "line"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag not in self.VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def having(self, attribute: str) -> list[Element]:
        """The elements that have an attribute."""
        return [e for e in self.elements if attribute in e.attributes]

    def of_class(self, name: str) -> list[Element]:
        """The elements of a class."""
        return [e for e in self.elements if name in (e.attributes.get("class") or "").split()]

    @property
    def listed(self) -> list[str]:
        """The ids of the entries that have a card, in order."""
        found = []
        for number, element in enumerate(self.elements):
            if "item" in (element.attributes.get("class") or "").split():
                inside = self.elements[number + 1 :]
                found.append(next(entry_at(e.attributes["href"]) for e in inside if e.tag == "a"))
        return found

    def named(self, *tags: str) -> list[Element]:
        """The elements of some tags."""
        return [e for e in self.elements if e.tag in tags]


_ENTRY = re.compile(r"issues/([^/]+)\.html#item-\1-(.+)|e/([^/]+)/([^/]+)\.html")


def entry_at(address: str | None) -> str:
    """The id of the entry that an address leads to: of its place in its issue, or its own page."""
    found = _ENTRY.search(address or "")
    return "/".join(filter(None, found.groups())) if found else ""


def card_of(entry: str) -> str:
    """Say by CSS which card of a page is of an entry; the link of its title tells."""
    place, own = f"#item-{entry.replace('/', '-')}", f"e/{entry}.html"
    return f".item:has(> :is(h2, h3, h4) > :is(a[href$='{place}'], a[href$='{own}']))"


def page(path: Path) -> Page:
    """Parse a page."""
    return Page(path.read_text(encoding="utf-8"))


_ID = re.compile(r'\sid="([^"]+)"')
_HREF = re.compile(r'<a\s(?:[^>]*\s)?href="([^"]*)"')


def links_to_nothing(site: Path) -> list[tuple[str, str]]:
    """The links of each page of a site that lead to no file of it, or to no place on a page."""
    site = site.resolve()
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    anchors = {path: {unescape(name) for name in _ID.findall(text)} for path, text in texts.items()}
    missing = []
    for path, text in texts.items():
        for href in map(unescape, _HREF.findall(text)):
            name, _, anchor = href.partition("#")
            # As a path is written: to ask the system of each of its folders took most of the time.
            there = os.path.normpath(path.parent / name.partition("?")[0])
            target = Path(there) if name else path
            is_file = target.suffix != ".html" and target.is_file()
            if ":" in href or href.endswith(".pdf") or is_file:
                continue
            if target not in anchors or (anchor and anchor not in anchors[target]):
                missing.append((path.name, href))
    return missing
