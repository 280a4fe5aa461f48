"""What every page of the website is given besides its body: menu, way up, neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import escape
from sphinx.application import Sphinx

from ..citations.tags import tags_of
from ..model.archive import Archive
from ..model.identity import is_mail
from ..model.page_records import PageRecord
from ..model.page_types import PageType, page_type_of
from ..model.permalinks import ENTRIES, absolute
from ..model.records import Issue
from ..views.facets import FACET, INDEXES, Facet
from ..views.page_lists import page_lists
from . import proposals
from .builder import ArchiveHTMLBuilder

_ABOVE = {"issues": "years", ENTRIES: "years"}
"""Folders of pages -> the folder whose index in the menu leads to them, where it is another."""


def add_context(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: Any
) -> None:
    """Fill a page's context (``html-page-context``).

    The site-wide tree is kept empty: rendered into every page, it makes a build
    quadratic in the number of pages. The menu leads to the indexes instead.
    """
    builder = app.builder
    if not isinstance(builder, ArchiveHTMLBuilder):
        return
    pathto = context["pathto"]
    depth = pagename.count("/")
    for name in ("css_tag", "js_tag"):
        context[name] = _remembered(context[name], builder.asset_tags, depth)
    context["toctree"] = lambda **_: ""
    context["policy"] = builder.policy
    archive = builder.listings.archive
    context["menu"] = list(_menu(builder, pagename, pathto))
    identity = builder.listings.archive.identity
    context["contact"] = identity.contact
    context["contact_address"] = ("mailto:" if is_mail(identity) else "") + identity.contact
    is_entry = pagename.startswith(f"{ENTRIES}/")
    context["feeds"] = () if is_entry else builder.subscriptions.told_by(pagename)
    context["follow"] = pathto("follow") if builder.subscriptions else ""
    context["sidebar_search"] = builder.renderer.sidebar_search(pagename)
    context.setdefault("description", context.get("introduction", ""))
    folder, _, name = pagename.rpartition("/")
    if record := archive.page.get(folder, {}).get(name):
        _add_record(record, context)
    elif folder == "issues" and name in archive.issue:
        issue = archive.issue[name]
        _add_issue(issue, archive, context)
        context["citation_tags"] = tuple(_citation_tags(builder, issue))


def _remembered(
    tag: Callable[[Any], str], known: dict[tuple[int, Any], str], depth: int
) -> Callable[[Any], str]:
    """Make the tag of a stylesheet or script once for all pages that are as deep as this one."""

    def give(asset: Any) -> str:
        if (depth, asset) not in known:
            known[depth, asset] = tag(asset)
        return known[depth, asset]

    return give


def _menu(
    builder: ArchiveHTMLBuilder, pagename: str, pathto: Callable[[str], str]
) -> Iterator[dict[str, str]]:
    """The pages that the menu leads to: indexes, lists, and in a preview what is proposed."""
    archive = builder.listings.archive
    listed: tuple[Facet | PageType, ...] = (*INDEXES, *page_lists(archive))
    for one in listed:
        current = _current(one.index, pagename)
        yield {"link": pathto(one.index), "title": one.title, "current": current}
    if any(page.name == proposals.NAME for page in builder.more_pages):
        current = "page" if pagename == proposals.NAME else ""
        yield {"link": pathto(proposals.NAME), "title": proposals.TITLE, "current": current}


def _current(index: str, pagename: str) -> str:
    """What ``aria-current`` says of an index in the menu: it is the page, or the page is below it."""
    folder = pagename.partition("/")[0]
    above = f"{_ABOVE.get(folder, folder)}/index"
    return "page" if index == pagename else "true" if index == above else ""


def _add_record(record: PageRecord, context: dict[str, Any]) -> None:
    kind = page_type_of(record.path)
    context["description"] = " ".join(record.words.split())
    context["parents"] = [{"link": context["pathto"](kind.index), "title": kind.title}]


def _add_issue(issue: Issue, archive: Archive, context: dict[str, Any]) -> None:
    pathto = context["pathto"]
    context["issue"] = issue
    context["description"] = f"{issue.masthead}, {issue.date}: {len(issue.items)} entries."
    context["parents"] = [
        {"link": pathto(FACET["years"].index), "title": FACET["years"].title},
        {"link": pathto(f"years/{issue.year}"), "title": str(issue.year)},
    ]
    for key, neighbour in zip(("prev", "next"), archive.neighbours(issue.id), strict=True):
        if neighbour:
            context[key] = {"link": pathto(neighbour.docname), "title": escape(neighbour.date)}


def _citation_tags(builder: ArchiveHTMLBuilder, issue: Issue) -> Iterator[tuple[str, str]]:
    identity = builder.listings.archive.identity
    has_pdf = builder.listings.settings.pdf
    pdf = absolute(identity, f"pdf/{issue.file}.pdf") if has_pdf else ""
    yield from tags_of(builder.renderer.references.issue(issue), pdf)
