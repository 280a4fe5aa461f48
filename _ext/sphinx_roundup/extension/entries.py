"""Put the items of an issue into its page, when it is shown.

A page is read and kept without its items (:mod:`.reading`): they are most of it, and every
builder shows them from their records. Each stands where it was written, by its line.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..model.records import WITHDRAWN_TITLE, Issue, Item, Tombstone
from .domain import domain_of
from .nodes import item


class PlaceItems(SphinxPostTransform):
    """Give a page of an issue its items, unless it was read with them."""

    # Before those that show items (5, 6).
    default_priority = 4

    def run(self, **_kwargs: Any) -> None:
        """Put each item below the heading that it was written under."""
        docname = self.env.current_document.docname
        issue = domain_of(self.env).archive.issue.get(docname.removeprefix("issues/"))
        if issue and issue.docname == docname and next(self.document.findall(item), None) is None:
            place_items(self.document, issue)


def place_items(document: nodes.document, issue: Issue) -> None:
    """Put the items of an issue, and what was withdrawn of them, into its document."""
    sections = list(document.findall(nodes.section))
    for entry in sorted(issue.entries, key=lambda entry: entry.line):
        above = [one for one in sections if (one.line or 0) <= entry.line]
        _put(above[-1], _node(entry, document["source"]))


def _put(section: nodes.Element, node: item) -> None:
    """Put an item at the end of a section, above the headings below it."""
    parts = enumerate(section.children)
    at = next(
        (at for at, one in parts if isinstance(one, nodes.section) and not isinstance(one, item)),
        len(section.children),
    )
    section.insert(at, node)


def _node(entry: Item | Tombstone, source: str) -> item:
    title = entry.title if isinstance(entry, Item) else WITHDRAWN_TITLE
    node = item("", ids=[entry.anchor], item_id=entry.id)
    node.source, node.line = source, entry.line
    node += nodes.title(title, "", nodes.Text(title))
    return node


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(PlaceItems)
