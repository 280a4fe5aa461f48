"""The directives an editor writes: ``{item}`` in an issue, ``{listing}`` on any page."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from ..model.field_lines import Line, read_fields
from ..model.records import WITHDRAWN_TITLE, Item
from .nodes import item, listing


class ItemDirective(SphinxDirective):
    """One entry of an issue: a title, fields, and the printed paragraph.

    Leaves an :class:`~sphinx_roundup.extension.nodes.item` node with a heading, an anchor, and its
    body as it was typed. The record of the issue is read off the page's text
    (:mod:`sphinx_roundup.parse.page`), the same for a build and for the command line;
    every builder shows an item from its record.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {}

    def run(self) -> list[nodes.Node]:
        """Make the item node."""
        docname = self.env.current_document.docname
        lines = [Line(self.lineno, text) for text in self.content]
        fields = read_fields(f"{docname}.md", lines)
        places = fields.places
        title = " ".join(self.arguments).strip()
        slug = fields.values.get("slug", f"line-{self.lineno}")
        record = Item(docname.rpartition("/")[2], slug, title, kind="", places=places)
        if record.is_withdrawn:
            title = WITHDRAWN_TITLE
        node = item("", ids=[record.anchor], item_id=record.id)
        self.set_source_info(node)
        node += nodes.title(title, "", nodes.Text(title))
        if not record.is_withdrawn:
            typed = "\n".join(self.content[fields.count :]).strip()
            node += nodes.paragraph(typed, "", nodes.Text(typed))
        return [node]


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
