"""Keep pages fresh: write again what shows something that changed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from ..extension.domain import Page, domain_of
from ..views.listings import Listings
from .build_cache import Ledger, generation_of
from .builder import ArchiveHTMLBuilder

_PACKAGE = Path(__file__).parents[1]


def find_stale(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The docnames to write again besides those just read (``env-updated``).

    The website knows what its pages were made from; for any other builder
    every page with a listing counts as stale.
    """
    pages = domain_of(env).pages
    builder = app.builder
    if not isinstance(builder, ArchiveHTMLBuilder):
        return sorted(docname for docname, page in pages.items() if page.listings)
    ledger = read_ledger(builder)
    builder.prepare_archive(ledger)
    listings = builder.listings
    return [
        docname
        for docname in sorted(env.found_docs)
        if ledger.changed(
            docname, listings.fingerprint(*_shown(pages.get(docname, Page()), listings))
        )
    ]


def read_ledger(builder: Builder) -> Ledger:
    """The ledger of a builder's last finished build.

    Its generation covers whatever makes a page besides the archive: the code, the
    templates, the static files, the settings and the libraries.
    """
    config = builder.config
    folders = (*config.templates_path, *config.html_static_path)
    settings = sorted(
        (option.name, repr(option.value))
        for option in config
        if option.name.startswith(("html_", "roundup_"))
    )
    versions = [(name, version(name)) for name in ("sphinx", "furo", "sphinx-design", "docutils")]
    generation = generation_of(
        [_PACKAGE, *(Path(builder.confdir, folder) for folder in folders)],
        config.language,
        settings,
        versions,
    )
    return Ledger(builder.doctreedir / f"ledger-{builder.name}.json", generation)


def _shown(page: Page, listings: Listings) -> Iterator[object]:
    archive = listings.archive
    for name, argument in page.listings:
        yield name
        yield listings.view(name, argument)
    for cited in page.cited:
        yield archive.item.get(cited) or archive.topic.get(cited)
    if page.issue:
        yield archive.issue[page.issue.id].items
        yield archive.neighbours(page.issue.id)
