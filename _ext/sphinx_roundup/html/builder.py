"""The website's builder: Sphinx's own, which also writes the archive's pages.

It differs from :class:`~sphinx.builders.html.StandaloneHTMLBuilder` in three
things: a file is written only when its bytes change, and then aside and
renamed; pages without a source file are written, in parallel where Sphinx
writes in parallel; and Sphinx's own search index, which finds pages and takes
a quarter of a build, is not made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import escape
from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder
from sphinx.util.display import status_iterator
from sphinx.util.inventory import InventoryFile
from sphinx.util.parallel import ParallelTasks

from ..atomic import write_bytes, write_text
from ..data.export import FILE as DATA_FILE
from ..extension.compat import (
    add_template_folder,
    furo_pygments,
    static_folder_of,
    stop_late_pygments,
    workers_of,
    write_buildinfo_to,
)
from ..extension.domain import domain_of
from ..extension.settings import settings_of
from ..views.listings import Listings
from .build_cache import Ledger
from .csp import policy_of
from .pages import VirtualPage, virtual_pages
from .renderer import Renderer

_HERE = Path(__file__).parent
_STATIC = {
    _HERE / "static/archive.css": "archive.css",
    _HERE.parent / "search/client/keys.js": "search/keys.js",
    _HERE.parent / "search/client/search.css": "search/search.css",
    _HERE.parent / "search/client/vendor/LICENSE": "search/vendor/LICENSE",
}
"""The package's own static files -> their place below ``_static``."""


