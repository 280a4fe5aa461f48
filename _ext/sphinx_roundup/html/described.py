"""Tell search engines and other sites what each page is: JSON-LD, Open Graph, a description."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from ..data import linked
from ..model.archive import Archive
from ..model.data_files import about
from ..model.permalinks import ENTRIES, absolute, page_path
from ..model.plural import plural
from ..model.shorten import shortened
from ..views.facets import INDEXES
from ..views.views import EntryView, View
from . import not_found
from .builder import ArchiveHTMLBuilder
from .crawling import OPENSEARCH

_SHOWN = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
"""Pictures that other sites show; no drawing, as SVG is."""
_LISTS = frozenset(facet.slug for facet in INDEXES)


def add_description(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: Any
) -> None:
    """Add to a page's context what its head says of it (``html-page-context``)."""
    builder = app.builder
    if not isinstance(builder, ArchiveHTMLBuilder):
        return
    archive = builder.listings.archive
    is_home = pagename == builder.config.root_doc
    description = context.get("description") or _described(
        builder, pagename, context.get("listed", lambda: None)(), is_home=is_home
    )
    context["description"] = shortened(description)
    path = "" if is_home else page_path(pagename)
    if is_home:
        context["pageurl"] = absolute(archive.identity) or None
    context["search_description"] = OPENSEARCH if archive.identity.address else ""
    context["graph"] = {
        "og:title": context.get("title", ""),
        "og:type": "website" if is_home else "article",
        "og:site_name": archive.name,
        "og:locale": archive.language,
        "og:url": absolute(archive.identity, path),
        **_picture(builder),
    }
    is_untold = pagename in {"search", not_found.NAME} or context.get("moved_to")
    # Of an entry the page of its issue says it.
    is_untold = is_untold or pagename.startswith(f"{ENTRIES}/")
    if archive.identity.address and not is_untold:
        nodes = _nodes(builder, pagename, context, is_home=is_home)
        context["linked_data"] = linked.as_script(nodes) if nodes else ""


def _picture(builder: ArchiveHTMLBuilder) -> dict[str, str]:
    """The archive's logo, where it has one of a sort that other sites show, and an address."""
    logo = Path(builder.config.html_logo or "")
    address = absolute(builder.listings.archive.identity, f"_static/{logo.name}")
    if not address or logo.suffix.lower() not in _SHOWN:
        return {}
    return {"og:image": address, "og:image:alt": builder.listings.archive.name}


def _described(
    builder: ArchiveHTMLBuilder, pagename: str, listed: View | None, *, is_home: bool
) -> str:
    """A description of a page that has none of its own; "" where there is nothing to say."""
    archive = builder.listings.archive
    newsletter = archive.identity.newsletter or archive.name
    if is_home:
        return f"The archive of {newsletter}, to search and to browse."
    if pagename == "data":
        return about(archive)
    # What the page shows, and so what it was made from: nothing else could make it stale.
    shown = listed or builder.listings.view("topic", pagename.removeprefix("topics/"))
    if not isinstance(shown, EntryView):
        return ""
    year = f", {shown.years_label}" if shown.years else ""
    return f"{shown.label}{year}: {plural(shown.total, 'entry', 'entries')} of {newsletter}."


def _nodes(
    builder: ArchiveHTMLBuilder, pagename: str, context: dict[str, Any], *, is_home: bool
) -> list[linked.Node]:
    archive = builder.listings.archive
    if is_home:
        return linked.home_nodes(archive)
    path, title = page_path(pagename), str(context.get("title", ""))
    nodes = list(_subject(archive, pagename, path, context))
    nodes.append(linked.breadcrumbs(archive, path, context.get("parents") or (), title))
    return nodes


def _subject(
    archive: Archive, pagename: str, path: str, context: dict[str, Any]
) -> list[linked.Node]:
    """What a page is about, where it is of a sort that has a name for it."""
    folder, _, name = pagename.partition("/")
    if folder == "issues" and name in archive.issue:
        return [linked.issue_node(archive, archive.issue[name])]
    if pagename == "data":
        return [linked.dataset_node(archive, about(archive))]
    if folder not in _LISTS:
        return []
    about_ = None
    if folder == "topics" and name in archive.topic:
        about_ = linked.topic_node(archive, archive.topic[name])
    elif folder == "sources" and name in archive.source:
        about_ = linked.source_node(archive, archive.source[name])
    title, description = str(context.get("title", "")), context["description"]
    return [linked.list_node(archive, path, title, description, about_)]
