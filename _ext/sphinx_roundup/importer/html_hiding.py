"""Tell what a web page or an e-mail hides from its readers, by its styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bs4.element import Tag

_NONE = r"\s*:\s*0*(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:!important)?\s*(?:;|$)"
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    rf"|(?:^|[;\s])max-height{_NONE}|(?:^|[;\s])opacity{_NONE}"
    r"|text-indent\s*:\s*-\d{3,}|(?:^|[;\s])(?:left|top)\s*:\s*-\d{4,}"
)
_FLAT = re.compile(rf"(?:^|[;\s])(?:height|width){_NONE}")
_CLIPPED = re.compile(r"overflow\s*:\s*hidden")
_AT_RULE = re.compile(r"@[^{}@;]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?([.#])([\w-]+)")
_SIZE = re.compile(r"font-size\s*:\s*([\d.]+)(px|pt|em|rem|%)?")
_PREHEADER = re.compile(r"(?:^|[\s_-])pre-?(?:header|view)(?:$|[\s_-]|text)", re.IGNORECASE)


class Hiding:
    """The classes and names that the style sheets of a page hide; those for some screens do not count."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._hidden = {name for sheet in sheets for name in _hidden_by(sheet)}

    def hides(self, tag: Tag) -> bool:
        """Whether an element with all that is in it is hidden."""
        style = style_of(tag)
        if tag.has_attr("hidden") or _HIDES.search(style):
            return True
        if _FLAT.search(style) and _CLIPPED.search(style):
            return True
        names = {f".{name}" for name in _classes(tag)} | {f"#{tag.get('id')}"}
        return not self._hidden.isdisjoint(names)


def style_of(tag: Tag) -> str:
    """What an element says of its own style, in small letters."""
    return str(tag.get("style") or "").casefold()


def is_preheader(tag: Tag) -> bool:
    """Whether an element is the line that mail programs show beside the subject."""
    return any(_PREHEADER.search(name) for name in _classes(tag))


def text_size(style: str) -> float | None:
    """The size of text that a style sets, in points; None where it sets none that is absolute.

    Nothing is nothing in every unit. It hides the words right inside the element, and
    not those that get a size of their own.
    """
    found = None
    for number, unit in _SIZE.findall(style):
        try:
            value = float(number)
        except ValueError:
            continue
        if unit in {"px", "pt", ""} or not value:
            found = value if unit == "pt" else value * 0.75
    return found


def _classes(tag: Tag) -> list[str]:
    given = tag.get("class")
    return given.split() if isinstance(given, str) else list(given or ())


def _hidden_by(sheet: str) -> Iterator[str]:
    plain = _AT_RULE.sub("", _COMMENT.sub("", sheet))
    for rule in plain.split("}"):
        selectors, _, declarations = rule.rpartition("{")
        if _HIDES.search(declarations.casefold()):
            for selector in selectors.split(","):
                if match := _SELECTOR.fullmatch(selector.strip()):
                    yield match[1] + match[2]
