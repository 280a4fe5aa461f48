"""The website's builder: Sphinx's own, which also writes the archive's pages.

It differs from :class:`~sphinx.builders.html.StandaloneHTMLBuilder` in four things: what
is outdated is known by contents, never by times; a file is written only when its bytes
change (:mod:`.stable_builder`); all that is due, pages without a source file too, is
shared among processes; and Sphinx's own search index, which finds pages and takes a
quarter of a build, is not made.
"""

from __future__ import annotations

import errno
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any

from sphinx.builders.html import INVENTORY_FILENAME
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import status_iterator
from sphinx.util.inventory import InventoryFile

from ..data import WRITERS, data_files
from ..extension.compat import application_of, static_folder_of, workers_of
from ..extension.domain import domain_of
from ..extension.said import said_of
from ..extension.settings import settings_of
from ..extension.tasks import COLLECT
from ..feeds.subscriptions import Subscriptions
from ..model.digests import whole
from ..model.permalinks import absolute, page_path
from ..state import digest
from ..views.listings import Listings
from ..views.page_lists import page_lists
from . import not_found
from .build_cache import Ledger, OutputFolder
from .csp import SERVE, empty_pages, policy_of
from .entry_pages import EntryPages
from .item_digests import ItemDigests
from .more_pages import more_pages
from .pages import VirtualPage, virtual_pages
from .parts import pieces_of_parts
from .pieces import Brought, Piece, PiecesBeside, Write, pieces_of
from .redirect_pages import MovedPage, moved_pages, write_redirects
from .renderer import Renderer
from .stable_builder import StableHTMLBuilder


