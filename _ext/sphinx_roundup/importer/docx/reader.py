"""Read a Word file into blocks, with the standard library alone.

Ready-made readers each drop words that Word shows: fields, content controls,
tracked insertions, text boxes. This one descends into whatever it does not know.
"""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from ..blocks import Anchor, Block, Collector, Document, Role, Run, UnreadableError, links_of
from .count import field_address, main_part, parts_aside, tally, with_anchor
from .fields import Field, unclosed_fields
from .package import Package
from .styles import Look, Styles, W, paragraph_look, run_look
from .symbols import sign_of

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FOOTNOTE_POINT = "a footnote belongs to it: its words are in the list of what was left out."
_DELETED_END = f"{W}rPr/{W}del"
_TEXT = frozenset({"t", "delText"})
_BREAKS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def read_docx(data: bytes) -> Document:
    """Read a Word file."""
    package = Package(data)
    main = main_part(package)
    if main not in package.names:
        raise UnreadableError(
            "It is a zip file, but no Word document. Save the newsletter as .docx and import that."
        )
    related = dict(package.targets(main).values())
    style_part = related.get("styles", "")
    styles = Styles(package.tree(style_part) if style_part in package.names else None)
    found = Collector()
    _Walk(package, main, styles, found).part()
    for name, why in parts_aside(package).items():
        _set_aside(package, name, why, styles, found)
    return Document("Word", tuple(found.blocks), tally(package), tuple(found.left_out))


def _set_aside(package: Package, name: str, why: str, styles: Styles, found: Collector) -> None:
    aside = Collector()
    _Walk(package, name, styles, aside).part()
    for block in aside.blocks:
        found.drop(why, block.raw, links_of(block.runs))
    found.left_out.extend(aside.left_out)


