"""An ``item`` directive that only makes a container, as stock Sphinx would have it."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata, OptionSpec

FIELDS = ("id", "kind", "source", "topics", "published", "nation", "audience")


class ItemDirective(SphinxDirective):
    """Show a title, the fields and the text."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = dict.fromkeys(FIELDS, directives.unchanged)

    def run(self) -> list[nodes.Node]:
        """Make the container."""
        title = nodes.paragraph("", "", nodes.strong("", self.arguments[0]))
        facts = nodes.paragraph("", ", ".join(self.options.values()))
        box = nodes.container("", title, facts, classes=["item"])
        self.state.nested_parse(self.content, self.content_offset, box)
        return [box]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("item", ItemDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
