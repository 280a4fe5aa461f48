"""Make the small tree of a page from what Sphinx has parsed."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from . import tree
from .nodes import item, unrecorded
from .tree import Node

_SKIPPED = (
    nodes.system_message,
    nodes.substitution_definition,
    nodes.docinfo,
    nodes.field_list,
    nodes.title,
    nodes.comment,
    nodes.colspec,
)
_KINDS: dict[type[nodes.Node], str] = {
    nodes.emphasis: tree.EMPHASIS,
    nodes.strong: tree.STRONG,
    nodes.paragraph: tree.PARAGRAPH,
    nodes.block_quote: tree.QUOTE,
    nodes.bullet_list: tree.BULLETS,
}


def page_of(doctree: nodes.document) -> list[Node]:
    """The headings of a page and what stands between them, in order.

    Item nodes lose the working attributes that the directive left on them.
    """
    return list(_flat(doctree, 0))


def _flat(parent: nodes.Element, depth: int) -> Iterator[Node]:
    for child in parent.children:
        if isinstance(child, nodes.section) and not isinstance(child, item):
            title = child[0]
            heading = Node(tree.HEADING, child.line or 0, depth=depth + 1)
            heading.children = list(_children(title))
            yield heading
            yield from _flat(child, depth + 1)
        elif not isinstance(child, _SKIPPED):
            yield from _node(child)


def _children(node: nodes.Node) -> Iterator[Node]:
    for child in node.children:
        if not isinstance(child, _SKIPPED):
            yield from _node(child)


def _node(node: nodes.Node) -> Iterator[Node]:
    if isinstance(node, nodes.tgroup):
        yield from _children(node)
    elif isinstance(node, nodes.Text):
        yield Node(tree.TEXT, words=str(node))
    elif isinstance(node, nodes.raw):
        # A hard line break is two: one for HTML, one for LaTeX.
        if node["format"] == "html":
            yield Node(tree.BREAK, words="\n")
    elif isinstance(node, item):
        record, problems = node.attributes.pop("record"), node.attributes.pop("problems")
        yield Node(
            tree.ITEM, node.line or 0, list(_children(node)), record=record, problems=problems
        )
    else:
        yield _other(node)


def _other(node: nodes.Node) -> Node:
    line = node.line or (node.parent.line if node.parent else 0) or 0
    children = list(_children(node))
    if isinstance(node, nodes.reference | unrecorded):
        target = node.get("refuri") if isinstance(node, nodes.reference) else None
        return Node(tree.LINK, line, children, target=target, note=str(node.get("reftitle", "")))
    name = node.__class__.__name__
    return Node(_KINDS.get(type(node), name.replace("_", " ")), line, children)
