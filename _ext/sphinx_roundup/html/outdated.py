"""Keep pages fresh: write again what shows something that changed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..atomic import is_leftover, write_text
from ..extension.compat import application_of, workers_of
from ..extension.domain import domain_of
from ..extension.inputs import read_for
from ..extension.link_settings import others_digest
from ..extension.said import said_of
from ..extension.unchanged import made_from, settings_text
from ..model.facts import said_of_withdrawn
from ..parse.page import Page
from ..state import code_digest, digest, tree_digest
from ..views.listings import Listings
from . import not_found
from .build_cache import Ledger, OutputFolder
from .builder import ArchiveHTMLBuilder
from .crawling import FILES as CRAWLING
from .crawling import PART, crawling_files
from .former import place_of
from .headers import write_headers
from .parts import is_gone

PDF_FOLDER = "pdf"
"""Of the PDFs, below the website, which another builder writes."""


def find_stale(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the pages to write again besides those just read (``env-updated``).

    The website knows what its pages were made from, and the PDFs what they were; for any
    other builder every page with a listing counts as stale.
    """
    builder = app.builder
    if builder.format == "pdf":
        return []
    if not isinstance(builder, ArchiveHTMLBuilder):
        pages = domain_of(env).pages
        return sorted(docname for docname, page in pages.items() if page.listings)
    builder.ledger = read_ledger(builder)
    if not builder.reads and builder.ledger.is_whole(domain_of(env).made_from):
        builder.unchanged = partial(_compare, builder)
    else:
        _compare(builder)
    return list(builder.stale)


def _compare(builder: ArchiveHTMLBuilder) -> None:
    """Put the archive together; note what each page is made from, and which are stale."""
    env = builder.env
    pages = domain_of(env).pages
    builder.prepare_archive()
    builder.begin()
    builder.stale = [
        docname
        for docname in sorted(env.found_docs)
        if builder.is_changed(
            docname,
            read_for(env, docname),
            *_shown(pages.get(docname, Page()), builder.listings),
        )
    ]


def look_ahead(app: Sphinx) -> None:
    """Look at what the last build left, while the pages are read (``builder-inited``)."""
    builder = app.builder
    if isinstance(builder, ArchiveHTMLBuilder):
        cache, out = Path(builder.doctreedir), Path(builder.outdir)
        others = [PDF_FOLDER]
        with suppress(ValueError):
            others.append(cache.relative_to(out).as_posix())
        builder.output = OutputFolder(out, others, workers_of(builder))


def note_reading(app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
    """Note whether any page is read (``env-before-read-docs``)."""
    if isinstance(app.builder, ArchiveHTMLBuilder):
        app.builder.reads = bool(docnames)


def read_ledger(builder: ArchiveHTMLBuilder) -> Ledger:
    """Read the ledger of a builder's last finished build.

    Its generation covers whatever makes a page besides the archive: the code, the
    libraries, the templates, the static files and the settings.
    """
    config = builder.config
    files = (config.html_logo, config.html_favicon, *config.html_extra_path)
    folders = (*config.templates_path, *config.html_static_path)
    own = [Path(builder.confdir, name) for name in (*folders, *files) if name]
    settings = settings_text(config) + others_digest(builder.env)
    tags = repr(sorted(application_of(builder).tags))
    generation = digest(code_digest(), tree_digest(own), settings, tags)
    assert builder.output
    return Ledger(Path(builder.doctreedir), builder.output, generation)


def _shown(page: Page, listings: Listings) -> Iterator[object]:
    archive = listings.archive
    for name, argument in page.listings:
        yield name
        yield listings.view(name, argument)
    for cited in page.cited:
        yield archive.named.get(cited.kind, {}).get(cited.name)
    if page.published:
        issue = archive.issue[page.published.id]
        yield issue.items
        yield [(one.line, said_of_withdrawn(archive, one)) for one in issue.tombstones]
        yield archive.neighbours(page.published.id)
        former = archive.former.get(page.published.docname, ())
        yield [(anchor, name, place_of(archive, name)) for anchor, name in former]


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Remove what is gone, remember the rest (``build-finished``)."""
    builder = app.builder
    if not isinstance(builder, ArchiveHTMLBuilder):
        return
    for begun in (builder.output, builder.beside):
        if begun:
            begun.end()
    if exception is not None or builder.unchanged:
        return
    builder.compiled.save()
    builder.item_digests.save()
    pages = _pages(builder, _sweep(builder))
    write_headers(builder.policy, Path(builder.outdir), pages)
    _write_for_crawlers(builder, pages)
    said = said_of(app)
    # What was said is said again only where the page is written again.
    for name in list(builder.ledger.now) if said.of_no_page else said.pages:
        builder.ledger.forget(name)
    made = domain_of(app.env).made_from
    builder.ledger.save(made if made == made_from(app) and not said.of_no_page else "")


def _pages(builder: ArchiveHTMLBuilder, files: Iterable[str]) -> list[str]:
    """Those files that are pages, below the site's root."""
    suffix = builder.out_suffix
    return [name for name in files if name.endswith(suffix) and not name.startswith("_static/")]


def _write_for_crawlers(builder: ArchiveHTMLBuilder, pages: list[str]) -> None:
    """Write what search engines ask for, or remove it; a file of the site's own stays."""
    moved = builder.listings.archive.moves.pairs
    hidden = {"search", not_found.NAME, *moved, *builder.entry_pages.hidden}
    shown = [name for name in pages if name.removesuffix(builder.out_suffix) not in hidden]
    shown = [name for name in shown if not _is_extra(builder, name)]
    made = crawling_files(builder.listings.archive, shown, builder.config.root_doc)
    parts = [path.name for path in Path(builder.outdir).glob("sitemap-*.xml")]
    for name in {*CRAWLING, *filter(PART.fullmatch, parts), *made}:
        path = Path(builder.outdir) / name
        if _is_extra(builder, name):
            continue
        if name in made:
            write_text(path, made[name])
        else:
            path.unlink(missing_ok=True)


def _sweep(builder: ArchiveHTMLBuilder) -> list[str]:
    """Remove pages and files of parts that are gone, and what a killed build left half-written.

    :returns: the files that stay, below the site's root.
    """
    ledger, suffix = builder.ledger, builder.out_suffix
    out = Path(builder.outdir)
    pages = builder.written | ledger.now.keys() | {*builder.entry_pages.names}
    stay = []
    for name in ledger.files():
        is_page = name.endswith(suffix) and not name.startswith("_static/")
        no_page = is_page and name.removesuffix(suffix) not in pages
        is_old = (no_page or is_gone(name, builder.files_of_parts)) and not _is_extra(builder, name)
        if is_old or is_leftover(name.rpartition("/")[2]):
            _remove(out, name)
        else:
            stay.append(name)
    (out / ".buildinfo.bak").unlink(missing_ok=True)
    return stay


def _is_extra(builder: ArchiveHTMLBuilder, name: str) -> bool:
    """Whether a file is one of the site's own, copied as it is (``html_extra_path``)."""
    own = (Path(builder.confdir, folder) for folder in builder.config.html_extra_path)
    return any((one / name).exists() or one.name == name for one in own)


def _remove(folder: Path, name: str) -> None:
    """Remove a file and the folders that it leaves empty."""
    path = folder / name
    path.unlink()
    with suppress(OSError):
        for above in path.relative_to(folder).parents[:-1]:
            (folder / above).rmdir()
