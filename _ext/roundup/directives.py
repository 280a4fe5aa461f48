"""The directives an editor writes: ``{item}`` in an issue, ``{listing}`` on any page."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from .model import Item
from .nodes import item, listing, unrecorded
from .rules import Line, read_fields


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
        first = self.lineno + 1 + self._blank_lines_removed()
        lines = [Line(first + i, text) for i, text in enumerate(self.content)]
        fields = read_fields(f"{docname}.md", lines)
        title = " ".join(self.arguments).strip()
        named = {"slug": f"line-{self.lineno}", "kind": "", **fields.values}
        issue = docname.rpartition("/")[2]
        record = Item(issue=issue, title=title, line=self.lineno, places=fields.places, **named)
        node = item("", ids=[record.anchor], item_id=record.id)
        self.set_source_info(node)
        node += nodes.title(title, "", nodes.Text(title))
        self.set_source_info(node[0])
        self._parse_body(node, fields.count)
        node["record"] = record
        node["problems"] = fields.problems
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
