"""The Sphinx domain: records of pages in, the archive and references out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Element
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from ..check.compose import problems_of, problems_of_files
from ..check.link_targets import LinkTargets
from ..check.moves import moves_of
from ..model.archive import Archive
from ..model.assembly import assemble
from ..model.history import followed
from ..model.messages import Problem
from ..model.page_types import RECORDED, page_type_of
from ..model.vocabulary import Vocabulary, fold
from ..parse.addresses import with_addresses
from ..parse.archive_date import commit_of, date_of
from ..parse.ledger import read_history
from ..parse.page import Page
from ..parse.vocabulary import load
from .directives import ItemDirective, ListingDirective
from .identity import ArchiveRole, identity_of
from .kept_pages import KeptPages
from .link_settings import link_settings
from .nodes import listing
from .reading import packed_page_being_read, page_being_read
from .settings import settings_of

logger = logging.getLogger(__name__)


class RoundupDomain(Domain):
    """Issues, items, topics and other pages. State: docname -> :class:`Page`, nothing else."""

    name = "roundup"
    label = "Archive"
    object_types: ClassVar[dict[str, ObjType]] = {
        "item": ObjType("item", "item"),
        **{kind.role: ObjType(kind.role, kind.role) for kind in RECORDED},
    }
    directives: ClassVar[dict[str, Any]] = {"item": ItemDirective, "listing": ListingDirective}
    roles: ClassVar[dict[str, Any]] = {
        "item": XRefRole(innernodeclass=nodes.inline),
        **{kind.role: XRefRole(innernodeclass=nodes.inline) for kind in RECORDED},
        "archive": ArchiveRole(),
    }
    initial_data: ClassVar[dict[str, KeptPages]] = {"pages": KeptPages()}
    data_version = 2

    def __init__(self, env: BuildEnvironment) -> None:
        """Start without an archive: it is assembled when everything is read."""
        super().__init__(env)
        self._assembled: tuple[Archive, Vocabulary] | None = None
        self.refused_files: tuple[Problem, ...] = ()
        self.made_from = ""
        """A digest of all that the archive is made from; "" until everything is read."""

    @property
    def pages(self) -> KeptPages:
        """The records, by docname."""
        pages: KeptPages = self.data["pages"]
        return pages

    @property
    def archive(self) -> Archive:
        """The archive. Call only after reading; the first call assembles it."""
        return self._whole()[0]

    def _whole(self) -> tuple[Archive, Vocabulary]:
        if self._assembled is None:
            folder, config = Path(self.env.srcdir), self.env.config
            words = load(folder)
            read = [page.published for page in self.pages.values() if page.published]
            issues = with_addresses(read, folder)
            archive = assemble(issues, words, None, identity_of(config), read_history(folder))
            date = settings_of(config).today or date_of(folder, archive.issues)
            moves = moves_of(folder, archive)
            history = followed(archive.history, moves)
            commit = commit_of(folder)
            whole = replace(
                archive,
                date=date,
                commit=commit.name if commit else "",
                history=history,
                moves=moves,
            )
            self._assembled = (whole, words)
        return self._assembled

    def forget(self) -> None:
        """Drop the assembled archive, since pages were read again."""
        self._assembled = None

    def problems(self) -> list[Problem]:
        """Everything wrong in the archive, sorted by place."""
        archive, words = self._whole()
        folder = Path(self.env.srcdir)
        others = (*problems_of_files(folder, archive, words), *self.refused_files)
        targets = LinkTargets(folder, self.env.found_docs, link_settings(self.env))
        return problems_of(self.pages.values(), archive, words, others, targets)

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self.pages.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that another process has read."""
        for docname in docnames & otherdata["pages"].keys():
            self.pages[docname] = otherdata["pages"][docname]

    def note_page(self, docname: str, doctree: nodes.document) -> None:
        """Record what a freshly read page holds, if it is anything of ours."""
        listings = tuple((n["name"], n["argument"]) for n in doctree.findall(listing))
        page, packed = page_being_read(self.env), packed_page_being_read(self.env)
        if listings != page.listings:
            page, packed = replace(page, listings=listings), None
        if page == Page(page.path):
            return
        if packed is None:
            self.pages[docname] = page
        else:
            self.pages.keep(docname, page, packed)

    def resolve_xref(
        self,
        _env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Resolve ``{item}`` and ``{topic}``; the text is the title unless one is written."""
        found = self._find(typ, target)
        if found is None:
            return None  # told by the rules, at every build
        docname, anchor, title = found
        text = contnode if node["refexplicit"] else nodes.inline(title, title)
        return make_refnode(builder, fromdocname, docname, anchor, text, title)

    def resolve_any_xref(
        self,
        _env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        _node: addnodes.pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Offer items and topics to a reference of no stated type."""
        offers = []
        for typ in self.object_types:
            found = self._find(typ, target)
            if found:
                reference = make_refnode(builder, fromdocname, found[0], found[1], contnode)
                offers.append((f"roundup:{typ}", reference))
        return offers

    def _find(self, typ: str, target: str) -> tuple[str, str, str] | None:
        if typ == "item" and target in self.archive.item:
            item = self.archive.item[target]
            return f"issues/{item.issue}", item.anchor, item.title
        record = self.archive.named[typ].get(target) if typ in self.object_types else None
        return (record.docname, "", record.title) if record else None

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """List items and topics for ``objects.inv``."""
        for item in self.archive.item.values():
            yield item.id, item.title, "item", f"issues/{item.issue}", item.anchor, -1
        for page in (*self.archive.topics, *self.archive.pages):
            yield page.slug, page.title, page.role, page.docname, "", -1


def domain_of(env: BuildEnvironment) -> RoundupDomain:
    """The archive's domain of an environment."""
    domain = env.domains["roundup"]
    assert isinstance(domain, RoundupDomain)
    return domain


def note_page(app: Sphinx, doctree: nodes.document) -> None:
    """Record a page when it has been read (``doctree-read``)."""
    docname = app.env.current_document.docname
    shown = page_type_of(docname).listing
    if shown:
        _add_listing(shown, docname.rpartition("/")[2], doctree)
    if page_type_of(docname).record:
        _index_names(docname, app.env)
    domain_of(app.env).note_page(docname, doctree)


def _index_names(docname: str, env: BuildEnvironment) -> None:
    """Put the names of a topic, or of another such page, into the general index: an A to Z of all that can be looked up."""
    metadata = env.metadata[docname]
    names = [metadata.get("title", ""), *_names(metadata.get("also-printed-as"))]
    index = env.domains.index_domain
    index.entries[docname] = [
        ("single", str(name), "", "", None) for name in names if fold(str(name))
    ]


def _names(value: Any) -> list[Any]:
    """The names in a list of front matter, which MyST hands on as JSON."""
    try:
        names = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return []
    return names if isinstance(names, list) else []


def _add_listing(name: str, argument: str, doctree: nodes.document) -> None:
    """Let a page of which an editor writes only a note, as a topic's, end with its items."""
    top = next(doctree.findall(nodes.section), None)
    if top is not None:
        top += listing("", name=name, argument=argument)


def _silence_others(_app: Sphinx, config: Config) -> None:
    """Keep MyST and Sphinx from saying again what the rules say of top lines, headings, code and links."""
    told = (
        "myst.header",
        "myst.topmatter",
        "myst.xref_missing",
        "misc.highlighting_failure",
        "ref.doc",
        "ref.ref",
    )
    config.suppress_warnings = [*config.suppress_warnings, *told]


def setup(app: Sphinx) -> None:
    """Register the domain and the events that fill it."""
    app.add_domain(RoundupDomain)
    app.connect("config-inited", _silence_others)
    # After Sphinx's own collectors (500), which put the front matter into env.metadata.
    app.connect("doctree-read", note_page, priority=600)
