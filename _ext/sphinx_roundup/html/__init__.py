"""What only the website has."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..extension.identity import identity_of
from ..extension.nodes import item, unrecorded
from . import csp, pack
from .builder import ArchiveHTMLBuilder
from .context import add_context
from .described import add_description
from .outdated import find_stale, finish, look_ahead, note_reading
from .transforms import ShowOnWebsite


def _enter_item(self: Any, node: item) -> None:
    self.section_level += 1
    self.body.append(self.starttag(node, "section", CLASS="item"))


def _leave_item(self: Any, _node: item) -> None:
    self.section_level -= 1
    self.body.append("</section>\n")


def _enter_unrecorded(self: Any, node: unrecorded) -> None:
    said = {"role": "link", "aria-disabled": "true"}  # the pattern of WAI-ARIA in HTML
    self.body.append(self.starttag(node, "a", "", **said))


def _leave_unrecorded(self: Any, _node: unrecorded) -> None:
    self.body.append("</a>")


def tidy_contents(app: Sphinx, doctree: nodes.document) -> None:
    """Keep an issue out of the site-wide tree, and its items out of its contents list.

    (``doctree-read``, after Sphinx's collectors.) The list of headings is what a
    reader can use; 40,000 items in it would be most of the environment.
    """
    env = app.env
    docname = env.current_document.docname
    env.metadata[docname]["orphan"] = True
    anchors = {f"#{anchor}" for node in doctree.findall(item) for anchor in node["ids"]}
    for entry in list(env.tocs[docname].findall(nodes.list_item)):
        reference = next(iter(entry.findall(nodes.reference)), None)
        if reference is not None and reference.get("anchorname") in anchors:
            parent = entry.parent
            parent.remove(entry)
            if not parent.children:
                parent.parent.remove(parent)


def setup(app: Sphinx) -> None:
    """Register the website's builder, transforms and events."""
    app.add_builder(ArchiveHTMLBuilder, override=True)
    app.add_node(item, override=True, html=(_enter_item, _leave_item))
    app.add_node(unrecorded, override=True, html=(_enter_unrecorded, _leave_unrecorded))
    app.add_post_transform(ShowOnWebsite)
    app.add_css_file("archive.css", priority=800)  # after the theme's
    said: Any = {"data-newsletter": identity_of(app.config).newsletter}
    app.add_js_file("page.js", loading_method="defer")
    app.add_js_file("card.js", loading_method="defer", priority=490)  # others add to it
    app.add_js_file("pack-button.js", loading_method="defer")
    app.add_js_file("cite.js", loading_method="defer", **said)
    csp.setup(app)
    # After Sphinx's own collectors (500) and the archive's reader (600).
    app.connect("doctree-read", tidy_contents, priority=700)
    app.connect("builder-inited", look_ahead)
    # The last, for others take pages out and put pages in.
    app.connect("env-before-read-docs", note_reading, priority=999)
    # After the archive was assembled and checked (400).
    app.connect("env-updated", find_stale, priority=900)
    # Before csp chooses among the scripts of the page (500).
    app.connect("html-page-context", pack.add_files, priority=50)
    # Before furo (500), which renders the tree it finds in the context.
    app.connect("html-page-context", add_context, priority=100)
    app.connect("html-page-context", add_description, priority=110)
    app.connect("build-finished", finish)
