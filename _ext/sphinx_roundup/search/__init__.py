"""Search that finds entries: the index, and the page that reads it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from ..atomic import write_text
from ..extension.domain import domain_of
from ..views.facets import INDEXES
from . import codec, scripts
from .index import write_index

__all__ = ["setup", "write_index"]

FOLDER = "search"
"""Of the index, below the site's root, and of the scripts, below ``_static``."""
CLIENT = Path(__file__).parent / "client"
"""The scripts that read the index in the browser."""


def setup(app: Sphinx) -> None:
    """Give the website its search page, and every page the keys that lead to it."""
    app.connect("config-inited", _take_over_keys)
    app.connect("html-collect-pages", search_page)
    app.add_js_file(f"{FOLDER}/keys.js", loading_method="defer")


def _take_over_keys(_app: Sphinx, config: Config) -> None:
    """Switch off Sphinx's key for searching, which a reader cannot switch off (WCAG 2.1.4)."""
    options = {**config.html_theme_options, "enable_search_shortcuts": False}
    config.html_theme_options = options


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the index and the script, and yield the page that uses them (``html-collect-pages``)."""
    builder = app.builder
    archive = domain_of(app.env).archive

    @functools.cache
    def page_of(issue: str) -> str:
        return builder.get_target_uri(archive.issue[issue].docname)

    def address_of(item: str) -> str:
        known = archive.item[item]
        return f"{page_of(known.issue)}#{known.anchor}"

    kept = Path(app.doctreedir, "search.json")
    script = scripts.joined(CLIENT)
    write_text(Path(app.outdir) / FOLDER / "app.js", script)
    write_text(Path(app.outdir) / FOLDER / "spelling.js", scripts.spelling(CLIENT))
    context = {
        "title": "Search",
        "body": "",
        "search_index": write_index(archive, Path(app.outdir), address_of, kept),
        "search_script": codec.digest(script),
        "search_style": codec.digest((CLIENT / "search.css").read_text(encoding="utf-8")),
        "search_items": f"{len(archive.items):,}",
        "search_browse": [
            (builder.get_relative_uri("search", facet.index), facet.title) for facet in INDEXES
        ],
    }
    yield "search", context, "search.html"
