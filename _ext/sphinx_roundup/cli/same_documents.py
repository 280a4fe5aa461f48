"""Find lost links that probably led to a document whose address is known from another entry.

Strict, since many things are called “report”: the words and a publisher are the same, and
either the words are many and the issues near each other, or the whole entry was printed twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..guard.urls import canonical
from ..model.archive import Archive
from ..model.records import NOT_STATED, Item, Link
from ..model.vocabulary import fold

FEWEST_WORDS = 4
"""Words of a link that name a document, as a title does; fewer name a kind of document."""
FARTHEST_DAYS = 183
"""Between two issues: reports that come every year have the same words every year."""

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """A lost link of an item, and the entry and link that have an address for it.

    ``number`` counts the links of the item from 0.
    """

    item: Item
    number: int
    known: Item
    link: Link


def same_documents(archive: Archive) -> Iterator[Same]:
    """Find them in printed order; none where two addresses would do."""
    known: dict[_Key, list[tuple[Item, Link]]] = {}
    for item in archive.items:
        for number, link in enumerate(item.links):
            if link.target and not link.gone:
                for key in _keys(item, number):
                    known.setdefault(key, []).append((item, link))
    for item in archive.items:
        for number, link in enumerate(item.links):
            if not link.target and not link.evidence and not link.gone:
                yield from _found(archive, known, item, number)


def _found(
    archive: Archive, known: Mapping[_Key, list[tuple[Item, Link]]], item: Item, number: int
) -> Iterator[Same]:
    others = [
        (other, link)
        for key in _keys(item, number)
        for other, link in known.get(key, ())
        if other.id != item.id and (_is_whole(key) or _are_near(archive, item, other))
    ]
    if others and len({canonical(link.target or "") for _, link in others}) == 1:
        yield Same(item, number, *others[0])


def _keys(item: Item, number: int) -> Iterator[_Key]:
    words = fold(item.links[number].text)
    for source in item.sources:
        if words and source != NOT_STATED:
            if len(words.split()) >= FEWEST_WORDS:
                yield source, words
            yield source, words, fold(item.text), str(number)


def _is_whole(key: _Key) -> bool:
    return len(key) > 2  # noqa: PLR2004 - with the words of the whole entry


def _are_near(archive: Archive, one: Item, other: Item) -> bool:
    days = (archive.issue[one.issue].day - archive.issue[other.issue].day).days
    return abs(days) <= FARTHEST_DAYS


def suggestions(archive: Archive, found: Iterable[Same], day: str) -> Iterator[dict[str, str]]:
    """Make a row of ``restored/`` of each, with evidence that names the other entry."""
    for one in found:
        link, evidence = one.link, one.link.evidence
        lost = one.item.links[one.number]
        alike = [n for n, other in enumerate(one.item.links) if other.text == lost.text]
        source = next(source for source in one.item.sources if source in one.known.sources)
        named = archive.source[source].name if source in archive.source else source
        how = "which the archive added" if evidence else "which was printed"
        yield {
            "id": one.item.id,
            "link": lost.text,
            "number": str(alike.index(one.number) + 1) if len(alike) > 1 else "",
            "status": "suggested",
            "address": link.target or "",
            "title": evidence.title if evidence else link.text,
            "publisher": evidence.publisher if evidence else named,
            "how": f"“{link.text[:80]}” in {one.known.id} has the same words and publisher, "
            f"and this address, {how}.",
            "evidence": evidence.where if evidence else link.target or "",
            "found": day,
            "by": "the archive",
        }
