"""Keep the anchors of what has another name now, on the page on which they are looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from docutils import nodes

from ..model.archive import Archive
from ..model.moves import page_of
from ..model.records import WITHDRAWN_TITLE

Link = Callable[[str], str]


class Place(NamedTuple):
    """Where something stands: the page, the anchor on it, and what it is called."""

    page: str
    anchor: str
    title: str


def place_of(archive: Archive, name: str) -> Place:
    """Find where an entry, a heading or a page stands that a move leads to."""
    page = page_of(name)
    issue = archive.issue.get(page.removeprefix("issues/"))
    if name in archive.item:
        item = archive.item[name]
        return Place(page, item.anchor, item.title)
    for stone in issue.tombstones if issue else ():
        if stone.id == name:
            return Place(page, stone.anchor, WITHDRAWN_TITLE)
    for section in issue.sections if issue else ():
        if f"{page}#{section.anchor}" == name:
            return Place(page, section.anchor, section.heading)
    return Place(page, "", issue.date if issue else name)


def keep_former_anchors(
    document: nodes.document, docname: str, archive: Archive, address: Link
) -> None:
    """Put each former anchor where what it led to stands, or say where that is.

    What is still on the page gets a second id. For what stands elsewhere a sentence at the end
    has the anchor, and leads on: a fragment never reaches a host, so no host can.

    :param address: gives the address of a page, seen from this one.
    """
    sections = {one: node for node in document.findall(nodes.section) for one in node["ids"]}
    gone: list[tuple[str, Place]] = []
    for anchor, name in archive.former.get(docname, ()):
        place = place_of(archive, name)
        if place.page == docname and place.anchor in sections:
            sections[place.anchor]["ids"].append(anchor)
        elif anchor not in sections:
            gone.append((anchor, place))
    top = next(document.findall(nodes.section), None)
    if top is not None:
        top += list(_sentences(gone, archive, address))


def _sentences(
    gone: Iterable[tuple[str, Place]], archive: Archive, address: Link
) -> Iterable[nodes.paragraph]:
    for anchor, (page, place, title) in gone:
        target = address(page) + (f"#{place}" if place else "")
        issue = archive.issue.get(page.removeprefix("issues/"))
        where = f" ({issue.date})" if issue and issue.date != title else ""
        link = nodes.reference("", title, internal=True, refuri=target)
        words = ("", nodes.Text("What stood here has moved: "), link, nodes.Text(f"{where}."))
        paragraph = nodes.paragraph(*words[:1], "", *words[1:])
        paragraph["ids"].append(anchor)
        paragraph["classes"].append("moved-entry")
        yield paragraph
