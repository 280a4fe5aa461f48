"""Search that finds entries: the index, and the page that reads it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from ..atomic import write_text
from ..extension.domain import domain_of
from ..extension.settings import settings_of
from ..extension.tasks import COLLECT, Task
from ..model.permalinks import entries_folder
from ..views.facets import INDEXES
from ..views.listings import Listings
from . import advice, codec, scripts
from .index import Index, write_index

__all__ = ["setup", "write_index"]

FOLDER = "search"
"""Of the index, below the site's root, and of the scripts, below ``_static``."""
CLIENT = Path(__file__).parent / "client"
"""The scripts that read the index in the browser."""
_FEW = 2
"""Spans of years that one process makes anew without keeping others waiting."""
_INDEX = "roundup_search_index"
_NEEDLESS = ("pygments.css", "sphinx-design.min.css")
"""Styles of what the search page has none of; they would come before a first result."""


def setup(app: Sphinx) -> None:
    """Give the website its search page, and every page the keys that lead to it."""
    app.connect("config-inited", _take_over_keys)
    app.connect(COLLECT, tasks)
    app.connect("html-collect-pages", search_page)
    app.add_js_file(f"{FOLDER}/keys.js", loading_method="defer")


def _take_over_keys(_app: Sphinx, config: Config) -> None:
    """Switch off Sphinx's key for searching, which a reader cannot switch off (WCAG 2.1.4)."""
    options = {**config.html_theme_options, "enable_search_shortcuts": False}
    config.html_theme_options = options


def tasks(app: Sphinx) -> list[Task]:
    """Give the making of the index as one task (``roundup-collect-tasks``).

    One process makes all of it: each looks up every word anew, and a part would have to come home.
    """
    index = _begin(app)
    is_long = len(index.due) > _FEW
    return [Task("search", partial(index.write, Path(app.outdir)), index.take_written, is_long)]


def _begin(app: Sphinx) -> Index:
    """Begin an index; it is at hand for :func:`search_page`."""
    builder = app.builder
    archive = domain_of(app.env).archive

    @functools.cache
    def page_of(issue: str) -> str:
        return builder.get_target_uri(archive.issue[issue].docname)

    def address_of(item: str) -> str:
        known = archive.item[item]
        return f"{page_of(known.issue)}#{known.anchor}"

    # The website's builder has taken fingerprints of all items already.
    listings = getattr(builder, "listings", None) or Listings(archive, settings_of(app.config))
    kept = Path(app.doctreedir, "search")
    index = Index(archive, address_of, listings.fingerprints.of_whole, kept)
    setattr(app, _INDEX, index)
    return index


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the index and the script, and yield the page that uses them (``html-collect-pages``)."""
    index: Index | None = getattr(app, _INDEX, None)
    if index is None:  # another builder of HTML, which asks for no tasks
        index = _begin(app)
    written = index.written or index.write(Path(app.outdir))
    setattr(app, _INDEX, None)
    script = scripts.joined(CLIENT)
    later = scripts.on_demand(CLIENT)
    archive = domain_of(app.env).archive
    known = getattr(app.builder, "subscriptions", None)
    feeds = known.feeds.plans if known else ()
    later["hints"] = advice.script(archive, app.env.found_docs, feeds) + later["hints"]
    for name, text in {"app": script, **later}.items():
        write_text(Path(app.outdir) / FOLDER / f"{name}.js", text)
    styles = getattr(app.builder, "globalcontext", {}).get("css_files", [])
    context = {
        "title": "Search",
        "css_files": [one for one in styles if not str(one.filename).endswith(_NEEDLESS)],
        "body": "",
        "search_index": written,
        "search_script": codec.digest(script + "".join(later.values())),
        "search_style": codec.digest((CLIENT / "search.css").read_text(encoding="utf-8")),
        "search_pages": entries_folder(archive.identity),
        "search_items": f"{len(archive.items):,}",
        "search_browse": [
            *((app.builder.get_relative_uri("search", one.index), one.title) for one in INDEXES),
            (app.builder.get_relative_uri("search", "genindex"), "Index, A to Z"),
        ],
    }
    yield "search", context, "search.html"
