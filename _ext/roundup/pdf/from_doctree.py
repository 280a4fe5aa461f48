"""Free text of a page, resolved by Sphinx, as blocks of a document.

Words are never lost: a node that is not known here is reported with its place
and shown as its plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatchmethod

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from .doctree_words import WordReader
from .model import (
    Anchor,
    Block,
    Box,
    Cell,
    Chip,
    Code,
    Figure,
    Heading,
    Inline,
    Listing,
    Newline,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
    Terms,
    Text,
    Words,
)

logger = logging.getLogger(__name__)

_SILENT = (
    nodes.comment,
    nodes.substitution_definition,
    nodes.system_message,
    addnodes.toctree,
    addnodes.index,
    addnodes.tabular_col_spec,
)
_LINES = frozenset({"PassthroughTextElement", "sd_tab_label"})  # sphinx-design's, by name
_BOXES = frozenset({"card", "dropdown", "tab-item"})  # parts of sphinx-design shown in a frame


class DoctreeReader(WordReader):
    """Reads the nodes of one page; ``level`` is that of its first heading."""

    level = 2

    def read(self, children: Iterable[nodes.Node]) -> tuple[Block, ...]:
        """Turn nodes that stand below one another into blocks."""
        blocks: list[Block] = []
        loose: list[nodes.Node] = []
        for child in children:
            if isinstance(child, nodes.Text | nodes.Inline) and not isinstance(child, nodes.raw):
                loose.append(child)
                continue
            blocks += self._loose(loose)
            blocks += self.block(child)
        blocks += self._loose(loose)
        return tuple(blocks)

    def _loose(self, waiting: list[nodes.Node]) -> Iterator[Block]:
        """Words that stand among blocks make a paragraph of their own."""
        words = self.words(waiting)
        waiting.clear()
        if any(not isinstance(word, Text) or word.text.strip() for word in words):
            yield Paragraph(words)

    @singledispatchmethod
    def block(self, node: nodes.Node) -> Iterator[Block]:
        """The blocks of a node."""
        if isinstance(node, _SILENT):
            return
        if isinstance(node, nodes.Element) and node.__class__.__name__ in _LINES:
            yield Paragraph(self.words(node.children))
            return
        self.unknown(node)
        words = " ".join(node.astext().split())
        if words:
            yield Paragraph((Text(words),))

    @block.register
    def _paragraph(self, node: nodes.paragraph) -> Iterator[Block]:
        yield from self._anchors(node)
        yield Paragraph(self.words(node.children))

    @block.register
    def _section(self, node: nodes.section) -> Iterator[Block]:
        yield from self._anchors(node)
        self.level += 1
        yield from self.read(node.children)
        self.level -= 1

    @block.register(nodes.title)
    @block.register(nodes.subtitle)
    def _title(self, node: nodes.Element) -> Iterator[Block]:
        yield Heading(min(self.level, 6), node.astext().strip() or "(untitled)", contents=False)

    @block.register(nodes.rubric)
    @block.register(nodes.caption)
    @block.register(addnodes.centered)
    def _label(self, node: nodes.Element) -> Iterator[Block]:
        yield Paragraph(self.words(node.children, ("strong",)))

    @block.register
    def _target(self, node: nodes.target) -> Iterator[Block]:
        yield from self._anchors(node)

    @block.register
    def _bullets(self, node: nodes.bullet_list) -> Iterator[Block]:
        yield Listing(tuple(self.read(item.children) for item in node.children))

    @block.register
    def _numbers(self, node: nodes.enumerated_list) -> Iterator[Block]:
        yield Listing(
            tuple(self.read(item.children) for item in node.children), node.get("start", 1)
        )

    @block.register(nodes.definition_list)
    @block.register(nodes.field_list)
    @block.register(nodes.option_list)
    def _terms(self, node: nodes.Element) -> Iterator[Block]:
        rows = []
        for row in node.children:
            parts = list(row.children)
            said = [part for part in parts if isinstance(part, nodes.Part) and _says(part)]
            terms = [part for part in parts if part not in said]
            rows.append((self._term(terms), self.read(c for part in said for c in part.children)))
        yield Terms(tuple(rows))

    def _term(self, parts: list[nodes.Node]) -> Words:
        words: list[Words] = [self.words(part.children) for part in parts]
        return tuple(word for one in words for word in (Text(", "), *one))[1:]

    @block.register
    def _glossary(self, node: addnodes.glossary) -> Iterator[Block]:
        yield from self.read(node.children)

    @block.register
    def _lines(self, node: nodes.line_block) -> Iterator[Block]:
        words: list[Inline] = [
            word
            for line in node.findall(nodes.line)
            for word in (Newline(), *self.words(line.children))
        ]
        yield Paragraph(tuple(words[1:]))

    @block.register
    def _quote(self, node: nodes.block_quote) -> Iterator[Block]:
        yield Quote(self.read(node.children))

    @block.register
    def _attribution(self, node: nodes.attribution) -> Iterator[Block]:
        yield Paragraph((Text("– "), *self.words(node.children)), "small")

    @block.register(nodes.literal_block)
    @block.register(nodes.doctest_block)
    @block.register(nodes.math_block)
    def _code(self, node: nodes.Element) -> Iterator[Block]:
        yield Code(node.astext())

    @block.register
    def _transition(self, node: nodes.transition) -> Iterator[Block]:
        if "footnotes" not in node["classes"]:
            yield Rule()

    @block.register(nodes.topic)
    @block.register(nodes.sidebar)
    @block.register(nodes.admonition)
    @block.register(addnodes.versionmodified)
    def _box(self, node: nodes.Element) -> Iterator[Block]:
        children = list(node.children)
        title: Words = ()
        if children and isinstance(children[0], nodes.title):
            title = self.words(children.pop(0).children)
        yield Box(title, self.read(children))

    @block.register(nodes.attention)
    @block.register(nodes.caution)
    @block.register(nodes.danger)
    @block.register(nodes.error)
    @block.register(nodes.hint)
    @block.register(nodes.important)
    @block.register(nodes.note)
    @block.register(nodes.tip)
    @block.register(nodes.warning)
    @block.register(addnodes.seealso)
    def _named_box(self, node: nodes.Element) -> Iterator[Block]:
        name = "See also" if isinstance(node, addnodes.seealso) else node.tagname.capitalize()
        yield Box((Text(name),), self.read(node.children))

    @block.register(nodes.compound)
    @block.register(nodes.legend)
    @block.register(nodes.decoration)
    def _group(self, node: nodes.Element) -> Iterator[Block]:
        yield from self.read(node.children)

    @block.register
    def _container(self, node: nodes.container) -> Iterator[Block]:
        """A part of sphinx-design, or a plain container: its content, framed where it is a unit."""
        yield from self._anchors(node)
        if "sd-card-title" in node["classes"]:
            inner = [word for child in node.children for word in child.children]
            yield Paragraph(self.words(inner, ("strong",)))
            return
        if node.get("design_component") not in _BOXES:
            yield from self.read(node.children)
            return
        title, children = self._heading_of(node)
        content = self.read(children)
        if title or content:
            yield Box(title, content)

    def _heading_of(self, node: nodes.Element) -> tuple[Words, list[nodes.Node]]:
        """The title of a card, dropdown or tab, and what stands below it."""
        children = list(node.children)
        if children and (isinstance(children[0], nodes.rubric) or _is_tab_label(children[0])):
            first = children.pop(0)
            return self.words(first.children), children
        return (), children

    @block.register
    def _image(self, node: nodes.image) -> Iterator[Block]:
        picture = self.picture(node)
        yield Figure(picture) if isinstance(picture, Picture) else Paragraph((picture,))

    @block.register
    def _figure(self, node: nodes.figure) -> Iterator[Block]:
        yield from self._anchors(node)
        image = next(node.findall(nodes.image), None)
        picture = self.picture(image) if image is not None else Text("")
        rest = [child for child in node.children if not _holds(child, image)]
        captions = [c for c in rest if isinstance(c, nodes.caption)]
        caption = [Paragraph(self.words(c.children)) for c in captions]
        legend = self.read(c for c in rest if c not in captions)
        if isinstance(picture, Picture):
            yield Figure(picture, (*caption, *legend))
        else:
            yield from (Paragraph((picture,)), *caption, *legend)

    @block.register
    def _table(self, node: nodes.table) -> Iterator[Block]:
        yield from self._anchors(node)
        group = next(node.findall(nodes.tgroup))
        widths = tuple(spec.get("colwidth", 1) or 1 for spec in group.findall(nodes.colspec))
        head = next(iter(group.findall(nodes.thead)), None)
        body = next(iter(group.findall(nodes.tbody)))
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        yield Table(
            widths,
            tuple(self._cells(head)) if head is not None else (),
            tuple(self._cells(body)),
            self.words(title.children) if title is not None else (),
        )

    def _cells(self, rows: nodes.Element) -> Iterator[Cell]:
        for entry in rows.findall(nodes.entry):
            spans = entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1
            yield Cell(self.read(entry.children), *spans)

    @block.register(nodes.footnote)
    @block.register(nodes.citation)
    def _footnote(self, node: nodes.Element) -> Iterator[Block]:
        """A footnote that nothing refers to; the others stand where they are referred to."""
        if not node.get("backrefs"):
            label = Chip(node[0].astext())
            yield Paragraph((label,), "small")
            yield from self.read(node.children[1:])

    def _anchors(self, node: nodes.Element) -> Iterator[Block]:
        ids: list[str] = node.get("ids", [])
        yield from map(Anchor, ids)


def _says(node: nodes.Node) -> bool:
    return isinstance(node, nodes.definition | nodes.field_body | nodes.description)


def _is_tab_label(node: nodes.Node) -> bool:
    return node.__class__.__name__ == "sd_tab_label"


def _holds(node: nodes.Node, image: nodes.image | None) -> bool:
    return image is not None and any(found is image for found in node.findall(nodes.image))
