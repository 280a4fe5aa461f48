"""Hold the guard against every build: before a page is parsed, and after.

A refused page is parsed as an empty one, so that nothing of it is run, shown or
copied; the build goes on, and its warnings name the file and the line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from ..guard.files import file_problem, is_no_page, pages
from ..model.messages import Problem
from ..model.page_types import page_type_of
from ..syntax.markdown import heading_id
from .inputs import contents_seen
from .nodes import item, listing, unrecorded
from .reading import change_page_being_read, page_being_read, read_now

_PLAIN: tuple[type[nodes.Node], ...] = (
    nodes.document, nodes.section, nodes.title, nodes.paragraph, nodes.Text, nodes.emphasis,
    nodes.strong, nodes.literal, nodes.reference, nodes.bullet_list, nodes.enumerated_list,
    nodes.list_item, nodes.block_quote, nodes.literal_block, nodes.table, nodes.tgroup,
    nodes.colspec, nodes.thead, nodes.tbody, nodes.row, nodes.entry, nodes.transition,
    nodes.system_message, nodes.problematic, nodes.docinfo, nodes.status, nodes.date, nodes.field_list, nodes.field,
    nodes.field_name, nodes.field_body, nodes.inline, nodes.rubric, nodes.substitution_definition,
    item, listing, unrecorded,
)  # fmt: skip
_SITE: tuple[type[nodes.Node], ...] = (
    nodes.container, nodes.note, nodes.tip, nodes.important, nodes.warning, nodes.abbreviation,
)  # fmt: skip
_BREAKS = frozenset({"<br />\n", "\\\\\n"})
_ADDRESS = re.compile(r"https?://|mailto:|#|$")


def lock_parser(app: Sphinx) -> None:
    """Switch off raw output and the reading of other files (``builder-inited``).

    As docutils.conf does; an archive without that file is no less safe.
    """
    app.env.settings["file_insertion_enabled"] = False
    app.env.settings["raw_enabled"] = False


def refuse_files(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take out whatever is no ordinary file, unread (``env-before-read-docs``)."""
    refused: list[Problem] = []
    # Sphinx has left out already what it cannot open.
    unread = {path.removesuffix(".md") for path in pages(Path(app.srcdir))} - env.found_docs
    # Pages read before, too: a file may have become a link to another since.
    folder, seen = os.fspath(app.srcdir), contents_seen(app)
    for docname in sorted((env.found_docs | unread) - {app.config.root_doc}):
        if f"{docname}.md" in seen and not is_no_page(f"{folder}/", f"{docname}.md"):
            continue  # it holds what was read before, so it is text
        problem = file_problem(Path(folder), f"{docname}.md")
        if problem:
            refused.append(problem)
            env.project.docnames.discard(docname)
            if docname in docnames:
                docnames.remove(docname)
            env.events.emit("env-purge-doc", env, docname)
            env.clear_doc(docname)
    env.domains["roundup"].refused_files = tuple(refused)  # type: ignore[attr-defined]  # it is our domain


def refuse_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Empty a page that has anything on it that is not allowed (``source-read``)."""
    page = read_now(app, docname, source[0])
    if page.refused:
        source[0] = f"# {docname.rpartition('/')[2]}\n"


def refuse_nodes(app: Sphinx, doctree: nodes.document) -> None:
    """Empty a parsed page that came out as more than it may be (``doctree-read``).

    What :func:`refuse_source` lets through never gets here with a forbidden
    node; this holds if MyST ever learns syntax that the guard does not know.
    """
    docname = app.env.current_document.docname
    path = f"{docname}.md"
    is_site = page_type_of(path).links
    problems = tuple(sorted(set(_strange(path, doctree, is_site=is_site))))
    if problems:
        page = page_being_read(app.env)
        change_page_being_read(app.env, replace(page, refused=(*page.refused, *problems)))
        name = docname.rpartition("/")[2]
        doctree[:] = [nodes.section("", nodes.title("", name), ids=[f"heading-{name}"])]
    elif not is_site:
        name_headings(doctree, app.env.metadata[docname].get("myst_slugs", {}))
        mark_unrecorded(doctree)


def _strange(path: str, doctree: nodes.document, *, is_site: bool) -> Iterator[Problem]:
    allowed = _PLAIN + _SITE if is_site else _PLAIN
    for node in doctree.findall():
        why = _why_not(node, allowed, is_site=is_site)
        if why:
            place = node if isinstance(node, nodes.Element) else node.parent
            line = place.line or (place.parent.line if place.parent else 0) or 1
            hint = "Write plain words and links."
            yield Problem(path, line, "unsafe-markup", f"{why} cannot be used here.", hint)


def _why_not(node: nodes.Node, allowed: tuple[Any, ...], *, is_site: bool) -> str:
    if isinstance(node, nodes.raw):
        return "" if node.astext() in _BREAKS else "HTML"
    if is_site and type(node).__module__.startswith("sphinx_design."):
        return ""
    if isinstance(node, addnodes.pending_xref):
        own = node.get("refdomain") == "roundup" or not node.get("reftarget")
        return "" if own or is_site else "a link to another page"
    if isinstance(node, addnodes.download_reference):  # a kind of reference that copies a file
        return "a file to download"
    if isinstance(node, nodes.reference):
        uri = node.get("refuri", "")
        return "" if _ADDRESS.match(uri) else f"the address “{uri[:80]}”"
    return "" if isinstance(node, allowed) else "this markup"


def name_headings(doctree: nodes.document, slugs: dict[str, Any]) -> None:
    """Give headings ids of their own, which no heading can make clash with the page's.

    docutils makes ids of a heading's words: one that reads “Furo main content”
    would take the place of the page's own element.

    :param slugs: by which MyST finds a heading for a link, with its line, id and words.
    """
    seen: dict[str, int] = {}
    named: dict[str, str] = {}
    for section in doctree.findall(nodes.section):
        if not isinstance(section, item):
            name = heading_id(section[0].astext(), seen)
            named |= dict.fromkeys(section["ids"], name)
            section["ids"] = [name]
    for slug, (line, before, words) in slugs.items():
        slugs[slug] = line, named.get(before, before), words


class LeaveOutDividingLines(SphinxTransform):
    """Take out dividing lines: the rules tell of each, and docutils complains of some."""

    # Before docutils judges where they stand (830).
    default_priority = 820

    def apply(self, **_kwargs: Any) -> None:
        """Remove every one of the page."""
        for line in list(self.document.findall(nodes.transition)):
            line.parent.remove(line)


def mark_unrecorded(doctree: nodes.document) -> None:
    """Make ``[text](#)`` plain words: it must not look like a link that works."""
    for node in list(doctree.findall(_is_unrecorded)):
        assert isinstance(node, nodes.Element)
        words = nodes.Text(node.astext())
        node.replace_self(unrecorded("", "", words, classes=["unrecorded"]))


def _is_unrecorded(node: nodes.Node) -> bool:
    if isinstance(node, addnodes.pending_xref):
        return node.get("reftarget") in {"", "#"}
    return isinstance(node, nodes.reference) and node.get("refuri") in {"", "#"}


def setup(app: Sphinx) -> None:
    """Register the guard."""
    app.add_transform(LeaveOutDividingLines)
    app.connect("builder-inited", lock_parser)
    # Before every other extension may look at the page.
    app.connect("env-before-read-docs", refuse_files, priority=1)
    app.connect("source-read", refuse_source, priority=1)
    # Before Sphinx's collectors (500), which copy files that a page names.
    app.connect("doctree-read", refuse_nodes, priority=1)