class ArchiveHTMLBuilder(StandaloneHTMLBuilder):
    """Builds the website of the archive."""

    listings: Listings
    renderer: Renderer
    ledger: Ledger
    policy: str = ""
    """The Content-Security-Policy of every page."""

    def init(self) -> None:
        """Set up as Sphinx does, without its search."""
        super().init()
        self.search = False
        if self.config.html_theme == "furo":
            stop_late_pygments(self)  # create_pygments_style_file writes it early

    def init_templates(self) -> None:
        """Look for templates at the site, then in this package, then in the theme."""
        super().init_templates()
        add_template_folder(self, _HERE / "theme")

    def copy_theme_static_files(self, context: dict[str, Any]) -> None:
        """Copy the theme's static files and the package's; the site's own come after."""
        super().copy_theme_static_files(context)
        for source, name in _STATIC.items():
            write_bytes(static_folder_of(self) / name, source.read_bytes())

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Prepare as Sphinx does, and note whether a document is written at all."""
        self._has_new_documents = bool(docnames)
        super().prepare_writing(docnames)

    def create_pygments_style_file(self) -> None:
        """Write the stylesheet for code: furo's, where furo is the theme."""
        if self.config.html_theme == "furo":
            write_text(static_folder_of(self) / "pygments.css", furo_pygments())
        else:
            super().create_pygments_style_file()

    def copy_assets(self) -> None:
        """Copy static files, unless the last build copied the very same; then find the policy."""
        if not (self.ledger.is_current and static_folder_of(self).exists()):
            super().copy_assets()
        # Not earlier: Sphinx remembers the checksums of the files that a page loads.
        self.policy = policy_of("".join(self._empty_pages()))

    def _empty_pages(self) -> Iterator[str]:
        """Pages of the theme with nothing of ours on them."""
        path = Path(self.doctreedir) / "empty.html"
        common = {"title": "", "body": "", "view": "", "meta": None}
        entry = ("a", [[("", "#")], [], None])
        index = {"genindexentries": [("A", [entry])], "genindexcounts": [1]}
        for template, context in (("listing.html", {}), ("genindex.html", index)):
            super().handle_page("empty", {**common, **context}, template, outfilename=path)
            yield path.read_text(encoding="utf-8")
        path.unlink()

    def prepare_archive(self, ledger: Ledger) -> None:
        """Take the archive that has just been read; ``ledger`` knows the last build."""
        archive = domain_of(self.env).archive
        settings = settings_of(self.config)
        self.listings = Listings(archive, settings)
        self.renderer = Renderer(archive, self, settings)
        self.ledger = ledger

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.html",
        *,
        outfilename: Path | None = None,
        event_arg: Any = None,
    ) -> None:
        """Make a page as Sphinx does, but leave the file alone if its bytes are the same."""
        path = Path(outfilename or self.get_output_path(pagename))
        aside = path.with_name(f".{path.name}.new")
        super().handle_page(pagename, addctx, templatename, outfilename=aside, event_arg=event_arg)
        if not _replace_if_changed(aside, path) and pagename in self.env.all_docs:
            self._mark_current(pagename, path)

    def _mark_current(self, docname: str, path: Path) -> None:
        """Keep Sphinx, which compares times, from making an unchanged page at every build."""
        source = self.env.doc2path(docname).stat().st_mtime
        templates = self.templates.newest_template_mtime() if self.templates else 0.0
        if path.exists() and path.stat().st_mtime < max(source, templates):
            path.touch()

    def dump_inventory(self) -> None:
        """Write ``objects.inv``, if it changed."""
        path = self.outdir / INVENTORY_FILENAME
        if path.exists() and not (self._has_new_documents or self.is_archive_due):
            return
        aside = path.with_name(f".{path.name}.new")
        InventoryFile.dump(aside, self.env, self)
        _replace_if_changed(aside, path)

    def write_buildinfo(self) -> None:
        """Write ``.buildinfo``, if it changed."""
        path = self.outdir / ".buildinfo"
        aside = path.with_name(f".{path.name}.new")
        write_buildinfo_to(self, aside)
        _replace_if_changed(aside, path)

    def gen_pages_from_extensions(self) -> None:
        """Write the archive's pages, then those of other extensions."""
        pages = [page for page in virtual_pages(self.listings) if self._is_due(page)]
        if self.parallel_ok and len(pages) > 1:
            self._write_pages_parallel(pages)
        else:
            self._write_pages(
                status_iterator(
                    pages,
                    "writing indexes... ",
                    "darkgreen",
                    len(pages),
                    self.config.verbosity,
                    stringify_func=lambda page: page.name,
                )
            )
        # The search page and its index are made from the archive alone.
        if self.is_archive_due:
            super().gen_pages_from_extensions()

    @cached_property
    def is_archive_due(self) -> bool:
        """Whether the archive differs from that of the last build, or its data are missing."""
        archive = self.listings.archive
        issues = [
            (issue, issue.strap_line, issue.masthead, issue.items) for issue in archive.issues
        ]
        lists = [(name, tuple(rows.items())) for name, rows in archive.closed.items()]
        parts = (tuple(issues), archive.topics, archive.sources, archive.kinds, tuple(lists))
        changed = self.ledger.changed("search", self.listings.fingerprint(*parts))
        return changed or not (Path(self.outdir) / DATA_FILE).exists()

    def _is_due(self, page: VirtualPage) -> bool:
        changed = self.ledger.changed(page.name, self.listings.fingerprint(page))
        return changed or not Path(self.get_output_path(page.name)).exists()

    def _write_pages_parallel(self, pages: Sequence[VirtualPage]) -> None:
        # Pages of a year show the same items, and each process renders an item but once.
        by_year = sorted(pages, key=lambda page: page.year)
        workers = workers_of(self)
        tasks = ParallelTasks(workers)
        # Two chunks a process: none waits long for the last.
        size = max(1, -(-len(pages) // (2 * workers)))
        for start in range(0, len(pages), size):
            tasks.add_task(self._write_pages, by_year[start : start + size])
        tasks.join()

    def _write_pages(self, pages: Any) -> None:
        for page in pages:
            self.write_virtual_page(page)

    def write_virtual_page(self, page: VirtualPage) -> None:
        """Write a page that has no source file."""
        parents = [
            {"link": self.get_relative_uri(page.name, name), "title": escape(title)}
            for name, title in page.parents
        ]
        context = {
            "title": escape(page.title),
            "introduction": page.introduction,
            "view": self.renderer.view(page.view, page.name),
            "parents": parents,
            "meta": None,
            "body": "",
        }
        self.handle_page(page.name, context, "listing.html")


def _replace_if_changed(aside: Path, path: Path) -> bool:
    if not aside.exists():
        return False
    written = write_bytes(path, aside.read_bytes())
    aside.unlink()
    return written
