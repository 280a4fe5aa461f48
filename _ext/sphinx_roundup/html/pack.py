"""The page of a reader's own pack: entries that are chosen in the browser, and known to nobody else.

Its entries come from the search's index (``client/pack-find.js``). What the page itself knows is
what became of entries that a pack may still name.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from rjsmin import jsmin
from sphinx.application import Sphinx

from ..model.archive import Archive
from ..model.facts import said_of_withdrawn
from ..model.moves import is_entry
from ..model.permalinks import entries_folder
from ..views.reader_views import PackView
from .pages import VirtualPage

NAME = "pack"
_CLIENT = Path(__file__).parent / "client"
_SCRIPTS = ("pack-find.js", "pack-texts.js", "pack-rows.js", "pack-share.js", "pack-page.js")
BUTTON = _CLIENT / "pack-button.js"
STYLE = _CLIENT / "pack.css"


def script() -> str:
    """Join the scripts of the page, without comments and needless spaces."""
    texts = (_CLIENT.joinpath(name).read_text(encoding="utf-8") for name in _SCRIPTS)
    return f"{jsmin(chr(10).join(texts))}\n"


def add_files(
    app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], _doctree: Any
) -> None:
    """Load scripts and style of the page on it alone (``html-page-context``)."""
    if pagename == NAME:
        app.add_css_file("pack.css")
        app.add_js_file("pack.js", loading_method="defer")


def pack_page(archive: Archive) -> VirtualPage:
    """Make the page of an archive."""
    return VirtualPage(
        NAME,
        "My reading pack",
        "",
        partial(_view, archive),
        (),
    )


def _view(archive: Archive) -> PackView:
    moved = tuple(
        (old, new)
        for old, new in sorted(archive.moves.pairs.items())
        if is_entry(old) or old.startswith("issues/")
    )
    withdrawn = tuple(
        (one.id, said_of_withdrawn(archive, one))
        for issue in archive.issues
        for one in issue.tombstones
    )
    newest = archive.issues[-1].docname if archive.issues else ""
    return PackView(moved, withdrawn, newest, entries_folder(archive.identity))
