"""Read the record of an issue off its page, and what is wrong with the page."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..guard.urls import archive_problem, link_problem
from ..lint.rules import check_date_line, check_item, check_withdrawn
from ..model.field_types import DATE, FieldError
from ..model.messages import Problem
from ..model.periods import FIRST_YEAR, LAST_YEAR, PERIODS, issue_problem, period_of
from ..model.records import Block, Issue, Item, Link, Run, Section, Tombstone
from ..syntax import tree
from ..syntax.markdown import heading_id
from ..syntax.tree import Node

_STYLES = {tree.EMPHASIS: "emphasis", tree.STRONG: "strong"}
_ARCHIVED = "archived "


def read_issue(
    docname: str, page: Sequence[Node], top: Mapping[str, Any]
) -> tuple[Issue | None, tuple[Problem, ...]]:
    """Read the record of an issue, and what is wrong with it.

    ``page`` is its headings and what stands between them, in order; ``top`` its
    front matter. A page whose name is not that of an issue, or that has no day, gives none.
    """
    path = f"{docname}.md"
    name = docname.rpartition("/")[2]
    dated, undated = _day(path, name, top)
    problems = [*_check_top(path, name, page, top, dated), *undated]
    sections = tuple(_sections(path, page, problems))
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
        problems.append(_draft(path, issue, top))
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
    path: str, name: str, top: Mapping[str, Any]
) -> tuple[dt.date | None, tuple[Problem, ...]]:
    """The day that the top lines give, and what is wrong with it."""
    if "date" not in top and period_of(name) != "number":
        return None, ()
    try:
        found = DATE.read(str(top.get("date", "")))
    except FieldError as error:
        message = str(error) if "date" in top else "the top lines give no date: a number says none."
        return None, (Problem(path, 1, "bad-issue", message, "Write it as “date: 2024-05-03”."),)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        message = f"the year of {found.isoformat()} is not between {FIRST_YEAR} and {LAST_YEAR}."
        return None, (Problem(path, 1, "bad-issue", message, "Mend the date."),)
    return found, ()


def _draft(path: str, issue: Issue, top: Mapping[str, Any]) -> Problem:
    """A draft is told at every build, so that none is published by mistake."""
    if top["status"] != "draft":
        return Problem(
            path,
            1,
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


def _sections(path: str, page: Sequence[Node], problems: list[Problem]) -> Iterator[Section]:
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


def read_item(path: str, node: Node, heading: str, problems: list[Problem]) -> Item:
    """Read an item with its printed words; what is wrong with it is added to ``problems``."""
    assert node.record is not None
    problems.extend(node.problems)
    body = _Body(path, node.record.line, problems)
    for child in node.children:
        body.read_block(child)
    whole = replace(node.record, heading=heading, body=tuple(body.blocks), links=tuple(body.links))
    problems.extend(check_item(path, whole))
    return whole


class _Body:
    """Collects the printed blocks and links of one item."""

    def __init__(self, path: str, line: int, problems: list[Problem]) -> None:
        self.path = path
        self.line = line
        self.problems = problems
        self.blocks: list[Block] = []
        self.links: list[Link] = []

    def read_block(self, node: Node) -> None:
        if node.kind == tree.ITEM:
            self._nested(node)
        elif node.kind == tree.PARAGRAPH:
            self._add(node, "paragraph")
        elif node.kind == tree.BULLETS:
            for paragraph in node.find(tree.PARAGRAPH):
                self._add(paragraph, "bullet")
        else:
            self._problem(node, "item-markup", f"an item cannot hold a {node.kind}.")
            self.blocks.append(Block((Run(node.plain),)))

    def _nested(self, node: Node) -> None:
        assert node.record is not None
        self.problems.extend(node.problems)
        self.problems.append(
            Problem(
                self.path,
                node.record.line,
                "nested-item",
                f"the item “{node.record.title}” stands inside the item at line {self.line}.",
                "Close the first with ::: on a line of its own.",
            )
        )
        for child in node.children:
            self.read_block(child)

    def _add(self, paragraph: Node, role: Any) -> None:
        runs = [run for child in paragraph.children for run in self._runs(child, "", None)]
        self.blocks.append(Block(tuple(_joined(runs)), role))

    def _runs(self, node: Node, style: Any, link: int | None) -> Iterator[Run]:
        if node.kind == tree.TEXT:
            yield Run(node.words.replace("\n", " "), style, link)
            return
        if node.kind == tree.BREAK:
            yield Run(" ", style, link)
            return
        if node.kind == tree.LINK and link is None:
            link = self._link(node)
        elif node.kind in _STYLES:
            style = _STYLES[node.kind]
        else:
            self._problem(node, "item-markup", f"an item cannot hold a {node.kind}.")
        for child in node.children:
            yield from self._runs(child, style, link)

    def _link(self, node: Node) -> int:
        target = node.target
        archived = None
        if target:
            why = link_problem(target)
            if why:
                self._problem(node, "bad-link", why)
                target = None
            elif node.note.startswith(_ARCHIVED):
                archived = node.note.removeprefix(_ARCHIVED)
                why = archive_problem(archived, target)
                if why:
                    self._problem(node, "bad-link", why)
                    archived = None
        self.links.append(Link(node.plain, target, archived))
        return len(self.links) - 1

    def _problem(self, node: Node, subtype: str, message: str) -> None:
        hint = {
            "item-markup": "Keep to plain words, *emphasis*, **strong words**, links and bullets.",
            "bad-link": "Write the full address, or # where it is not known.",
        }[subtype]
        self.problems.append(Problem(self.path, node.line or self.line, subtype, message, hint))


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Join neighbours that look alike."""
    waiting: Run | None = None
    for run in runs:
        if waiting and (waiting.style, waiting.link) == (run.style, run.link):
            waiting = replace(waiting, text=waiting.text + run.text)
            continue
        if waiting:
            yield waiting
        waiting = run
    if waiting:
        yield waiting
