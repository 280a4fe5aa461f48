"""Read a tagged PDF by its tags: they say what is a heading and what a paragraph.

The tree is walked here and not by pdfplumber, which forgets the page of a
reference and so loses the second half of a paragraph that crosses a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1

from ..blocks import Block, Collector, Role, UnreadableError, links_of
from .letters import Letter, runs_of

_INLINE = frozenset(
    {
        "Span",
        "Link",
        "Em",
        "Strong",
        "Quote",
        "Reference",
        "NonStruct",
        "Code",
        "Annot",
        "Sub",
        "BibEntry",
    }
)
_MOST_ELEMENTS = 200_000
_MOST_DEPTH = 150
_WIDE = 1.75
_LEADING = 1.2
_HEADING = re.compile(r"H([1-6])?")


@dataclass(slots=True)
class _Open:
    """The block that is being gathered."""

    role: Role = "text"
    level: int = 0
    letters: list[Letter] = field(default_factory=list)


class Tags:
    """The structure tree of a PDF."""

    def __init__(self, catalog: Any, page_numbers: dict[int, int]) -> None:
        root = resolve1(catalog.get("StructTreeRoot"))
        self.root = root if isinstance(root, dict) else {}
        roles = resolve1(self.root.get("RoleMap"))
        self.roles = roles if isinstance(roles, dict) else {}
        self.pages = page_numbers
        self.seen: set[int] = set()
        self.count = 0

    def read(self, letters: Iterable[Letter], found: Collector) -> list[Letter]:
        """Add the blocks that the tags make of letters; the letters without a tag are returned."""
        self.found = found
        self.marked: dict[tuple[int, int], list[Letter]] = {}
        rest: list[Letter] = []
        for letter in letters:
            if letter.mcid is None:
                rest.append(letter)
            else:
                self.marked.setdefault((letter.page, letter.mcid), []).append(letter)
        self.open = _Open()
        self._walk(self.root.get("K"), 0, "", 0)
        self._flush()
        for left in self.marked.values():
            rest.extend(left)
        return rest

    def _walk(self, value: Any, page: int, parent: str, depth: int) -> None:
        if isinstance(value, PDFObjRef):
            if value.objid in self.seen:
                return
            self.seen.add(value.objid)
            value = resolve1(value)
        self.count += 1
        if self.count > _MOST_ELEMENTS or depth > _MOST_DEPTH:
            raise UnreadableError(
                "Its tags are nested or repeated beyond what any newsletter has."
                " Save it again from the program that made it."
            )
        if isinstance(value, int):
            self.open.letters.extend(self.marked.pop((page, value), ()))
        elif isinstance(value, list):
            for entry in value:
                self._walk(entry, page, parent, depth + 1)
        elif isinstance(value, dict):
            self._element(value, self._page(value, page), parent, depth)

    def _page(self, element: dict[str, Any], page: int) -> int:
        reference = element.get("Pg")
        return self.pages.get(reference.objid, page) if isinstance(reference, PDFObjRef) else page

    def _element(self, element: dict[str, Any], page: int, parent: str, depth: int) -> None:
        if "MCID" in element:
            self._walk(resolve1(element["MCID"]), page, parent, depth + 1)
            return
        name, role = self._names(element)
        if role in {"TOC", "TOCI", "Lbl", "Artifact"}:
            why = "bullet sign" if role == "Lbl" else "list of contents"
            self._apart(element, page, why if role != "Artifact" else "page furniture", depth)
        elif role in _INLINE or not role:
            self._walk(element.get("K"), page, parent, depth + 1)
        else:
            self._block(element, page, name, role, parent, depth)

    def _block(
        self, element: dict[str, Any], page: int, name: str, role: str, parent: str, depth: int
    ) -> None:
        self._flush()
        inside = parent if parent in {"quote", "bullet"} else ""
        kind: Role = "text"
        heading = _HEADING.fullmatch(role)
        if heading or name in {"Title", "Subtitle"}:
            kind = "heading"
        elif (
            role == "BlockQuote" or name.casefold() in {"quote", "quotations"} or inside == "quote"
        ):
            kind = "quote"
        elif role in {"LI", "LBody"} or inside == "bullet":
            kind = "bullet"
        self.open = _Open(kind, int((heading and heading[1]) or 1) if kind == "heading" else 0)
        self._walk(element.get("K"), page, kind if kind in {"quote", "bullet"} else "", depth + 1)
        self._flush()
        self.open = _Open(parent if parent in {"quote", "bullet"} else "text")  # type: ignore[arg-type]  # "in" narrows nothing

    def _apart(self, element: dict[str, Any], page: int, why: str, depth: int) -> None:
        outer, self.open = self.open, _Open()
        self._walk(element.get("K"), page, "", depth + 1)
        runs = runs_of(self.open.letters)
        self.found.drop(why, "".join(run.text for run in runs), links_of(runs))
        self.open = outer

    def _names(self, element: dict[str, Any]) -> tuple[str, str]:
        """The name of an element, and the standard role it stands for."""
        name = role = str(resolve1(element.get("S")) or "").strip("/'")
        for _ in range(10):
            mapped = resolve1(self.roles.get(role))
            if mapped is None or str(mapped).strip("/'") == role:
                break
            role = str(mapped).strip("/'")
        return name, role

    def _flush(self) -> None:
        """End the block; what is parted by the height of an empty line is two."""
        for letters in _passages(self.open.letters):
            runs = runs_of(letters)
            place = f"page {letters[0].page}"
            self.found.add(Block(runs, self.open.role, self.open.level, place))
        self.open.letters = []


def _passages(letters: Sequence[Letter]) -> list[list[Letter]]:
    parts: list[list[Letter]] = []
    before: Letter | None = None
    for letter in letters:
        if before is None or (letter.text.strip() and _parted(parts, before, letter)):
            parts.append([])
        parts[-1].append(letter)
        if letter.text.strip():
            before = letter
    return parts


def _parted(parts: Sequence[Sequence[Letter]], before: Letter, letter: Letter) -> bool:
    """Whether a passage begins: after an empty line, or below a line that is all bold.

    Where empty lines part passages, one may have fallen on the end of a page.
    """
    if before.page != letter.page:
        return len(parts) > 1 and before.text in ".?!'\"’”"
    below = letter.top - before.top
    if below > _WIDE * _LEADING * letter.size:
        return True
    bold = not letter.bold and all(x.bold for x in parts[-1] if x.text.strip())
    return bold and below > letter.size / 2
