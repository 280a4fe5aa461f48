"""What a result shows of an item, in blocks that are fetched as they are needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from ..citations.browser import documents_of
from ..citations.references import References
from ..model.archive import Archive
from ..model.facts import facts, said_in
from ..model.fields import FIELDS, Field
from ..model.link_notes import link_notes
from ..model.records import Item, Link
from .codec import as_json

BLOCK = 16
"""Items a block: about 3 kB over the wire."""

_LINKS = "links"
"""Stands where a field does, for what is said of an item's links."""
_QUOTES = "quotes"
"""Stands where a field does, for what was printed between the item's heading and the items."""
_DOCUMENTS = -1
"""Stands where the number of a slot does, before the documents that were found."""
_SAFE = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that may be said of an item.

    The values of a field that is a facet are in the facet's columns already; of
    the others a hit has the words.
    """

    field: str
    place: str
    facet: str = ""
    lead: str = ""
    unstated: str = ""

    def data(self) -> dict[str, str]:
        """What the manifest says of it; empty ends are left off."""
        return {name: value for name, value in asdict(self).items() if value}


def slots_of(facets: Mapping[str, str]) -> tuple[Slot, ...]:
    """List what may be said of an item, in order; ``facets`` are keys of facets by field."""
    said = (slot for field in FIELDS if field.public for slot in _slots(field, facets))
    return (*said, Slot(_LINKS, "note"), Slot(_QUOTES, "note"))


def _slots(field: Field, facets: Mapping[str, str]) -> Iterator[Slot]:
    place = str(field.place)
    if field.name in facets:
        lead = f"{field.label}:" if field.label else ""
        yield Slot(field.name, place, facets[field.name], lead, field.unstated)
        return
    yield Slot(field.name, place)
    if field.past_note:
        yield Slot(field.name, "note")


class Hits:
    """Make the rows of JSON that results are shown from."""

    def __init__(
        self, archive: Archive, slots: Sequence[Slot], always: Collection[str] = ()
    ) -> None:
        """Make hits of an archive's items; ``slots`` are those of the manifest.

        A hit says itself what its item has of facets other than those ``always`` known.
        """
        self._archive = archive
        self._references = References(archive)
        self._at = {(s.field, s.place): at for at, s in enumerate(slots) if not s.facet}
        self._of_facet = {
            (s.field, s.place): at
            for at, s in enumerate(slots)
            if s.facet and s.facet not in always
        }
        named = {field for field, _ in self._at}
        self._fields = [field for field in FIELDS if field.name in named]
        sections = (section for issue in archive.issues for section in issue.sections)
        quoted = (section for section in sections if section.quotes)
        self._quotes = {item.id: " ".join(one.quotes) for one in quoted for item in one.items}

    def hit(self, item: Item, address: str) -> str:
        """Return an item as a row of JSON: slug, title, text, then what only some items have.

        Those are: its address where that does not follow from its issue, the address of
        what it points to and that of an archived copy, and whatever else is said of it,
        each as its slot's position and the words; last the documents that were found.
        Empty ends are left off.
        """
        link = next((link for link in item.links if _target(link)), None)
        fragment = address.partition("#")[2]
        row = [
            item.slug,
            item.title,
            item.text,
            "" if fragment == item.anchor else fragment,
            _safe(link.target) if link else "",
            _safe(link.archived) if link else "",
            *self._said(item),
        ]
        while not row[-1]:
            row.pop()
        return as_json(row)

    def searched(self, item: Item) -> str:
        """Give the words of a hit besides title, text and what filters name: notes, dates, quotes."""
        found = [link.evidence.title for link in item.links if link.evidence]
        said = said_in(self._archive, item, self._fields)
        return ". ".join(one for one in (said, self._quotes.get(item.id, ""), *found) if one)

    def _said(self, item: Item) -> Iterator[Any]:
        for fact in facts(self._archive, item):
            key = (fact.field, fact.place)
            if key in self._at:
                yield [self._at[key], fact.said]
            elif key in self._of_facet:
                yield [self._of_facet[key], [value.slug for value in fact.values]]
        said = [note.said for note in link_notes(self._archive, item) if note.said]
        if said:
            yield [self._at[_LINKS, "note"], " ".join(said)]
        if quotes := self._quotes.get(item.id):
            yield [self._at[_QUOTES, "note"], f"Printed under its heading: {quotes}"]
        if found := documents_of(self._references, item):
            yield [_DOCUMENTS, found]


def blocks(rows: Iterable[str]) -> Iterator[str]:
    """Yield the hits of all items, in blocks of JSON."""
    waiting = iter(rows)
    while block := list(islice(waiting, BLOCK)):
        yield f"[{','.join(block)}]"


def _target(link: Link) -> str:
    return _safe(link.target) or _safe(link.archived)


def _safe(address: str | None) -> str:
    """Return a web address, and nothing for what a browser might run instead of open."""
    return address if address and address.startswith(_SAFE) else ""
