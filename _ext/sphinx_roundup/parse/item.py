"""Read an item's printed words: its blocks, their looks and links, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..guard.urls import archive_problem, link_problem
from ..lint.rules import check_item
from ..model.messages import Problem
from ..model.records import Block, Item, Link, Run
from ..model.rules import RULES
from ..model.runs import joined
from ..syntax import tree
from ..syntax.tree import Node

_STYLES = {tree.EMPHASIS: "emphasis", tree.STRONG: "strong"}
_ARCHIVED = "archived "


def read_item(path: str, node: Node, heading: str, problems: list[Problem]) -> Item:
    """Read an item with its printed words; what is wrong with it is added to ``problems``."""
    assert node.record is not None
    problems.extend(node.problems)
    body = _Body(path, node.record.line, problems)
    for child in node.children:
        body.read_block(child)
    words = {"heading": heading, "body": tuple(body.blocks), "links": tuple(body.links)}
    whole = Item(**{**vars(node.record), **words})  # in half the time of replace()
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
            self._markup(node)
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
        self.blocks.append(Block(tuple(joined(runs, _look)), role))

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
            self._markup(node)
        for child in node.children:
            yield from self._runs(child, style, link)

    def _link(self, node: Node) -> int:
        target = node.target
        archived = None
        if target:
            why = link_problem(target)
            if why:
                self._bad_link(node, why)
                target = None
            elif node.note.startswith(_ARCHIVED):
                archived = node.note.removeprefix(_ARCHIVED)
                why = archive_problem(archived, target)
                if why:
                    self._bad_link(node, why)
                    archived = None
        self.links.append(Link(node.plain, target, archived))
        return len(self.links) - 1

    def _markup(self, node: Node) -> None:
        problem = RULES["item-markup"].problem(self.path, node.line or self.line, what=node.called)
        self.problems.append(problem)

    def _bad_link(self, node: Node, why: str) -> None:
        line = node.line or self.line
        self.problems.append(RULES["bad-link"].problem(self.path, line, why=why))


def _look(run: Run) -> tuple[str, int | None]:
    return run.style, run.link
