"""What an issue's page has besides its headings and entries.

The archive warns of such text and does not hold it; print shows it where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from ..domain import domain_of
from ..nodes import item
from .edition import Address, no_address
from .from_doctree import DoctreeReader
from .model import Block

if TYPE_CHECKING:
    from sphinx.builders import Builder


def loose_text(builder: Builder, address: Address) -> Mapping[str, tuple[Block, ...]]:
    """Blocks by what they follow: ``issues/2024-04``, or that with ``#`` and an anchor.

    Only pages on which the archive's reader found such text are opened.
    """
    found: dict[str, tuple[Block, ...]] = {}
    for docname, page in sorted(domain_of(builder.env).pages.items()):
        if any(problem.subtype == "text-outside-item" for problem in page.problems):
            doctree = builder.env.get_and_resolve_doctree(docname, builder, tags=builder.tags)
            found |= read_loose(docname, doctree, Path(builder.srcdir), address)
    return found


def read_loose(
    docname: str, doctree: nodes.document, source: Path, address: Address = no_address
) -> dict[str, tuple[Block, ...]]:
    """The loose text of one resolved page."""
    notes: dict[str, nodes.Element] = {
        name: note
        for note in doctree.findall()
        if isinstance(note, nodes.footnote | nodes.citation)
        for name in note["ids"]
    }
    reader = DoctreeReader(source, notes, address)
    found: dict[str, tuple[Block, ...]] = {}
    for place, pairs in groupby(_parts(docname, doctree), key=lambda pair: pair[0]):
        blocks = reader.read(node for _, node in pairs)
        if blocks:
            found[place] = found.get(place, ()) + blocks
    return found


def _parts(docname: str, doctree: nodes.document) -> Iterator[tuple[str, nodes.Node]]:
    """Each loose node with the place it follows, in reading order."""
    for child in doctree.children:
        if not isinstance(child, nodes.section):
            yield docname, child
            continue
        yield from _parts_of(docname, docname, child)


def _parts_of(docname: str, place: str, section: nodes.section) -> Iterator[tuple[str, nodes.Node]]:
    has_items = False
    for child in section.children[1:]:
        if isinstance(child, item):
            has_items = True
            place = f"{docname}#{child['ids'][0]}"
        elif isinstance(child, nodes.section):
            inner = f"{docname}#{child['ids'][0]}" if child["ids"] else docname
            yield from _parts_of(docname, inner, child)
        elif not (isinstance(child, nodes.block_quote) and place != docname and not has_items):
            yield place, child
