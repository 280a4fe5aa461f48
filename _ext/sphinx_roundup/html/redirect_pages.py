"""A page at each address that a topic once had, with the way to where it is now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx

from ..extension.domain import domain_of
from ..parse.redirects import read_redirects


def moved_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the pages (``html-collect-pages``)."""
    topics = domain_of(app.env).archive.topic
    for old, new in read_redirects(Path(app.srcdir)).items():
        topic = topics.get(new.rpartition("/")[2])
        if topic is not None and old not in app.env.found_docs:
            link = app.builder.get_relative_uri(old, new)
            words = '<h1>This topic has moved</h1>\n<p>It is now called <a href="{}">{}</a>.</p>'
            body = Markup(words).format(link, topic.title)  # noqa: S704 - format escapes
            yield old, {"title": "This topic has moved", "body": body, "meta": None}, "page.html"


def setup(app: Sphinx) -> None:
    """Register the pages."""
    app.connect("html-collect-pages", moved_pages)
