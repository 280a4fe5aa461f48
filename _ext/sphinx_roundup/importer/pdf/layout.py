"""Read an untagged PDF by its layout: lines, columns, paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from ..blocks import Block, Collector, links_of
from ..paragraphs import ends_sentence
from .letters import Letter, runs_of

_CUT = 1.3
"""A gap in a line of this many sizes parts columns."""
_NARROW = 0.5
_INDENT = 100
"""A column begins so far right of the page's first at least, in points."""
_LOOSE = 1.28
_EDGE = 0.12
_GUTTER_LINES = 3
_BULLETS = frozenset("•●▪◦‣·–")
_LONG = 8
_LEFT, _RIGHT, _ACROSS = 0, 1, 2
_HANG = 0.6
_LOOK_AHEAD = 60
_FAR = 0.2


@dataclass(frozen=True)
class Line:
    """Letters that stand on one line without a wide gap."""

    letters: tuple[Letter, ...]
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    italic: bool

    @cached_property
    def text(self) -> str:
        """Its words: asked for ten times, and dear to put together."""
        return "".join(run.text for run in runs_of(self.letters)).strip()


def read_layout(letters: Iterable[Letter], heights: Sequence[float], found: Collector) -> None:
    """Add the blocks of a document. ``heights`` are those of its pages."""
    lines = [part for page in _by_page(letters) for part in _recut(list(_lines(page)))]
    lines, margins = _set_margins_apart(lines, heights)
    for line in margins:
        found.drop("running head or page number", line.text, links_of(runs_of(line.letters)))
    parts = [part for page in _pages(lines) for column in _columns(page) for part in _parts(column)]
    for part in _joined(parts):
        found.add(part)


def _by_page(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    pages: dict[int, list[Letter]] = {}
    for letter in letters:
        pages.setdefault(letter.page, []).append(letter)
    return iter(pages[number] for number in sorted(pages))


def _lines(letters: Sequence[Letter]) -> Iterator[Line]:
    """Lines from the top: letters whose middles are level, cut at wide gaps."""
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda x: (x.middle, x.x0)):
        if rows and abs(rows[-1][0].middle - letter.middle) < 0.35 * max(letter.size, 1):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    for row in rows:
        row.sort(key=lambda x: x.x0)
        piece: list[Letter] = []
        for letter in row:
            if piece and letter.x0 - piece[-1].x1 > _CUT * min(letter.size, piece[-1].size):
                yield from _line(piece)
                piece = []
            piece.append(letter)
        yield from _line(piece)


def _recut(lines: Sequence[Line]) -> Iterator[Line]:
    """Cut lines again where a column begins that others show, though the gap is narrow."""
    starts = Counter(round(line.x0) for line in lines)
    first = min(starts, default=0)
    edges = {x for x, count in starts.items() if count >= _GUTTER_LINES and x > first + _INDENT}
    for line in lines:
        piece: list[Letter] = []
        end: Letter | None = None
        for letter in line.letters:
            at_edge = any(abs(letter.x0 - edge) <= 1 for edge in edges)
            if end and at_edge and letter.text.strip() and letter.x0 - end.x1 > _NARROW * line.size:
                yield from _line(piece)
                piece = []
            piece.append(letter)
            end = letter if letter.text.strip() else end
        yield from _line(piece)


def _line(letters: Sequence[Letter]) -> Iterator[Line]:
    shown = [letter for letter in letters if letter.text.strip()]
    if shown:
        size = Counter(letter.size for letter in shown).most_common(1)[0][0]
        yield Line(
            letters=tuple(letters),
            page=shown[0].page,
            x0=shown[0].x0,
            x1=max(letter.x1 for letter in shown),
            top=min(letter.top for letter in shown),
            bottom=max(letter.bottom for letter in shown),
            size=size,
            bold=all(letter.bold for letter in shown),
            italic=all(letter.italic for letter in shown),
        )