class _Walk:
    """Walks one part in document order. Fields may reach over several paragraphs."""

    def __init__(self, package: Package, part: str, styles: Styles, found: Collector) -> None:
        self.root = package.tree(part)
        self.targets = package.targets(part)
        self.styles = styles
        self.found = found
        self.fields: list[Field] = []
        self.links: list[str] = []
        self.runs: list[Run] = []
        self.boxes: list[Block] = []
        self.marks: list[str] = []
        self.count = 0
        self.contents = 0
        self.unclosed = unclosed_fields(self.root)
        self.box = 0

    def part(self) -> None:
        """Walk the whole part."""
        self.children(self.root, Look())
        self.flush(Look())

    def children(self, element: ET.Element, look: Look) -> None:
        """Walk what stands inside an element."""
        for child in element:
            name = child.tag.rpartition("}")[2]
            step = _STEPS.get(name)
            if step:
                step(self, child, look)
            elif name in _BREAKS:
                self.say(_BREAKS[name], look)
            elif name in _TEXT:
                self.say(child.text or "", look)
            elif not name.endswith("Pr"):
                self.children(child, look)

    def say(self, text: str, look: Look) -> None:
        """Add text with the look and the link that hold here."""
        href = self.href()
        if any(field.href_unknown for field in self.fields):
            self.found.drop("code of a field", text)
        elif look.hidden:
            self.found.drop("hidden text", text, _anchors(href, text))
        else:
            self.runs.append(Run(text, href, look.bold, look.italic, look.size))

    def href(self) -> str | None:
        """The address of the innermost link that is open."""
        if self.links:
            return self.links[-1]
        return next((f.href for f in reversed(self.fields) if f.href is not None), None)

    def paragraph(self, element: ET.Element, _look: Look) -> None:
        """Walk a paragraph and make a block of it."""
        properties = element.find(f"{W}pPr")
        style = properties.find(f"{W}pStyle") if properties is not None else None
        name = style.get(f"{W}val", "") if style is not None else self.styles.default_paragraph
        look = paragraph_look(properties, self.styles.look(name))
        outer, self.runs = self.runs, [] if self.box else self.runs
        self.children(element, look)
        while any(field.is_unclosed for field in self.fields):
            self._end_field()
        if not self.box and properties is not None and properties.find(_DELETED_END) is not None:
            return  # It goes on in the next paragraph.
        self.flush(look)
        if self.box:
            self.runs = outer

    def flush(self, look: Look) -> None:
        """Make a block of the runs gathered, and put the boxes that hang on it after it."""
        self.count += 1
        runs, self.runs = tuple(self.runs), []
        marks, self.marks = tuple(self.marks), []
        block = Block(runs, self._role(look), look.level, f"paragraph {self.count}", marks)
        if look.contents or self.contents:
            self.found.drop("list of contents", block.raw, links_of(runs))
        elif self.box:
            self.boxes.append(block)
        else:
            self.found.add(block)
            boxes, self.boxes = self.boxes, []
            for boxed in boxes:
                self.found.add(boxed)

    def _role(self, look: Look) -> Role:
        if look.level and not self.box:
            return "heading"
        if look.quote:
            return "quote"
        if self.box:
            return "box"
        return "bullet" if look.bullet else "text"

    def run(self, element: ET.Element, look: Look) -> None:
        """Walk a run."""
        properties = element.find(f"{W}rPr")
        style = properties.find(f"{W}rStyle") if properties is not None else None
        if style is not None:
            look = self.styles.apply(style.get(f"{W}val", ""), look)
        self.children(element, run_look(properties, look))

    def hyperlink(self, element: ET.Element, look: Look) -> None:
        """Walk a link; one to a place in the document has no address."""
        _, target = self.targets.get(element.get(f"{_R}id", ""), ("", ""))
        self.links.append(with_anchor(target, element.get(f"{W}anchor", "")))
        self._linked(element, look)
        self.links.pop()

    def _linked(self, element: ET.Element, look: Look) -> None:
        before = len(self.runs)
        self.children(element, look)
        if len(self.runs) == before:
            self.found.drop("link without words", "", _anchors(self.href(), ""))

    def simple_field(self, element: ET.Element, look: Look) -> None:
        """Walk a field that is one element."""
        href = field_address(element.get(f"{W}instr", ""))
        self.links.extend(() if href is None else (href,))
        self.children(element, look)
        del self.links[len(self.links) - (href is not None) :]

    def field_mark(self, element: ET.Element, _look: Look) -> None:
        """Begin, part or end a field."""
        what = element.get(f"{W}fldCharType")
        if what == "begin":
            self.fields.append(Field(is_unclosed=element in self.unclosed))
        elif self.fields and what == "separate":
            self.fields[-1].open()
        elif self.fields:
            self._end_field()

    def _end_field(self) -> None:
        """End the innermost field; one that shows nothing may be a link all the same."""
        field = self.fields.pop()
        if field.href_unknown and (href := field_address(field.code)):
            self.found.drop("link without words", "", _anchors(href, ""))

    def field_code(self, element: ET.Element, _look: Look) -> None:
        """Gather the code of a field."""
        if self.fields:
            self.fields[-1].code += element.text or ""

    def deleted(self, element: ET.Element, look: Look) -> None:
        """Account for text whose deletion is tracked."""
        outer, self.runs = self.runs, []
        self.children(element, replace(look, hidden=False))
        self.found.drop("deleted text", "".join(r.text for r in self.runs), links_of(self.runs))
        self.runs = outer

    def _aside(self, why: str, element: ET.Element, look: Look) -> None:
        """Leave out what stands in an element, paragraphs and all."""
        runs, self.runs, found, self.found = self.runs, [], self.found, Collector()
        self.children(element, look)
        last = Block(tuple(self.runs))
        aside, self.found, self.runs = self.found, found, runs
        self.found.left_out.extend(aside.left_out)
        for block in (*aside.blocks, last):
            self.found.drop(why, block.raw, links_of(block.runs))

    def text_box(self, element: ET.Element, _look: Look) -> None:
        """Walk a text box; its paragraphs come after the one it hangs on."""
        outer, self.links, fields, self.fields = self.links, [], self.fields, []
        self.box += 1
        self.children(element, Look())
        self.box -= 1
        self.links, self.fields = outer, fields

    def alternatives(self, element: ET.Element, look: Look) -> None:
        """Take the first of several forms of one thing that has words; the rest are copies."""
        taken = False
        for form in element:
            if not taken and any((node.text or "").strip() for node in form.iter(f"{W}t")):
                taken = True
                self.children(form, look)
            else:
                self._copy(form, look)

    def _copy(self, element: ET.Element, look: Look) -> None:
        outer, self.found, runs, self.runs = self.found, Collector(), self.runs, []
        boxes, self.boxes, box, self.box = self.boxes, [], self.box, 0
        self.children(element, look)
        self.flush(Look())
        copy, self.found, self.runs = self.found, outer, runs
        for block in (*copy.blocks, *self.boxes):
            self.found.drop("second copy of a text box", block.raw, links_of(block.runs))
        self.found.left_out.extend(copy.left_out)
        self.boxes, self.box = boxes, box

    def control(self, element: ET.Element, look: Look) -> None:
        """Walk a content control; one that holds a list of contents is left out."""
        gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        contents = gallery is not None and "contents" in gallery.get(f"{W}val", "").casefold()
        if element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            self._aside("placeholder", element, look)
            return
        self.contents += contents
        for content in element.iterfind(f"{W}sdtContent"):
            self.children(content, look)
        self.contents -= contents

    def symbol(self, element: ET.Element, look: Look) -> None:
        """Add a symbol by the number it has in its font."""
        self.say(sign_of(element.get(f"{W}font", ""), element.get(f"{W}char", "")), look)

    def note(self, _element: ET.Element, look: Look) -> None:
        """Mark where a footnote belongs."""
        self.marks.append(FOOTNOTE_POINT)
        self.say(" ", look)

    def embedded(self, _element: ET.Element, _look: Look) -> None:
        """Refuse a document within the document."""
        raise UnreadableError(
            "Another document is embedded in it, which cannot be read here."
            " Open it in Word, save it again as .docx and import that."
        )


def _anchors(href: str | None, text: str) -> tuple[Anchor, ...]:
    return () if href is None else (Anchor(href, text),)


_STEPS = {
    "p": _Walk.paragraph,
    "r": _Walk.run,
    "hyperlink": _Walk.hyperlink,
    "fldSimple": _Walk.simple_field,
    "fldChar": _Walk.field_mark,
    "instrText": _Walk.field_code,
    "delInstrText": _Walk.field_code,
    "del": _Walk.deleted,
    "moveFrom": _Walk.deleted,
    "txbxContent": _Walk.text_box,
    "AlternateContent": _Walk.alternatives,
    "sdt": _Walk.control,
    "sym": _Walk.symbol,
    "footnoteReference": _Walk.note,
    "endnoteReference": _Walk.note,
    "altChunk": _Walk.embedded,
}
