"""The letters of a PDF with their places, and text made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from pdfminer.pdftypes import PDFException, resolve1

from ..blocks import Anchor, Block, Run

HYPHEN = "\x1f"
"""Stands for a hyphen at the end of a line until :func:`settle_hyphens` knows what it is."""
SOFT_HYPHEN = "\u00ad"
_HYPHENS = frozenset(f"-\u2010{SOFT_HYPHEN}")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_GAP = 0.18
_WIDE_GAP = 0.6
"""A gap of so many sizes is a blank, in a text that has none and in one that has some."""
_OVER = 0.15
_AGAIN = 0.08
"""Two letters so few sizes apart are one: an i that stands beside another is wider."""
_AUTOMATIC = 2


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter where it stands; pages count from 1, ``top`` from the top of the page."""

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    upright: bool
    mcid: int | None
    artifact: bool
    href: str | None = None

    @property
    def middle(self) -> float:
        """Half-way between its top and its bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a page that is a link."""

    href: str
    x0: float
    x1: float
    top: float
    bottom: float

    def holds(self, letter: Letter) -> bool:
        """Whether the middle of a letter lies in it."""
        x = (letter.x0 + letter.x1) / 2
        return self.x0 <= x <= self.x1 and self.top <= letter.middle <= self.bottom


def letters_of(page: Any, number: int, areas: Sequence[Area]) -> Iterator[Letter]:
    """The letters of a page in the order in which the file draws them."""
    mcid: int | None = None
    last: Letter | None = None
    drawn: dict[tuple[str, int], list[float]] = {}
    for char in page.chars:
        font = str(char["fontname"])
        text = str(char["text"])
        # What stands in a span within marked text has no number of its own: it is the text's.
        inner = char.get("mcid") is None and char.get("tag") == "Span"
        mcid = mcid if inner else char.get("mcid")
        letter = Letter(
            # A program that divides a word puts the hyphen into such a span.
            text=SOFT_HYPHEN if inner and text in _HYPHENS else text,
            page=number,
            x0=float(char["x0"]),
            x1=float(char["x1"]),
            top=float(char["top"]),
            bottom=float(char["bottom"]),
            size=round(float(char["size"]), 1),
            bold=bool(_BOLD.search(font)),
            italic=bool(_ITALIC.search(font)),
            # pdfminer's own word on this is misled by rounding.
            upright=char["matrix"][0] > abs(char["matrix"][1]),
            mcid=mcid,
            artifact=char.get("tag") == "Artifact",
        )
        if not text.strip():
            # Some programs underline by drawing blanks over letters already drawn.
            if last and _level(last, letter) and letter.x0 < last.x1 - _OVER * letter.size:
                continue
        else:
            if _is_again(letter, drawn):
                continue
            last = letter
        area = next((area for area in areas if area.holds(letter)), None)
        yield replace(letter, href=area.href) if area else letter


def _is_again(letter: Letter, drawn: dict[tuple[str, int], list[float]]) -> bool:
    """Whether a letter stands there already: some programs make it bold by drawing it twice."""
    row = round(letter.top / 2)
    near = (x for step in (-1, 0, 1) for x in drawn.get((letter.text, row + step), ()))
    if any(abs(x - letter.x0) < _AGAIN * letter.size for x in near):
        return True
    drawn.setdefault((letter.text, row), []).append(letter.x0)
    return False


def areas_of(page: Any) -> list[Area]:
    """The links of a page: their rectangles and addresses, read one by one.

    pdfplumber's own list resolves whole annotations, and ends in a circle on real files.
    """
    found: list[Area] = []
    for reference in _list(page.page_obj.annots)[:10_000]:
        annotation = _dict(reference)
        if str(annotation.get("Subtype")) != "/'Link'":
            continue
        action = _dict(annotation.get("A"))
        uri = resolve1(action.get("URI"))
        href = uri.decode("utf-8", errors="replace") if isinstance(uri, bytes) else ""
        corners = _numbers(annotation.get("QuadPoints")) or _numbers(annotation.get("Rect"))
        step = 8 if len(corners) % 8 == 0 else 4
        starts = range(0, len(corners) - step + 1, step)
        found.extend(_area(page, href, corners[start : start + step]) for start in starts)
    return found


def _area(page: Any, href: str, corners: Sequence[float]) -> Area:
    left, _, _, top = page.mediabox
    xs = [x - left for x in corners[::2]]
    ys = [top - y for y in corners[1::2]]
    return Area(href, min(xs), max(xs), min(ys), max(ys))


def _dict(value: Any) -> dict[str, Any]:
    try:
        value = resolve1(value)
    except PDFException:
        return {}
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    value = resolve1(value)
    return value if isinstance(value, list) else []


def _numbers(value: Any) -> list[float]:
    values = [resolve1(entry) for entry in _list(value)]
    return [float(v) for v in values if isinstance(v, int | float)] if values else []


