"""The words of a paragraph, resolved by Sphinx, as inline nodes of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import singledispatchmethod
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from ..nodes import unrecorded
from .edition import Address, no_address
from .entries import linkable
from .model import Block, Chip, Footnote, Inline, Lost, Picture, Ref, Style, Text, Web, Words

logger = logging.getLogger(__name__)

_STYLES: tuple[tuple[type[nodes.Node], Style], ...] = (
    (nodes.emphasis, "emphasis"),
    (nodes.title_reference, "emphasis"),
    (nodes.strong, "strong"),
    (addnodes.literal_emphasis, "emphasis"),
    (addnodes.literal_strong, "strong"),
    (nodes.literal, "code"),
    (nodes.math, "code"),
    (nodes.subscript, "subscript"),
    (nodes.superscript, "superscript"),
)
_PLAIN = (
    nodes.inline,
    nodes.abbreviation,
    nodes.acronym,
    nodes.generated,
    nodes.problematic,
    nodes.target,
    addnodes.pending_xref,
    addnodes.download_reference,
    addnodes.number_reference,
)


class WordReader:
    """Reads the words of one page.

    ``source`` is the archive's folder, ``footnotes`` are those of the page by id,
    ``address`` gives the place of another page on the web.
    """

    def __init__(
        self, source: Path, footnotes: Mapping[str, nodes.Element], address: Address = no_address
    ) -> None:
        """Read a page; see the class."""
        self.source = source
        self.footnotes = footnotes
        self.address = address

    def read(self, children: Iterable[nodes.Node]) -> tuple[Block, ...]:
        """Turn nodes that stand below one another into blocks."""
        raise NotImplementedError

    def unknown(self, node: nodes.Node) -> None:
        """Report a node that is shown as its plain text."""
        logger.warning(
            "the PDFs show this %s as plain words.",
            node.__class__.__name__.replace("_", " "),
            location=node,
            type="roundup",
            subtype="pdf-node",
        )

    def words(self, children: Iterable[nodes.Node], style: tuple[Style, ...] = ()) -> Words:
        """Turn nodes that stand in a line into inline nodes."""
        return tuple(word for child in children for word in self.word(child, style))

    @singledispatchmethod
    def word(self, node: nodes.Node, style: tuple[Style, ...]) -> Iterator[Inline]:
        """The inline nodes of a node."""
        found = next((look for kind, look in _STYLES if isinstance(node, kind)), None)
        if found:
            yield from self.words(node.children, (*style, found))
        elif isinstance(node, _PLAIN):
            yield from self._plain(node, style)
        elif not isinstance(node, nodes.system_message | addnodes.index | nodes.comment):
            self.unknown(node)
            yield Text(node.astext(), style)

    def _plain(self, node: nodes.Element, style: tuple[Style, ...]) -> Iterator[Inline]:
        if "sd-badge" in node.get("classes", ()):
            yield Chip(node.astext())
        else:
            yield from self.words(node.children, style)

    @word.register
    def _text(self, node: nodes.Text, style: tuple[Style, ...]) -> Iterator[Inline]:
        yield Text(str(node), style)

    @word.register
    def _unrecorded(self, node: unrecorded, style: tuple[Style, ...]) -> Iterator[Inline]:
        yield Lost(self.words(node.children, style))

    @word.register
    def _reference(self, node: nodes.reference, style: tuple[Style, ...]) -> Iterator[Inline]:
        content = self.words(node.children, style)
        if "refid" in node:
            yield Ref(node["refid"], content)
        elif node.get("internal"):
            page, _, anchor = node.get("refuri", "").partition("#")
            yield Ref(_label(page, anchor), content, self.address(page, anchor))
        elif linkable(node.get("refuri", "")):
            shown = node.astext() == node["refuri"]
            yield Web(node["refuri"], content, note=not shown)
        else:
            yield from content

    @word.register(nodes.footnote_reference)
    @word.register(nodes.citation_reference)
    def _note(self, node: nodes.Element, style: tuple[Style, ...]) -> Iterator[Inline]:
        note = self.footnotes.get(node.get("refid", ""))
        if note is None:
            yield Text(f"[{node.astext()}]", style)
        else:
            yield Footnote(self.read(note.children[1:]))

    @word.register
    def _inline_image(self, node: nodes.image, _style: tuple[Style, ...]) -> Iterator[Inline]:
        yield self.picture(node)

    def picture(self, node: nodes.image) -> Picture | Text:
        """An image of the archive, or words in its place where there is none to show."""
        alt = " ".join(node.get("alt", "").split())
        path = self.source / next(iter(node.get("candidates", {}).values()), node["uri"])
        if "?" in node.get("candidates", {}) or not path.is_file():
            self._picture_warning(node, "is not in the archive's folder: its description is shown")
            return Text(f"[Image: {alt or 'no description'}]")
        if not alt:
            self._picture_warning(node, "has no description: a screen reader passes over it")
        return Picture(str(path), alt)

    def _picture_warning(self, node: nodes.image, what: str) -> None:
        logger.warning(
            "the image %s %s.",
            node["uri"],
            what,
            location=node,
            type="roundup",
            subtype="pdf-picture",
        )


def _label(page: str, anchor: str) -> str:
    """The label of what a page of the archive, or an anchor on it, is in print."""
    folder, _, name = page.rpartition("/")
    kind = folder.rpartition("/")[2].removesuffix("s")
    return anchor or f"{kind}-{name}"
