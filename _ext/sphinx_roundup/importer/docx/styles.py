"""What the styles of a Word file say of a paragraph and of its runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading ([1-9])")
_QUOTES = frozenset({"quote", "intense quote", "pull quote", "pullquote", "block text"})
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph or a run looks."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    size: float = 0.0
    level: int = 0
    """Of a heading; 0 is none."""
    quote: bool = False
    contents: bool = False
    bullet: bool = False


def on(element: ET.Element | None) -> bool:
    """Whether a switch such as ``w:b`` is on: present and not set to off."""
    return element is not None and element.get(f"{W}val", "true").casefold() not in _OFF


def run_look(properties: ET.Element | None, look: Look) -> Look:
    """Take over what run properties say."""
    if properties is None:
        return look
    values: dict[str, Any] = {}
    for name, tag in (("bold", "b"), ("italic", "i"), ("hidden", "vanish")):
        element = properties.find(W + tag)
        if element is not None:
            values[name] = on(element)
    size = properties.find(f"{W}sz")
    if size is not None:
        values["size"] = _number(size.get(f"{W}val"), 2.0)
    return replace(look, **values)


def paragraph_look(properties: ET.Element | None, look: Look) -> Look:
    """Take over what paragraph properties say, those of its runs aside."""
    if properties is None:
        return look
    outline = properties.find(f"{W}outlineLvl")
    if outline is not None:
        level = int(_number(outline.get(f"{W}val"))) + 1
        look = replace(look, level=level if level <= 9 else 0)  # noqa: PLR2004 - 9 is body text
    number = properties.find(f"{W}numPr/{W}numId")
    if number is not None:
        look = replace(look, bullet=number.get(f"{W}val") != "0")
    return look


def _number(text: str | None, divisor: float = 1.0) -> float:
    try:
        return float(text or 0) / divisor
    except ValueError:
        return 0.0


class Styles:
    """The styles by id, each with those it is based on worked in."""

    def __init__(self, root: ET.Element | None) -> None:
        self._style: dict[str, ET.Element] = {}
        self._known: dict[str, Look] = {}
        self.default = Look()
        self.default_paragraph = ""
        if root is None:
            return
        self.default = run_look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"), Look())
        for style in root.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._style.setdefault(name, style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}:
                self.default_paragraph = name

    def look(self, name: str) -> Look:
        """The look of a style by id; a style that is not there looks like no style."""
        if name not in self._known:
            look = self.default
            for style in reversed(self._chain(name)):
                look = run_look(style.find(f"{W}rPr"), look)
                look = paragraph_look(style.find(f"{W}pPr"), look)
                look = _by_name(style, look)
            self._known[name] = look
        return self._known[name]

    def apply(self, name: str, look: Look) -> Look:
        """A character style over the look of a paragraph."""
        for style in reversed(self._chain(name)):
            look = run_look(style.find(f"{W}rPr"), look)
        return look

    def _chain(self, name: str) -> list[ET.Element]:
        """The style and those it is based on; a circle of styles ends where it closes."""
        chain: list[ET.Element] = []
        seen: set[str] = set()
        while name in self._style and name not in seen:
            seen.add(name)
            chain.append(self._style[name])
            base = self._style[name].find(f"{W}basedOn")
            name = base.get(f"{W}val", "") if base is not None else ""
        return chain


def _by_name(style: ET.Element, look: Look) -> Look:
    element = style.find(f"{W}name")
    name = element.get(f"{W}val", "").casefold() if element is not None else ""
    heading = _HEADING.fullmatch(name)
    if heading:
        look = replace(look, level=int(heading[1]))
    elif name in {"title", "subtitle"}:
        look = replace(look, level=1)
    elif name in _QUOTES:
        look = replace(look, quote=True)
    elif re.fullmatch(r"(?:toc|contents) (?:[1-9]|heading)", name):
        look = replace(look, contents=True, level=0)
    elif name.startswith("list bullet"):
        look = replace(look, bullet=True)
    return look
