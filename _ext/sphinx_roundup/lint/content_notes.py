"""Find entries of the same matter of which some carry a content note and others do not.

An editor decides: a word that is shared says nothing of how the matter is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..model.archive import Archive
from ..model.records import Item

Stems = Callable[[str], Sequence[str]]
"""The stems of a text's words, in their order."""

_RARE = 0.03
"""A topic tells of one matter while no larger share of all entries has it."""
_FEW = 4
"""In a small archive, so many entries may have it."""


@dataclass(frozen=True, slots=True)
class Unmarked:
    """An entry without the note, and why it may be of the same matter: one clause."""

    item: Item
    because: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A content note (``label``, as readers see it), and entries with and without it."""

    note: str
    label: str
    marked: tuple[Item, ...]
    unmarked: tuple[Unmarked, ...]


def matters(archive: Archive, stems: Stems) -> Iterator[Matter]:
    """List each content note of the vocabulary for which some entry lacks it.

    An entry may lack a note when it has the note's own words, or a rare topic of an entry
    that carries the note.
    """
    topics = {item.id: [t.slug for t in archive.topics_of(item)] for item in archive.items}
    counts = Counter(slug for found in topics.values() for slug in found)
    most = max(_FEW, int(_RARE * len(topics)))
    bodies = {item.id: stems(f"{item.title} {item.text}") for item in archive.items}
    for note, label in archive.lists["content-notes"].items():
        own = stems(label)
        marked = tuple(item for item in archive.items if note in item.content_note)
        shared = {slug for item in marked for slug in topics[item.id] if counts[slug] <= most}
        lacking = []
        for item in archive.items:
            if note in item.content_note:
                continue
            if holds(bodies[item.id], own):
                lacking.append(Unmarked(item, f"it says “{label}”"))
            elif near := [slug for slug in topics[item.id] if slug in shared]:
                title = archive.topic[near[0]].title
                lacking.append(Unmarked(item, f"it is on “{title}”, as one with the note is"))
        if lacking:
            yield Matter(note, label, marked, tuple(lacking))


def holds(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether the wanted words stand in ``words`` one after another."""
    size = len(wanted)
    return any(words[at : at + size] == wanted for at in range(len(words) - size + 1)) and size > 0
