"""Read the record of an issue off its page, and what is wrong with the page."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..lint.rules import check_date_line, check_withdrawn
from ..model.field_types import DATE, FieldError
from ..model.messages import Problem
from ..model.periods import FIRST_YEAR, LAST_YEAR, PERIODS, issue_problem, period_of
from ..model.records import Issue, Item, Section, Tombstone
from ..syntax import tree
from ..syntax.markdown import heading_id
from ..syntax.tree import Node
from .item import read_item


def read_issue(
    docname: str, page: Sequence[Node], top: Mapping[str, Any], lines: Mapping[str, int]
) -> tuple[Issue | None, tuple[Problem, ...]]:
    """Read the record of an issue, and what is wrong with it.

    ``page`` is its headings and what stands between them, in order; ``top`` its
    front matter, and ``lines`` has the line of each of its keys. A page whose name is not that of an issue, or that has no day, gives none.
    """
    path = f"{docname}.md"
    name = docname.rpartition("/")[2]
    dated, undated = _day(path, name, top, lines.get("date", 1))
    problems = [*_check_top(path, name, page, top, dated), *undated]
    sections = tuple(sections_of(path, page, problems))
    date = next((n.text for n in page if n.kind == tree.HEADING and n.depth == 1), name)
    issue = Issue(
        id=name,
        date=date,
        masthead=str(top.get("masthead", "")),
        strap_line=str(top.get("strap-line", "")),
        sections=sections,
        draft="status" in top,
        dated=dated,
    )
    if issue.draft:
        problems.append(_draft(path, issue, top, lines.get("status", 1)))
    usable = not issue_problem(name) and not (period_of(name) == "number" and dated is None)
    return issue if usable else None, tuple(sorted(problems))


def _check_top(
    path: str, name: str, page: Sequence[Node], top: Mapping[str, Any], dated: dt.date | None
) -> Iterator[Problem]:
    if why := issue_problem(name):
        examples = [f"{period.example}.md" for period in PERIODS.values()]
        yield Problem(
            path,
            0,
            "bad-issue",
            f"“{name}” is no issue: {why}.",
            f"Name the file as {', '.join(examples[:-1])} or {examples[-1]}.",
        )
    if not top.get("masthead"):
        yield Problem(
            path,
            1,
            "bad-issue",
            "the top lines give no masthead.",
            "Begin the page with ---, masthead: … and ---.",
        )
    first = next((node for node in page if node.kind == tree.HEADING), None)
    if first is None:
        yield Problem(
            path, 1, "bad-issue", "the issue has no date line.", "Write it as “# April 2024”."
        )
    elif first.depth == 1:
        yield from check_date_line(path, name, dated, first.text, first.line)


def _day(
    path: str, name: str, top: Mapping[str, Any], line: int
) -> tuple[dt.date | None, tuple[Problem, ...]]:
    """The day that the top lines give, and what is wrong with it."""
    if "date" not in top and period_of(name) != "number":
        return None, ()
    try:
        found = DATE.read(str(top.get("date", "")))
    except FieldError as error:
        message = str(error) if "date" in top else "the top lines give no date: a number says none."
        return None, (Problem(path, line, "bad-issue", message, "Write it as “date: 2024-05-03”."),)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        message = f"the year of {found.isoformat()} is not between {FIRST_YEAR} and {LAST_YEAR}."
        return None, (Problem(path, line, "bad-issue", message, "Mend the date."),)
    return found, ()


def _draft(path: str, issue: Issue, top: Mapping[str, Any], line: int) -> Problem:
    """A draft is told at every build, so that none is published by mistake."""
    if top["status"] != "draft":
        return Problem(
            path,
            line,
            "bad-issue",
            f"“{top['status']}” is no status.",
            "Write status: draft, or take the line out.",
        )
    count = sum(len(item.review) for item in issue.items)
    return Problem(
        path,
        1,
        "draft-issue",
        f"the issue is a draft; points left to review: {count}.",
        "Settle each line that begins with :review:, then take “status: draft” out."
        if count
        else "When it is complete, take “status: draft” out.",
    )


@dataclass(slots=True)
class _Open:
    """A section that is being read; ``heading`` is None above the first."""

    heading: Node | None
    anchor: str = ""
    items: list[Item] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    tombstones: list[Tombstone] = field(default_factory=list)

    @property
    def is_top(self) -> bool:
        """Whether it stands under no printed heading but the date alone."""
        return self.heading is None or self.heading.depth == 1

    @property
    def line(self) -> int:
        return (self.heading.line if self.heading else 0) or 1

    def done(self) -> Section:
        words = "" if self.heading is None or self.is_top else self.heading.text
        return Section(
            heading=words,
            anchor=self.anchor,
            items=tuple(self.items),
            quotes=tuple(self.quotes),
            tombstones=tuple(self.tombstones),
            line=self.line,
        )


def sections_of(path: str, page: Sequence[Node], problems: list[Problem]) -> Iterator[Section]:
    """Part a page at its headings; what is wrong with its items is added to ``problems``."""
    seen: dict[str, int] = {}
    here = _Open(None)
    for node in page:
        if node.kind == tree.HEADING:
            if here.items or here.tombstones or not here.is_top:
                yield here.done()
            here = _Open(node, heading_id(node.text, seen))
            problems.extend(node.problems)
        else:
            _read_into(here, path, node, problems)
    if here.items or here.tombstones or not here.is_top:
        yield here.done()


def _read_into(here: _Open, path: str, node: Node, problems: list[Problem]) -> None:
    if node.kind == tree.ITEM and here.heading:
        heading = "" if here.is_top else here.heading.text
        if node.record and node.record.is_withdrawn:
            here.tombstones.append(_tombstone(path, node, problems))
        else:
            here.items.append(read_item(path, node, heading, problems))
    elif node.kind == tree.ITEM:
        problems.append(_above_all(path, node))
    elif node.kind == tree.QUOTE and not here.is_top and not here.items:
        here.quotes.append(node.plain)
    else:
        problems.append(_outside(path, node, here.line))


def _above_all(path: str, node: Node) -> Problem:
    assert node.record is not None
    return Problem(
        path,
        node.line,
        "nested-item",
        f"the item “{node.record.title}” stands above the date.",
        "Put it under a heading.",
    )


def _outside(path: str, node: Node, line: int) -> Problem:
    shown = textwrap.shorten(node.text, 50, placeholder=" …")
    return Problem(
        path,
        node.line or line,
        "text-outside-item",
        f"the text “{shown}” stands outside an item.",
        "Put it inside the :::{item} it belongs to: lists, search and PDFs leave it out.",
    )


def _tombstone(path: str, node: Node, problems: list[Problem]) -> Tombstone:
    """Keep of a withdrawn item what may be shown, whatever else its file still holds."""
    assert node.record is not None
    item = node.record
    problems.extend(node.problems)
    problems.extend(check_withdrawn(path, item, has_words=bool(node.children)))
    return Tombstone(item.issue, item.slug, item.kind, item.withdrawn, item.reason, item.line)
