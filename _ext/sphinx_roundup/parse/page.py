"""Make the small tree of a page from Markdown's tokens, as the build makes it from its nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markdown_it.token import Token

from ..model.fields import Line, read_fields
from ..model.messages import Problem
from ..model.records import Issue, Item
from ..syntax import tree
from ..syntax.markdown import Directive, Tokens, directive_of, tokens_of
from ..syntax.strict_yaml import front_matter, read_yaml
from ..syntax.tree import Node
from .issue import read_issue

_BLOCKS = {
    "paragraph": tree.PARAGRAPH,
    "blockquote": tree.QUOTE,
    "bullet_list": tree.BULLETS,
    "ordered_list": "enumerated list",
    "list_item": "list item",
    "table": "table",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "row",
    "th": "entry",
    "td": "entry",
}
_INLINE = {"em": tree.EMPHASIS, "strong": tree.STRONG, "link": tree.LINK}


def read_text(path: str, text: str) -> tuple[Issue | None, tuple[Problem, ...]]:
    """Read the record of an issue off the text of its page, and what is wrong with it.

    :raises yaml.YAMLError: for front matter that the guard would have refused.
    """
    text = text.replace("\r\n", "\n")
    top = read_yaml(front_matter(text)[0]) or {}
    return read_issue(path.removesuffix(".md"), page_of(path, text), top)


def heading_jumps(path: str, text: str) -> tuple[Problem, ...]:
    """Find the headings of any page that leave out a level; a title in the top lines is the first.

    :raises yaml.YAMLError: for front matter that the guard would have refused.
    """
    top = read_yaml(front_matter(text)[0])
    page = _Page(path)
    page.levels = [1] if isinstance(top, Mapping) and top.get("title") else []
    return tuple(problem for node in page.read(tokens_of(text)) for problem in node.problems)


def page_of(path: str, text: str) -> list[Node]:
    """The headings of a page and what stands between them, in order."""
    return _Page(path).read(tokens_of(text))


class _Page:
    """Reads one page; ``path`` is relative to the archive's folder."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.issue = path.rpartition("/")[2].removesuffix(".md")
        self.levels: list[int] = []

    def read(self, block: Tokens) -> list[Node]:
        """Nest the block tokens."""
        root = Node("document")
        open_nodes = [root]
        for token in block.tokens:
            if token.nesting < 0:
                open_nodes.pop()
                continue
            node = self._node(block, token)
            if node is None:
                continue
            open_nodes[-1].children.extend(node if isinstance(node, list) else [node])
            if token.nesting > 0:
                assert isinstance(node, Node)
                open_nodes.append(_place_of_children(node))
        return root.children

    def _node(self, block: Tokens, token: Token) -> Node | list[Node] | None:
        line = block.line(token)
        if token.type == "inline":
            return list(_inline(token.children or [], line))
        if token.type == "heading_open":
            return self._heading(line, int(token.tag[1:]))
        directive = directive_of(token, line)
        if directive is not None:
            return self._item(directive)
        if token.type in {"fence", "code_block"}:
            return Node("literal block", line, words=token.content)
        if token.type == "hr":
            return Node("transition", line)
        name = _BLOCKS.get(token.type.removesuffix("_open"))
        return Node(name, line) if name else None

    def _heading(self, line: int, level: int) -> Node:
        """A heading, as deep as it stands below those before it."""
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        above = self.levels[-1] if self.levels else 0
        self.levels.append(level)
        problems = () if level == above + 1 else (_jump(self.path, line, above, level),)
        return Node(tree.HEADING, line, depth=len(self.levels), problems=problems)

    def _item(self, directive: Directive) -> Node:
        first = directive.first + directive.drift
        lines = [Line(first + n, text) for n, text in enumerate(directive.lines)]
        fields = read_fields(self.path, lines)
        named: dict[str, Any] = {"slug": f"line-{directive.line}", "kind": "", **fields.values}
        record = Item(
            issue=self.issue,
            title=directive.title,
            line=directive.line,
            places=fields.places,
            **named,
        )
        children = self.read(directive.body(fields.count, directive.drift))
        return Node(tree.ITEM, directive.line, children, record=record, problems=fields.problems)


def _jump(path: str, line: int, above: int, level: int) -> Problem:
    begins = f"stands below one that begins with {'#' * above}" if above else "is the first"
    message = f"the heading begins with {'#' * level}, but {begins}."
    return Problem(path, line, "heading-jump", message, f"Begin it with {'#' * (above + 1)}.")


def _place_of_children(node: Node) -> Node:
    """Where the children of a block go: a table's cells hold a paragraph each."""
    if node.kind == "entry":
        paragraph = Node(tree.PARAGRAPH, node.line)
        node.children.append(paragraph)
        return paragraph
    return node


def _inline(tokens: list[Token], line: int) -> Iterator[Node]:
    root = Node("inline")
    open_nodes = [root]
    for token in tokens:
        if token.nesting < 0:
            open_nodes.pop()
            continue
        node = _inline_node(token, line)
        open_nodes[-1].children.append(node)
        if token.nesting > 0:
            open_nodes.append(node)
    yield from root.children


def _inline_node(token: Token, line: int) -> Node:
    if token.type == "softbreak":
        return Node(tree.TEXT, words="\n")
    if token.type == "hardbreak":
        return Node(tree.BREAK, words="\n")
    if token.type == "code_inline":
        return Node("literal", line, [Node(tree.TEXT, words=token.content)])
    if token.nesting == 0:
        return Node(tree.TEXT, words=token.content)
    node = Node(_INLINE[token.type.removesuffix("_open")], line)
    if node.kind == tree.LINK:
        address = str(token.attrGet("href") or "")
        node.target = address if address not in {"", "#"} else None
        node.note = str(token.attrGet("title") or "")
    return node
