"""What keeps a page harmless in a reader's browser, whatever it came to hold.

A Content-Security-Policy in every page lets run and load only what is the
site's own. The theme has one script, one stylesheet and two style attributes in
the page itself; the policy names them by their digests. These are taken from a
page without any content, so that nothing which an editor wrote can be among them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..guard.urls import host_of

OUTSIDE = "noopener noreferrer external"
"""How a link to another site is marked: that site learns nothing of the page it is on."""

UNUSED_SCRIPTS = frozenset(
    {
        "documentation_options.js",
        "doctools.js",
        "sphinx_highlight.js",
        "translations.js",
        "furo.js",
        "design-tabs.js",
    }
)
"""Sphinx's own, for its own search; one of them makes code of text, which the policy forbids.

Furo's is for its own page, which page.js serves here; no page may hold tabs of sphinx-design.
"""


SERVE = "serve"
"""The tag of Sphinx (``-t serve``) for pages on the editor's own machine alone.

Such pages have no policy: sphinx-autobuild puts a script of its own into each, which
reloads it. What is published is never built with it.
"""


_DATA = frozenset({"application/ld+json"})
"""Types of script that are data, which no browser runs."""


class _Inline(HTMLParser):
    """Collects the scripts and styles that stand in a page itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.attributes: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("style"):
            self.attributes.append(str(given["style"]))
        if tag == "style":
            self._into = self.styles
        elif tag == "script" and "src" not in given and given.get("type") not in _DATA:
            self._into = self.scripts
        else:
            return
        self._into.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"script", "style"}:
            self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data

    def handle_endtag(self, _tag: str) -> None:
        self._into = None


def empty_pages() -> Iterator[tuple[dict[str, Any], str]]:
    """Give context and template of pages of the theme with nothing of ours on them."""
    common = {"title": "", "body": "", "view": "", "meta": None}
    entry = ("a", [[("", "#")], [], None])
    index = {"genindexentries": [("A", [entry])], "genindexcounts": [1]}
    for template, context in (("listing.html", {}), ("genindex.html", index)):
        yield {**common, **context}, template


def policy_of(page: str) -> str:
    """The Content-Security-Policy that allows what stands in ``page``, and the site's own files."""
    found = _Inline()
    found.feed(page)
    found.close()
    parts = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *_digests(found.scripts)],
        "style-src": ["'self'", *_digests(found.styles)],
        "style-src-attr": ["'unsafe-hashes'", *_digests(found.attributes)]
        if found.attributes
        else ["'none'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in parts.items())


def _digests(texts: list[str]) -> list[str]:
    found = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return sorted({f"'sha256-{digest}'" for digest in found})


class MarkOutsideLinks(SphinxPostTransform):
    """Mark links to other sites, and show where they lead."""

    # After references are resolved (10), before the writer.
    default_priority = 400
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Mark each; an item's own links are marked by its template."""
        for reference in self.document.findall(nodes.reference):
            host = host_of(reference.get("refuri", ""))
            if host:
                reference["rel"] = OUTSIDE
                if host not in reference.astext():
                    reference.append(nodes.inline("", f" ({host})", classes=["link-host"]))


def leave_out_scripts(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: Any
) -> None:
    """Load no script that the site does not use (``html-page-context``)."""
    context["script_files"] = [
        script
        for script in context["script_files"]
        if str(getattr(script, "filename", "")).rpartition("/")[2] not in UNUSED_SCRIPTS
    ]


def setup(app: Sphinx) -> None:
    """Register the marking of links and the choice of scripts; the builder makes the policy."""
    app.connect("html-page-context", leave_out_scripts)
    app.add_post_transform(MarkOutsideLinks)