class ArchiveHTMLBuilder(StableHTMLBuilder):
    """Builds the website of the archive."""

    listings: Listings
    renderer: Renderer
    subscriptions: Subscriptions
    output: OutputFolder | None = None
    ledger: Ledger
    item_digests: ItemDigests
    entry_pages: EntryPages
    beside: PiecesBeside | None = None
    files_of_parts: set[str]  # below the site's root, as html/parts.py names them
    stale: Sequence[str] = ()
    """The pages with a source file that are to be written again."""
    reads: bool = True
    """Whether this build read any page."""
    unchanged: Callable[[], None] | None = None
    """Where nothing changed since the last build: what makes ready to write all the same."""
    policy: str = ""
    """The Content-Security-Policy of every page; "" for pages that are only served locally."""

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Prepare as Sphinx does; leave to the next build what is not written now."""
        if docnames and self.unchanged:  # all pages, or some, are asked for by name
            self.unchanged()
            self.unchanged = None
        for docname in set(self.stale) - docnames:
            self.ledger.forget(docname)
        self._has_new_documents = bool(docnames)
        super().prepare_writing(docnames)

    def copy_assets(self) -> None:
        """Copy static files, unless the last build left the very same; then find the policy."""
        if self.unchanged:
            return
        if self.ledger.changed("_static/", "", "_static/"):
            folder = static_folder_of(self)
            shutil.rmtree(folder, ignore_errors=True)
            said = said_of(application_of(self))
            before = said.count
            super().copy_assets()
            if said.count > before:  # Sphinx only warns of a file that it could not copy.
                raise OSError(errno.EIO, "static files could not be copied", str(folder))
        # Not earlier: Sphinx remembers the checksums of the files that a page loads.
        if SERVE not in application_of(self).tags:
            render = partial(self.render_page, "empty")
            self.policy = policy_of("".join(render(*page) for page in empty_pages()))

    def finish(self) -> None:
        """Write the rest, as Sphinx does, unless nothing changed."""
        if not self.unchanged:
            super().finish()

    def prepare_archive(self) -> None:
        """Take the archive that has just been read."""
        self.written, self.files_of_parts = set(), set()
        domain = domain_of(self.env)
        archive = domain.archive
        settings = settings_of(self.config)
        self.listings = Listings(archive, settings)
        kept = Path(self.doctreedir) / "items.json"
        self.item_digests = ItemDigests(kept, archive, self.listings.fingerprints, domain.pages)
        self.subscriptions = Subscriptions(archive, self.listings.sorted)
        self.renderer = Renderer(archive, self, settings, self.subscriptions, self.compiled)
        self.entry_pages = EntryPages(self)

    def render_page(
        self, pagename: str, context: dict[str, Any], template: str, event_arg: Any = None
    ) -> str:
        """Make a page; one that is shown at any address begins its addresses at the root."""
        page = super().render_page(pagename, context, template, event_arg)
        return not_found.from_root(page, self._root) if pagename == not_found.NAME else page

    def dump_inventory(self) -> None:
        """Do nothing: ``objects.inv`` is written beside the pages."""

    def _write_inventory(self) -> None:
        self.write_aside(INVENTORY_FILENAME, lambda path: InventoryFile.dump(path, self.env, self))

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write pages with a source file, and with them all else that is due."""
        self._write_all(docnames)

    def gen_pages_from_extensions(self) -> None:
        """Write all that is due, where no page with a source file was."""
        if not self._has_new_documents:
            self._write_all(frozenset())

    def _write_all(self, docnames: AbstractSet[str]) -> None:
        """Write all that is due, in as many processes as may be used.

        Each piece is a function of the archive alone: nothing but names and digests comes home.
        """
        assert self.beside
        pages = [*self._pieces_of_pages(docnames), *pieces_of_parts(self)]
        if pages:
            self.renderer.compile()
        workers = workers_of(self) if self.parallel_ok else 1
        shown = status_iterator(
            self.beside.with_others(pages, workers),
            "writing output... ",
            "darkgreen",
            len(pages) + len(self.beside.pieces),
            self.config.verbosity,
            stringify_func=lambda done: done[0].name,
        )
        with logging.pending_warnings():
            left = sum(1 for piece in self.beside.pieces if piece.task)
            for piece, brought in shown:
                self._take(brought)
                if piece.task:
                    piece.task.take(brought.made)
                    left -= 1
                    if not left:  # while other processes go on with the pages
                        self._write_collected()

    def begin(self) -> None:
        """Begin what is made of the whole archive, where it is little, while pages are compared."""
        pieces = [*self._pieces_beside()]
        self.beside = PiecesBeside(pieces, self._write_piece, workers_of(self))

    def _write_piece(self, piece: Piece) -> Brought:
        written, self.written, known = self.written, set(), set(self.ledger.now)
        for write in piece.writes:
            write()
        made = piece.task.make() if piece.task else None
        noted = {name: mark for name, mark in self.ledger.now.items() if name not in known}
        brought = Brought(self.written, noted, self.images, made)
        self.written = written
        return brought

    def _take(self, brought: Brought) -> None:
        self.written |= brought.written
        self.ledger.now |= brought.noted
        self.images |= brought.images

    def _pieces_beside(self) -> Iterator[Piece]:
        """What is made of the whole archive: each takes long, and so comes first."""
        # The search page and its index are made from the archive alone.
        if self.is_archive_due:
            tasks = chain(*self.events.emit(COLLECT))
            yield from (Piece(task.name, task=task) for task in tasks)
            cache = Path(self.doctreedir)
            for name, write in WRITERS.items():
                out = partial(write, self.listings, Path(self.outdir), cache / name)
                yield Piece(name, (out,))
        else:
            self.ledger.keep(self._archive_fingerprint)
        named = (one for domain in self.env.domains.sorted() for one in domain.get_objects())
        made_from = digest("\n".join(sorted(map(repr, named))))  # most edits name nothing anew
        if self.ledger.changed(INVENTORY_FILENAME, made_from, INVENTORY_FILENAME):
            yield Piece(INVENTORY_FILENAME, (self._write_inventory,))

    def _pieces_of_pages(self, docnames: AbstractSet[str]) -> list[Piece]:
        """The pages, by the year they are about; lists are compared by whoever would write them."""
        archive_issues = self.listings.archive.issue
        issues: defaultdict[int, list[Write]] = defaultdict(list)
        lists: defaultdict[int, list[Write]] = defaultdict(list)
        for docname in sorted(docnames):
            issue = archive_issues.get(docname.removeprefix("issues/"))
            write: Write = partial(self._write_document, docname)
            (issues[issue.year] if issue else lists[0]).append(write)
        for page in chain(virtual_pages(self.listings), self.more_pages):
            lists[page.year].append(partial(self.write_virtual_page, page))
        for year, write in self.entry_pages.due():
            issues[year].append(write)
        lists[0].extend(self._moved_pages())
        if self._root and self.is_changed(not_found.NAME):
            write = partial(self.handle_page, not_found.NAME, not_found.context(), "404.html")
            lists[0].append(write)
        return list(pieces_of(issues, lists))

    def _write_document(self, docname: str) -> None:
        self.phase = BuildPhase.RESOLVING
        doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        self.phase = BuildPhase.WRITING
        self.write_doc_serialized(docname, doctree)
        self.write_doc(docname, doctree)

    def _write_collected(self) -> None:
        for name, context, template in chain(*self.events.emit("html-collect-pages")):
            self.ledger.now[name] = self._archive_fingerprint
            self.handle_page(name, context, template)

    def _moved_pages(self) -> Iterator[Write]:
        """Find the pages due at each address that a page once had; write the lists for hosts."""
        moves: dict[str, str] = {}
        archive, known = self.listings.archive, self.env.titles
        titles = {new: known[new].astext() for _, new in archive.moves.pages() if new in known}
        for page in moved_pages(archive, titles):
            moves[page_path(page.name)] = page_path(page.to)
            if page.name not in self.ledger.now and self.is_changed(page.name, page):
                yield partial(self._write_moved_page, page)
        write_redirects(Path(self.outdir), moves, archive.identity.address)

    def _write_moved_page(self, page: MovedPage) -> None:
        address = absolute(self.listings.archive.identity, page_path(page.to))
        context = page.context(self.get_relative_uri(page.name, page.to), address)
        self.handle_page(page.name, context, "page.html")

    @cached_property
    def is_archive_due(self) -> bool:
        """Whether the archive differs from that of the last build, or its data are damaged."""
        files = (*data_files(self.listings.archive), self.file_of("search"))
        return self.ledger.changed("search/", self._archive_fingerprint, "search/", *files)

    @cached_property
    def _archive_fingerprint(self) -> str:
        of_issue = self.listings.fingerprints.of_whole
        return self.listings.fingerprint(*whole(self.listings.archive, of_issue), self._menu)

    def is_changed(self, name: str, *made_from: object, files: Sequence[str] = ()) -> bool:
        """Note what a page, or these files, are made from; tell whether to write them (again)."""
        follows = tuple(plan.name for plan in self.subscriptions.told_by(name))
        calendar = self.subscriptions.of(name)[1] is not None
        fingerprint = self.listings.fingerprint(*made_from, self._menu, follows, calendar)
        return self.ledger.changed(name, fingerprint, *(files or [self.file_of(name)]))

    @property
    def _root(self) -> str:
        """The root of the archive on its host; "" where that is not known."""
        return not_found.root_of(self.listings.archive.identity)

    @cached_property
    def _menu(self) -> tuple[str, ...]:
        """The pages that the menu may lead to, which every page depends on."""
        lists = [kind.index for kind in page_lists(self.listings.archive)]
        more = [page.name for page in self.more_pages]
        return (*sorted(name for name in self.env.found_docs if "/" not in name), *lists, *more)

    @cached_property
    def more_pages(self) -> tuple[VirtualPage, ...]:
        """The pages that some archives have, and some builds."""
        tags, folder = application_of(self).tags, Path(self.srcdir)
        return tuple(more_pages(self.listings, self.subscriptions, folder, tags))

    def file_of(self, name: str) -> str:
        """Give the file of a page, by its name below the output folder."""
        return self.get_output_path(name).relative_to(self.outdir).as_posix()

    def write_virtual_page(self, page: VirtualPage) -> None:
        """Write a page that has no source file, if it is due."""
        if not self.is_changed(page.name, *page.made_from):
            return
        shown = self.renderer.view(page.view, page.name)
        address = partial(self.get_relative_uri, page.name)
        self.handle_page(page.name, page.context(address, shown), "listing.html")
