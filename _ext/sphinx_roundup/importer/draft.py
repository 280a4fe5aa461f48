"""Write an issue that was found as a draft page for an editor to review."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import yaml

from ..guard.unwrap import clean
from .blocks import Block, Run, joined
from .round_trip import read_inline
from .structure import Found, FoundItem, FoundSection
from .writer import escape, inline, protect_start

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


@dataclass(slots=True)
class Suggested:
    """What is filled in for an item; an empty field is left out of the draft."""

    title: str
    slug: str
    kind: str = ""
    source: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    points: list[str] = field(default_factory=list)


def write_draft(found: Found, suggested: Iterable[Suggested], dated: str = "") -> str:
    """The text of the page. ``suggested`` has an entry for each item, in order.

    ``dated`` is the day of an issue whose name says none.
    """
    waiting = iter(suggested)
    parts = ["---", "status: draft", _top("masthead", found.masthead)]
    if found.strap_line:
        parts.append(_top("strap-line", found.strap_line))
    if dated:
        parts.append(f"date: {dated}")
    parts += ["---", "", f"# {_heading(found.date)}", ""]
    spare = list(found.marks)
    for section in found.sections:
        spare += section.marks
        parts += _section(section)
        for item in section.items:
            parts += [*_item(item, next(waiting), spare), ""]
            spare = []
    return "\n".join(parts).rstrip("\n") + "\n"


def _top(key: str, value: str) -> str:
    text: str = yaml.safe_dump({key: _safe(value)}, allow_unicode=True, width=100_000)
    return text.strip()


def _safe(text: str) -> str:
    return _CONTROL.sub("", text)


def _heading(text: str) -> str:
    # A # at the end of a heading would be taken for its closing mark.
    return re.sub(r"(#+)$", lambda m: "\\#" * len(m[0]), escape(" ".join(_safe(text).split())))


def _section(section: FoundSection) -> Iterator[str]:
    if section.heading:
        yield from (f"## {_heading(section.heading)}", "")
    for quote in section.quotes:
        yield from (f"> {protect_start(escape(_safe(quote.text)))}", "")


def _item(item: FoundItem, given: Suggested, spare: Iterable[str]) -> Iterator[str]:
    body: list[str] = []
    points = [*spare, *item.marks, *given.points]
    for place, block in enumerate(item.blocks):
        bullet = block.role == "bullet" and len(item.blocks) > 1
        line, found = _paragraph(block)
        points += found
        if place and not (bullet and body[-1].startswith("- ")):
            body.append("")
        body.append(f"- {line}" if bullet else line)
    yield f":::{{item}} {' '.join(_safe(given.title).split())}"
    yield f":id: {given.slug}"
    for name, values in (
        ("kind", [given.kind]),
        ("source", given.source),
        ("topics", given.topics),
    ):
        if any(values):
            yield f":{name}: {', '.join(values)}"
    for point in dict.fromkeys(points):
        yield f":review: {' '.join(_safe(point).split())}"
    yield from ("", *body, ":::")


def _paragraph(block: Block) -> tuple[str, list[str]]:
    """A paragraph as Markdown, and what to review about its links."""
    runs: list[Run] = []
    points: list[str] = []
    plain = block.bold or all(run.italic for run in block.runs if run.text.strip())
    for run in block.runs:
        text = _safe(run.text)
        style = {} if plain else {"bold": run.bold, "italic": run.italic}
        if run.href is None:
            runs.append(Run(text, None, **style))
            continue
        address = clean(run.href)
        runs.append(Run(text, address.href, **style))
        if address.point and text.strip():
            points.append(f"the link “{text.strip()}” {address.point}")
    merged = list(joined(runs))
    words = " ".join("".join(run.text for run in merged).split())
    line = inline(merged)
    # Emphasis that would not come back as the same words is not worth having.
    if " ".join(read_inline(line)[0].split()) != words:
        line = inline(merged, emphasis=False)
    return line, points
