"""Tell an editor what became of a document: as text, or as JSON for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .blocks import LeftOut
from .pipeline import Imported

UNREADABLE = 1
LOST = 3
_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document. ``code`` is 0, :data:`UNREADABLE` or :data:`LOST`."""

    file: str
    code: int = 0
    imported: Imported | None = None
    target: str = ""
    written: bool = False
    kept: bool = False
    """Whether the very same draft was there already."""
    problems: tuple[str, ...] = ()


def as_text(outcome: Outcome) -> Iterator[str]:
    """The report in lines."""
    if outcome.imported is None:
        lost = outcome.code == LOST
        yield (
            f"{outcome.file}: no draft is made: words or links would be lost."
            if lost
            else (f"{outcome.file}: {' '.join(outcome.problems)}")
        )
        yield from (f"  {problem}" for problem in outcome.problems if lost)
        return
    imported = outcome.imported
    count = imported.account
    yield f"{outcome.file}: {imported.format}, {count.words:,} words, {count.links:,} links"
    yield from (f"  {problem}" for problem in outcome.problems)
    if not outcome.problems:
        yield f"  {_verb(outcome)} {outcome.target}: {_contents(imported)}"
    yield from (f"  {note}" for note in (*imported.notes, *count.doubts))
    yield from _left_out_text(imported.left_out)
    yield from _points_text(imported)


def _verb(outcome: Outcome) -> str:
    if outcome.written:
        return "written to"
    return "is already in" if outcome.kept else "would be"


def _contents(imported: Imported) -> str:
    page = imported.page
    lost = sum(not address for address in page.addresses)
    links = f"{len(page.addresses)} links" + (f" ({lost} without an address)" if lost else "")
    return f"{len(page.headings) - 1} headings, {len(page.entries)} items, {links}"


def _left_out_text(left_out: tuple[LeftOut, ...]) -> Iterator[str]:
    if not left_out:
        return
    yield "  left out, and why:"
    for entry, number in Counter(left_out).items():
        times = f" ({number} times)" if number > 1 else ""
        words = entry.text if len(entry.text) <= _SHOWN else entry.text[:_SHOWN] + " …"
        links = ", ".join(anchor.href for anchor in entry.links if anchor.href)
        yield f"    {entry.why}{times}: {' '.join(filter(None, (words, links)))}"


def _points_text(imported: Imported) -> Iterator[str]:
    points = imported.points
    yield f"  to review: {len(points)} points on {len({slug for slug, _ in points})} items"
    where: dict[str, list[str]] = {}
    for slug, point in points:
        where.setdefault(point, []).append(slug)
    for point, slugs in where.items():
        yield f"    {', '.join(slugs)}: {point}"


def as_json(outcome: Outcome) -> dict[str, Any]:
    """The report as plain values."""
    report: dict[str, Any] = {
        "file": outcome.file,
        "exit": outcome.code,
        "problems": list(outcome.problems),
        "target": outcome.target,
        "written": outcome.written,
    }
    if outcome.imported is None:
        return report
    imported = outcome.imported
    return {
        **report,
        "format": imported.format,
        "words": imported.account.words,
        "links": imported.account.links,
        "headings": imported.page.headings[1:],
        "items": [str(entry.slug) for entry in imported.page.entries],
        "notes": [*imported.notes, *imported.account.doubts],
        "left_out": [
            {
                "why": entry.why,
                "text": entry.text,
                "links": [anchor.href for anchor in entry.links],
            }
            for entry in imported.left_out
        ],
        "review": [{"item": slug, "point": point} for slug, point in imported.points],
    }
