"""Fill the pages that have source files: items and listings become what a builder shows."""

from __future__ import annotations

from functools import partial
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..extension.compat import application_of
from ..extension.nodes import item, listing
from ..model.records import Issue
from .builder import ArchiveHTMLBuilder
from .former import keep_former_anchors


class ShowOnWebsite(SphinxPostTransform):
    """Show items and listings of a page by the website's templates.

    Before Sphinx resolves references (priority 10), which would be wasted on
    an item's body: it is shown from its record.
    """

    default_priority = 5

    def is_supported(self) -> bool:
        """Only the archive's own HTML builder has the templates."""
        return isinstance(self._builder, ArchiveHTMLBuilder)

    @property
    def _builder(self) -> Builder:
        # Sphinx 9 gives a transform no public way to its builder.
        return application_of(self.env).builder

    def run(self, **_kwargs: Any) -> None:
        """Replace each item and each listing."""
        builder = self._builder
        assert isinstance(builder, ArchiveHTMLBuilder)
        docname = self.env.current_document.docname
        archive = builder.listings.archive
        issue = archive.issue.get(docname.removeprefix("issues/"))
        # By line too, so that of two items with the same id each keeps its own words.
        records = {(one.id, one.line): one for one in issue.items} if issue else {}
        withdrawn = {(one.id, one.line): one for one in issue.tombstones} if issue else {}
        if issue:
            self._add_top(builder, issue)
            keep_former_anchors(
                self.document, docname, archive, partial(builder.get_relative_uri, docname)
            )
        for node in list(self.document.findall(item)):
            key = (node["item_id"], node.line or 0)
            if one := withdrawn.get(key):
                html = builder.renderer.tombstone(one, docname)
                node.children[1:] = [nodes.raw("", html, format="html")]
            elif record := records.get(key):
                former = [nodes.target("", "", ids=[one]) for one in node["ids"][1:]]
                html = builder.renderer.card(record, docname, _level_of(node))
                # Not replace_self, which would give the first of them the anchor of the item.
                at = node.parent.index(node)
                node.parent[at : at + 1] = [*former, nodes.raw("", html, format="html")]
        for placeholder in list(self.document.findall(listing)):
            view = builder.listings.view(placeholder["name"], placeholder["argument"])
            shown = builder.renderer.view(view, docname) if view else ""
            placeholder.replace_self(nodes.raw("", shown, format="html"))

    def _add_top(self, builder: ArchiveHTMLBuilder, issue: Issue) -> None:
        title = next(self.document.findall(nodes.title), None)
        if title is not None:
            html = builder.renderer.issue_top(issue, issue.docname)
            title.parent.insert(1, nodes.raw("", html, format="html"))


def _level_of(node: item) -> int:
    """The level of an item's heading: one below the headings that it stands under."""
    level, above = 1, node.parent
    while above:
        level += isinstance(above, nodes.section)
        above = above.parent
    return level
