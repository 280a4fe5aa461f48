"""Read a page of the archive from its text: its record, what it cites, what is wrong with it.

One reader for the build and for ``roundup check``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markdown_it.token import Token

from .. import guard
from ..guard import broken_from
from ..lint.markup import check_markup, heading_jump
from ..lint.slips import check_slips
from ..model.field_lines import Line, read_fields
from ..model.messages import Problem
from ..model.records import Issue, Item
from ..syntax import tree
from ..syntax.markdown import Directive, Tokens, directive_of, tokens_of
from ..syntax.strict_yaml import YamlError, front_matter, read_yaml
from ..syntax.tree import Node
from .cited_names import CitedName, read_cited_names
from .issue import read_issue

_CELL = "cell"
_BLOCKS = {
    "paragraph": tree.PARAGRAPH,
    "blockquote": tree.QUOTE,
    "bullet_list": tree.BULLETS,
    "ordered_list": "numbered list",
    "list_item": "list item",
    "table": "table",
    "thead": "head of a table",
    "tbody": "body of a table",
    "tr": "row",
    "th": _CELL,
    "td": _CELL,
}
_INLINE = {"em": tree.EMPHASIS, "strong": tree.STRONG, "link": tree.LINK}


@dataclass(frozen=True, slots=True)
class Page:
    """What a page came to; all of it plain and picklable.

    ``refused`` says why the guard leaves it out of the archive. Its issue is read all the
    same, so that whatever else is wrong with it is told at once.
    """

    path: str = ""
    issue: Issue | None = None
    refused: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    cited: tuple[CitedName, ...] = ()
    listings: tuple[tuple[str, str], ...] = ()
    """Name and argument of each listing that the build made on it."""

    @property
    def published(self) -> Issue | None:
        """Its issue, if it is one and may be shown."""
        return None if self.refused else self.issue

    def told(self, found: Iterable[Problem]) -> Iterator[Problem]:
        """Leave out of ``found`` what only follows from why the page was refused."""
        lines = {problem.line for problem in self.refused}
        end = broken_from(self.refused)
        for problem in found:
            if problem.line not in lines and (not end or problem.line < end):
                yield problem


def read_page(path: str, text: str) -> Page:
    """Read a page: what the guard says, then all else, so far as it can be read at all."""
    text = text.replace("\r\n", "\n")
    refused = guard.inspect(path, text)
    top = top_of(text)
    if top is None or any(problem.subtype == "too-large" for problem in refused):
        return Page(path, refused=refused)
    block = tokens_of(text)
    cited = tuple(read_cited_names(block))
    if not path.startswith("issues/"):
        titled = bool(str(top.get("title", "")).strip())
        found = {*check_markup(path, block, titled=titled), *check_slips(path, block)}
        page = Page(path, refused=refused, cited=cited)
        return replace(page, problems=tuple(page.told(sorted(found))))
    issue, read = read_issue(path.removesuffix(".md"), page_of(path, text), top, _top_lines(text))
    problems = sorted({*read, *check_slips(path, block)})
    page = Page(path, _bare(issue) if issue and refused else issue, refused, cited=cited)
    return replace(page, problems=tuple(page.told(problems)))


def _bare(issue: Issue) -> Issue:
    """An issue without its printed words: those of a refused page are kept nowhere."""
    sections = tuple(
        replace(
            section, items=tuple(replace(i, body=(), links=()) for i in section.items), quotes=()
        )
        for section in issue.sections
    )
    return replace(issue, sections=sections)


def top_of(text: str) -> Mapping[str, Any] | None:
    """The front matter of a page; None where it cannot be read."""
    try:
        top = read_yaml(front_matter(text)[0]).data or {}
    except YamlError:
        return None
    return top if isinstance(top, Mapping) else None


def _top_lines(text: str) -> Mapping[str, int]:
    """The line of each key of a front matter that can be read."""
    lines = read_yaml(front_matter(text)[0]).lines
    return {key: line + 1 for key, line in lines.items()}


def page_of(path: str, text: str, *, below: tuple[int, ...] = ()) -> list[Node]:
    """The headings of a page and what stands between them, in order.

    ``below`` are the levels of headings that it is thought to stand under.
    """
    return _Page(path, below).read(tokens_of(text))


class _Page:
    """Reads one page; ``path`` is relative to the archive's folder."""

    def __init__(self, path: str, below: tuple[int, ...] = ()) -> None:
        self.path = path
        self.issue = path.rpartition("/")[2].removesuffix(".md")
        self.levels = list(below)

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
            return Node(tree.CODE, line, words=token.content)
        if token.type == "hr":
            return Node(tree.RULE, line)
        name = _BLOCKS.get(token.type.removesuffix("_open"))
        if name is None and token.nesting > 0:  # what the guard refuses, as a footnote
            name = "piece of markup"
        return Node(name, line) if name else None

    def _heading(self, line: int, level: int) -> Node:
        """A heading, as deep as it stands below those before it; only the date is at the top."""
        problems: tuple[Problem, ...] = ()
        if not self.levels and level > 1:
            message = "no date line stands above the first heading."
            hint = "Write it as “# April 2024” above the headings."
            problems = (Problem(self.path, line, "heading-jump", message, hint),)
            self.levels = [1]
        elif self.levels and level == 1:
            message = "this is a second date line."
            hint = "Begin the headings of the issue with ##."
            problems = (Problem(self.path, line, "heading-jump", message, hint),)
            level = 2
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        above = self.levels[-1] if self.levels else 0
        self.levels.append(level)
        if level > above + 1 and not problems:
            problems = (heading_jump(self.path, line, above, level),)
        return Node(tree.HEADING, line, depth=len(self.levels), problems=problems)

    def _item(self, directive: Directive) -> Node:
        own = directive.lines[: directive.fields] if directive.name == "item" else directive.lines
        lines = [Line(directive.first + n, text) for n, text in enumerate(own)]
        fields = read_fields(self.path, lines)
        named: dict[str, Any] = {"slug": f"line-{directive.line}", "kind": "", **fields.values}
        record = Item(
            issue=self.issue,
            title=directive.title,
            line=directive.line,
            places=fields.places,
            **named,
        )
        children = self.read(directive.body(fields.count))
        return Node(tree.ITEM, directive.line, children, record=record, problems=fields.problems)


def _place_of_children(node: Node) -> Node:
    """Where the children of a block go: a table's cells hold a paragraph each."""
    if node.kind == _CELL:
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
        return Node(tree.LITERAL, line, [Node(tree.TEXT, words=token.content)])
    if token.nesting == 0:
        return Node(tree.TEXT, words=token.content)
    node = Node(_INLINE.get(token.type.removesuffix("_open"), token.type), line)
    if node.kind == tree.LINK:
        address = str(token.attrGet("href") or "")
        node.target = address if address not in {"", "#"} else None
        node.note = str(token.attrGet("title") or "")
    return node