def runs_of(letters: Sequence[Letter]) -> tuple[Run, ...]:
    """Letters as text: blanks where the file leaves them out, hyphens at line ends set apart."""
    runs: list[Run] = []
    before: Letter | None = None
    gap = _WIDE_GAP if any(not letter.text.strip() for letter in letters) else _GAP
    for letter in letters:
        if before is not None:
            _bridge(runs, before, letter, gap)
        text = "" if letter.text == SOFT_HYPHEN else letter.text
        runs.append(Run(text, letter.href, letter.bold, letter.italic, letter.size))
        before = letter
    return tuple(_links_closed(runs))


def _links_closed(runs: Sequence[Run]) -> Iterator[Run]:
    """Let a blank between two words of one link be of the link: rectangles leave it out."""
    shown = [i for i, run in enumerate(runs) if run.text.strip()]
    after: dict[int, str | None] = {}
    for left, right in pairwise(shown):
        if runs[left].href == runs[right].href:
            after.update(dict.fromkeys(range(left + 1, right), runs[left].href))
    for place, run in enumerate(runs):
        href = after.get(place, run.href)
        yield run if href == run.href else replace(run, href=href)


def _bridge(runs: list[Run], before: Letter, letter: Letter, gap: float) -> None:
    """Add what stands between two letters: nothing, a blank or a hyphen at a line's end."""
    href = letter.href if letter.href == before.href else None
    if not _same_line(before, letter):
        if before.text in _HYPHENS and letter.text[:1].isalnum():
            if before.text != SOFT_HYPHEN:
                runs[-1] = replace(runs[-1], text=HYPHEN)
        elif before.text.strip() and before.text != "/" and letter.text.strip():
            runs.append(Run(" ", href, size=letter.size))
    elif letter.x0 - before.x1 > gap * letter.size and before.text.strip() and letter.text.strip():
        runs.append(Run(" ", href, size=letter.size))


def _same_line(before: Letter, letter: Letter) -> bool:
    return _level(before, letter) and letter.x0 > before.x0 - letter.size


def _level(before: Letter, letter: Letter) -> bool:
    near = abs(before.middle - letter.middle) < 0.5 * max(before.size, letter.size)
    return before.page == letter.page and near


def settle_hyphens(blocks: Sequence[Block]) -> list[Block]:
    """Decide of each hyphen at a line's end whether it is the word's or the line's.

    It is the line's where the word stands undivided elsewhere, the word's where it stands
    divided elsewhere. The rest is decided by whether the document divides words, and marked.
    """
    known = Counter(_words(" ".join(block.raw for block in blocks)))
    pairs = re.findall(rf"([\w'’]+){HYPHEN}([\w'’]+)", " ".join(block.raw for block in blocks))
    divides = sum(_joined(known, *pair) for pair in pairs) >= _AUTOMATIC
    return [_settled(block, known, divides) for block in blocks]


def _settled(block: Block, known: Counter[str], divides: bool) -> Block:
    marks: list[str] = []
    raw = block.raw
    signs: list[str] = []
    for match in re.finditer(HYPHEN, raw):
        left = re.findall(r"[\w'’-]*$", raw[: match.start()])[0]
        right = re.findall(r"^[\w'’-]*", raw[match.end() :])[0]
        whole, divided = _joined(known, left, right), known[f"{left}-{right}".casefold()] > 0
        sign = "" if whole or (divides and not divided and left.isalpha()) else "-"
        if not whole and not divided:
            shown = f"{left}{sign}{right}"
            marks.append(f"a line ended in “{left}-”: is the word “{shown}”?")
        signs.append(sign)
    waiting = iter(signs)
    runs = tuple(
        replace(run, text=re.sub(HYPHEN, lambda _: next(waiting), run.text)) for run in block.runs
    )
    return replace(block, runs=runs, marks=(*block.marks, *marks))


def _joined(known: Counter[str], left: str, right: str) -> bool:
    return known[f"{left}{right}".casefold()] > 0


def _words(text: str) -> Iterator[str]:
    return (word.casefold() for word in re.findall(rf"(?<!{HYPHEN})[\w'’-]+(?!{HYPHEN})", text))


def pictures_linked(letters: Iterable[Letter], areas: Iterable[tuple[int, Area]]) -> list[Anchor]:
    """The links in whose rectangles no letter stands: they are on pictures."""
    by_page: dict[int, list[Letter]] = {}
    for letter in letters:
        by_page.setdefault(letter.page, []).append(letter)
    return [
        Anchor(area.href, "")
        for page, area in areas
        if not any(area.holds(letter) and letter.text.strip() for letter in by_page.get(page, ()))
    ]


def anchors_of(letters: Iterable[Letter], areas: Iterable[tuple[int, Area]]) -> tuple[Anchor, ...]:
    """The links counted the simple way: the letters in each rectangle, in no order."""
    by_page: dict[int, list[Letter]] = {}
    for letter in letters:
        by_page.setdefault(letter.page, []).append(letter)
    found = []
    taken: set[int] = set()
    for page, area in areas:
        inside = [x for x in by_page.get(page, []) if id(x) not in taken and area.holds(x)]
        taken.update(id(letter) for letter in inside)
        found.append(Anchor(area.href, "".join(letter.text for letter in inside)))
    return tuple(found)