def _set_margins_apart(
    lines: Sequence[Line], heights: Sequence[float]
) -> tuple[list[Line], list[Line]]:
    """Part lines at the edges of pages that repeat, numbers aside, from the rest."""
    repeated: Counter[str] = Counter()
    edge: list[bool] = []
    for line in lines:
        height = heights[line.page - 1]
        at_edge = line.bottom < _EDGE * height or line.top > (1 - _EDGE) * height
        edge.append(at_edge)
        repeated[_masked(line)] += at_edge
    pages = len({line.page for line in lines})
    kept: list[Line] = []
    apart: list[Line] = []
    for line, at_edge in zip(lines, edge, strict=True):
        often = repeated[_masked(line)] >= max(2, (pages + 1) // 2)
        (apart if at_edge and often else kept).append(line)
    return kept, apart


def _masked(line: Line) -> str:
    return f"{re.sub(r'[0-9]+', '#', line.text)} {round(line.top / 4)}"


def _pages(lines: Sequence[Line]) -> Iterator[list[Line]]:
    for number in sorted({line.page for line in lines}):
        yield sorted((x for x in lines if x.page == number), key=lambda x: (x.top, x.x0))


def _columns(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The columns of a page, left before right; a line across them ends them."""
    start = 0
    whole: list[Line] = []
    while start < len(lines):
        end, gutter = _stretch(lines, start)
        if gutter is None:
            whole.append(lines[start])
            start += 1
            continue
        if whole:
            yield whole
            whole = []
        part = lines[start:end]
        yield [line for line in part if _side(line, gutter) == _LEFT]
        yield from _columns([line for line in part if _side(line, gutter) == _RIGHT])
        start = end
    if whole:
        yield whole


def _side(line: Line, gutter: float) -> int:
    """On which side of a gutter a line stands; a hyphen may hang into it a little."""
    slack = _HANG * line.size
    if line.x1 <= gutter + slack:
        return _LEFT
    return _RIGHT if line.x0 > gutter + slack else _ACROSS


def _stretch(lines: Sequence[Line], start: int) -> tuple[int, float | None]:
    """How far from ``start`` the lines leave a gutter free, and where it is."""
    best: tuple[int, float | None] = (start, None)
    edges = {round(line.x1) for line in lines[start : start + _LOOK_AHEAD]}
    for gutter in sorted(edges):
        end = start
        sides = [0, 0, 0]
        while end < len(lines) and (side := _side(lines[end], gutter)) != _ACROSS:
            sides[side] += 1
            end += 1
        if min(sides[_LEFT], sides[_RIGHT]) >= _GUTTER_LINES and end > best[0]:
            best = (end, float(gutter))
    return best


def _parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Paragraphs of a column."""
    if not lines:
        return
    leading = _leading(lines)
    right = max(line.x1 for line in lines)
    part: list[Line] = []
    for line in lines:
        if part and _begins(part[-1], line, leading, right):
            yield part
            part = []
        part.append(line)
    yield part


def _leading(lines: Sequence[Line]) -> float:
    steps = [
        (after.top - before.top) / max(after.size, 1)
        for before, after in pairwise(lines)
        if before.size == after.size and 0 < after.top - before.top < 3 * after.size
    ]
    tight = [step for step in steps if step <= 1.4 * min(steps)] if steps else []
    return median(tight) if tight else 1.2


def _begins(before: Line, line: Line, leading: float, right: float) -> bool:
    """Whether a paragraph begins with a line."""
    look = (line.bold, line.italic) == (before.bold, before.italic)
    if not look or abs(line.size - before.size) > 0.6:  # noqa: PLR2004 - rounding of sizes
        return True
    if line.top - before.top > _LOOSE * leading * line.size:
        return True
    if line.text[:1] in _BULLETS:
        return True
    word = line.text.split(" ", 1)[0]
    width = len(word) * (line.x1 - line.x0) / max(len(line.text), 1)
    room = right - before.x1
    ended = ends_sentence(before.text) or line.bold or room > _FAR * (right - before.x0)
    return room > width + line.size and ended


def _joined(parts: Iterable[Sequence[Line]]) -> Iterator[Block]:
    """Blocks; a paragraph that a column or a page has cut is one."""
    waiting: list[Line] = []
    marks: list[str] = []
    for part in parts:
        if waiting and _goes_on(waiting[-1], part[0]):
            marks.append(f"joined before “{' '.join(part[0].text.split()[:4])} …”: it stood on.")
            waiting = [*waiting, *part]
            continue
        if waiting:
            yield _block(waiting, marks)
        waiting, marks = list(part), []
    if waiting:
        yield _block(waiting, marks)


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line at the top of a column or page goes on with the last one before it."""
    same_column = before.page == line.page and line.top > before.top
    if same_column or before.bold or line.bold or before.size != line.size:
        return False
    return len(before.text.split()) >= _LONG // 2 and not ends_sentence(before.text)


def _block(lines: Sequence[Line], marks: Sequence[str]) -> Block:
    letters = [letter for line in lines for letter in line.letters]
    bullet = lines[0].text[:1] in _BULLETS
    return Block(
        runs_of(letters), "bullet" if bullet else "text", 0, f"page {lines[0].page}", tuple(marks)
    )
