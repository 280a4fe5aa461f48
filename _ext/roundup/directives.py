"""The directives an editor writes: ``{item}`` in an issue, ``{listing}`` on any page."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from .messages import Problem
from .model import Item
from .nodes import item, listing, unrecorded
from .rules import Line, check_item, read_fields


class ItemDirective(SphinxDirective):
    """One entry of an issue: a title, fields, and the printed paragraph.

    Leaves an :class:`~roundup.nodes.item` node whose ``record`` (an Item without
    its printed words) and ``problems`` the reader of the page takes off again.

    The fields are read here, not by MyST: its option parser drops every option
    of a directive when one is malformed, and knows no line for a missing one.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {}

    def run(self) -> list[nodes.Node]:
        """Make the item node and parse the printed words into it."""
        docname = self.env.current_document.docname
        path = f"{docname}.md"
        first = self.lineno + 1 + self._blank_lines_removed()
        lines = [Line(first + i, text) for i, text in enumerate(self.content)]
        fields = read_fields(path, lines)
        title = " ".join(self.arguments).strip()
        record = _record(docname, title, fields.values, self.lineno)
        node = item("", ids=[record.anchor], item_id=record.id)
        self.set_source_info(node)
        node += nodes.title(title, "", nodes.Text(title))
        self.set_source_info(node[0])
        self._parse_body(node, fields.count)
        node["record"] = record
        node["problems"] = (*fields.problems, *self._lacking(path, record, lines[: fields.count]))
        return [node]

    def _blank_lines_removed(self) -> int:
        """MyST drops one empty line before a directive's content and says so by the offset."""
        return max(self.content_offset, 0)

    def _parse_body(self, node: item, start: int) -> None:
        offset = self.content_offset + start
        self.state.nested_parse(self.content[start:], offset, node)
        for reference in list(node.findall(_is_unrecorded)):
            text = unrecorded("", "", *reference.children)
            reference.parent.replace(reference, text)

    @staticmethod
    def _lacking(path: str, record: Item, lines: list[Line]) -> tuple[Problem, ...]:
        given = [line.text.strip().split(":")[1] for line in lines]
        # Whether there are printed words is known only when the page is read.
        found = check_item(path, record, given)
        return tuple(problem for problem in found if problem.subtype != "empty-item")


def _record(docname: str, title: str, values: Any, line: int) -> Item:
    issue = docname.rpartition("/")[2]
    named = {"slug": f"line-{line}", "kind": "", **values}
    return Item(issue=issue, title=title, line=line, **named)


def _is_unrecorded(node: nodes.Node) -> bool:
    """Tell whether a node is a link as ``[text](#)`` makes it."""
    if not isinstance(node, nodes.Element):
        return False
    if node.tagname == "pending_xref":
        return node.get("reftarget") in ("", "#")
    return node.tagname == "reference" and (
        node.get("refuri") in ("", "#") or node.get("refid") == ""
    )


class ListingDirective(SphinxDirective):
    """A place that is filled with items, as ``{listing} newest-issue``."""

    required_arguments = 1
    optional_arguments = 1
    option_spec: ClassVar[OptionSpec] = {}

    def run(self) -> list[nodes.Node]:
        """Leave the placeholder."""
        name, *rest = self.arguments
        node = listing("", name=name, argument=rest[0] if rest else "")
        self.set_source_info(node)
        return [node]
