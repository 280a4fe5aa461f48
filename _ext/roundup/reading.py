"""Turn the parsed page of an issue into its record."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docutils import nodes

from .messages import Problem
from .model import Block, Issue, Item, Link, Run, Section
from .nodes import item, unrecorded
from .rules import ISSUE_NAME, check_item, link_problem

_STYLES = {"emphasis": "emphasis", "strong": "strong"}
_ARCHIVED = "archived "


def read_issue(
    docname: str, doctree: nodes.document, metadata: dict[str, Any]
) -> tuple[Issue | None, tuple[Problem, ...]]:
    """Read the record of an issue off its parsed page, and what is wrong with the page.

    ``metadata`` is the page's front matter. Item nodes lose the working
    attributes that the directive left on them. A page whose name is not that of
    an issue gives none.
    """
    path = f"{docname}.md"
    problems: list[Problem] = []
    name = docname.rpartition("/")[2]
    sections = tuple(_sections(path, doctree, problems))
    problems.extend(_check_top(path, name, doctree, metadata))
    date = next((node.astext() for node in doctree.findall(nodes.title)), name)
    issue = Issue(
        id=name,
        date=date,
        masthead=str(metadata.get("masthead", "")),
        strap_line=str(metadata.get("strap-line", "")),
        sections=sections,
    )
    return issue if ISSUE_NAME.fullmatch(name) else None, tuple(sorted(problems))


def _check_top(
    path: str, name: str, doctree: nodes.document, metadata: dict[str, Any]
) -> Iterator[Problem]:
    if not ISSUE_NAME.fullmatch(name):
        yield Problem(
            path,
            0,
            "bad-issue",
            f"“{name}” is no issue.",
            "Name the file YYYY-MM.md, as 2024-04.md.",
        )
    if not metadata.get("masthead"):
        yield Problem(
            path,
            1,
            "bad-issue",
            "the top lines give no masthead.",
            "Begin the page with ---, masthead: … and ---.",
        )
    if not any(isinstance(node, nodes.section) for node in doctree.children):
        yield Problem(
            path, 1, "bad-issue", "the issue has no date line.", "Write it as “# April 2024”."
        )


def _sections(path: str, doctree: nodes.document, problems: list[Problem]) -> Iterator[Section]:
    tops = [node for node in doctree.children if isinstance(node, nodes.section)]
    for top in tops:
        inner = [n for n in top.findall(nodes.section) if n is not top and not isinstance(n, item)]
        loose = _section(path, top, "", problems)
        if loose.items:
            yield loose
        for node in inner:
            yield _section(path, node, node[0].astext(), problems)


def _section(path: str, node: nodes.section, heading: str, problems: list[Problem]) -> Section:
    items: list[Item] = []
    quotes: list[str] = []
    for child in node.children[1:]:
        if isinstance(child, item):
            items.append(_item(path, child, heading, problems))
        elif isinstance(child, nodes.block_quote) and heading and not items:
            quotes.append(_plain(child))
        elif not isinstance(child, nodes.section | nodes.system_message):
            problems.append(_outside(path, child, node))
    anchor = node["ids"][0] if node["ids"] else ""
    return Section(heading, anchor, tuple(items), tuple(quotes), node.line or 1)


def _outside(path: str, child: nodes.Node, section: nodes.section) -> Problem:
    shown = textwrap.shorten(child.astext(), 50, placeholder=" …")
    return Problem(
        path,
        child.line or section.line or 1,
        "text-outside-item",
        f"the text “{shown}” stands outside an item.",
        "Put it inside the :::{item} it belongs to.",
    )


def _item(path: str, node: item, heading: str, problems: list[Problem]) -> Item:
    record: Item = node.attributes.pop("record")
    problems.extend(node.attributes.pop("problems"))
    body = _Body(path, record.line, problems)
    for child in node.children[1:]:
        body.read_block(child)
    whole = replace(record, heading=heading, body=tuple(body.blocks), links=tuple(body.links))
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

    def read_block(self, node: nodes.Node) -> None:
        if isinstance(node, item):
            self._nested(node)
        elif isinstance(node, nodes.paragraph):
            self._add(node, "paragraph")
        elif isinstance(node, nodes.bullet_list):
            for paragraph in node.findall(nodes.paragraph):
                self._add(paragraph, "bullet")
        elif not isinstance(node, nodes.system_message):
            self._problem(node, "item-markup", f"an item cannot hold a {_name(node)}.")
            self.blocks.append(Block((Run(_plain(node)),)))

    def _nested(self, node: item) -> None:
        record: Item = node.attributes.pop("record")
        self.problems.extend(node.attributes.pop("problems"))
        self.problems.append(
            Problem(
                self.path,
                record.line,
                "nested-item",
                f"the item “{record.title}” stands inside the item at line {self.line}.",
                "Close the first with ::: on a line of its own.",
            )
        )
        for child in node.children[1:]:
            self.read_block(child)

    def _add(self, paragraph: nodes.Element, role: Any) -> None:
        runs = [run for child in paragraph.children for run in self._runs(child, "", None)]
        self.blocks.append(Block(tuple(_joined(runs)), role))

    def _runs(self, node: nodes.Node, style: Any, link: int | None) -> Iterator[Run]:
        if isinstance(node, nodes.Text):
            yield Run(str(node).replace("\n", " "), style, link)
            return
        if isinstance(node, nodes.system_message):
            return
        if isinstance(node, nodes.reference | unrecorded) and link is None:
            link = self._link(node)
        elif node.__class__.__name__ in _STYLES:
            style = _STYLES[node.__class__.__name__]
        else:
            self._problem(node, "item-markup", f"an item cannot hold a {_name(node)}.")
        for child in node.children:
            yield from self._runs(child, style, link)

    def _link(self, node: nodes.Element) -> int:
        target = node.get("refuri") if isinstance(node, nodes.reference) else None
        archived = None
        if target:
            why = link_problem(target)
            note = str(node.get("reftitle", ""))
            if why:
                self._problem(node, "bad-link", why)
                target = None
            elif note.startswith(_ARCHIVED) and not link_problem(note.removeprefix(_ARCHIVED)):
                archived = note.removeprefix(_ARCHIVED)
        self.links.append(Link(_plain(node), target, archived))
        return len(self.links) - 1

    def _problem(self, node: nodes.Node, subtype: str, message: str) -> None:
        hint = {
            "item-markup": "Keep to plain words, *emphasis*, **strong words**, links and bullets.",
            "bad-link": "Write the full address, or # where it is not known.",
        }[subtype]
        line = node.line or (node.parent.line if node.parent else 0) or self.line
        self.problems.append(Problem(self.path, line, subtype, message, hint))


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


def _plain(node: nodes.Node) -> str:
    return " ".join(node.astext().split("\n"))


def _name(node: nodes.Node) -> str:
    return node.__class__.__name__.replace("_", " ")
