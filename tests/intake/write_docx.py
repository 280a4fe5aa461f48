"""Write a paper as a Word file, the many ways that people lay one out."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from intake.paper import Entry, Paper, Piece

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in {
            "document": "document.main",
            "styles": "styles",
            "header1": "header",
            "footer1": "footer",
        }.items()
    )
    + "</Types>"
)
_STYLES = (
    ("Normal", "Normal", "", '<w:spacing w:after="120"/>'),
    ("Title", "Title", '<w:sz w:val="56"/>', ""),
    ("Subtitle", "Subtitle", '<w:sz w:val="30"/>', ""),
    ("Heading1", "heading 1", '<w:b/><w:sz w:val="32"/>', '<w:outlineLvl w:val="0"/>'),
    ("Quote", "Quote", "<w:i/>", ""),
    ("TOC1", "toc 1", "", ""),
    ("Hyperlink", "Hyperlink", '<w:color w:val="0563C1"/><w:u w:val="single"/>', ""),
)


@dataclass
class Layout:
    """How a file is laid out; every switch is something seen in real files."""

    headings: str = "style"
    """"style", "bold" (and bigger, in several ways) or "plain bold"."""
    links: tuple[str, ...] = ("relation",)
    bullets: bool = False
    table: bool = False
    breaks: bool = False
    tracked: bool = False
    mess: bool = False
    quote: str = "style"
    contents: bool = False
    random: random.Random = field(default_factory=lambda: random.Random(6))  # noqa: S311


LAYOUTS: dict[str, Layout] = {
    "styles": Layout(),
    "bold, fields, text box": Layout(
        headings="bold", links=("relation", "field", "simple"), mess=True, quote="box"
    ),
    "bullets": Layout(bullets=True),
    "layout table": Layout(headings="bold", table=True, quote="bold"),
    "Shift+Enter": Layout(headings="plain bold", breaks=True, quote="italic"),
    "tracked changes": Layout(tracked=True),
    "contents list": Layout(contents=True, links=("simple",)),
    "bold only": Layout(headings="plain bold", quote="italic"),
}


class Writer:
    """Writes one file."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.relations: list[tuple[str, str]] = []
        self.count = 0

    def file(self, paper: Paper) -> bytes:
        body = "".join(self.body(paper))
        if self.layout.table:
            body = f"<w:tbl><w:tblPr/>{''.join(self.rows(paper))}</w:tbl><w:p/>"
        if self.layout.contents:
            body = self.contents_list(paper) + body
        return self.zipped(
            f"<w:document {_NS}><w:body>{body}<w:sectPr>{self.section()}</w:sectPr></w:body></w:document>"
        )

    def section(self) -> str:
        page = '<w:pgSz w:w="11906" w:h="16838"/>'
        if not self.layout.mess:
            return page
        return (
            '<w:headerReference w:type="default" r:id="rIdHead"/>'
            '<w:footerReference w:type="default" r:id="rIdFoot"/>' + page
        )

    def zipped(self, document: str) -> bytes:
        relations = "".join(
            f'<Relationship Id="rId{i}" Type="{_REL}/hyperlink" Target={quoteattr(href)}'
            ' TargetMode="External"/>'
            for i, (_, href) in enumerate(self.relations, 1)
        )
        marginal = "".join(
            f'<Relationship Id="rId{name.title()}" Type="{_REL}/{name}er" Target="{name}er1.xml"/>'
            for name in ("head", "foot") * self.layout.mess
        )
        parts = {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relations(
                f'<Relationship Id="r1" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
            ),
            "word/document.xml": document,
            "word/styles.xml": f"<w:styles {_NS}>{''.join(map(_style, _STYLES))}</w:styles>",
            "word/_rels/document.xml.rels": _relations(
                f'<Relationship Id="s" Type="{_REL}/styles" Target="styles.xml"/>{relations}{marginal}'
            ),
        }
        if self.layout.mess:
            page = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            parts["word/header1.xml"] = f"<w:hdr {_NS}><w:p>{_run('Round-up')}</w:p></w:hdr>"
            parts["word/footer1.xml"] = f"<w:ftr {_NS}><w:p>{_run('Page ')}{page}</w:p></w:ftr>"
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for name, text in parts.items():
                file.writestr(zipfile.ZipInfo(name), text)
        return out.getvalue()

    def body(self, paper: Paper) -> Iterator[str]:
        if self.layout.breaks:
            yield self.with_breaks(paper)
            return
        yield self.paragraph(_run(paper.title, size=40), "Title")
        yield self.paragraph(_run(paper.date, bold=True), "Subtitle")
        if paper.strap:
            yield self.paragraph(_run(paper.strap, bold=True))
        for part in paper.parts:
            yield self.heading(part.heading)
            yield from (self.quoted(quote) for quote in part.quotes)
            yield from (self.entry(entry) for entry in part.entries)

    def rows(self, paper: Paper) -> Iterator[str]:
        top = self.paragraph(_run(paper.title, size=40)) + self.paragraph(
            _run(paper.date, bold=True)
        )
        if paper.strap:
            top += self.paragraph(_run(paper.strap, bold=True))
        yield f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{top}</w:tc></w:tr>'
        for left, right in zip(paper.parts[::2], [*paper.parts[1::2], None], strict=False):
            cells = ""
            for part in filter(None, (left, right)):
                inner = self.heading(part.heading)
                inner += "".join(self.quoted(quote) for quote in part.quotes)
                inner += "".join(self.entry(entry) for entry in part.entries)
                cells += f"<w:tc><w:tcPr/>{inner}</w:tc>"
            yield f"<w:tr>{cells}</w:tr>"

    def with_breaks(self, paper: Paper) -> str:
        stop = "<w:r><w:br/></w:r>"
        lines = [_run(paper.title, bold=True, size=40), _run(paper.date, bold=True)]
        lines += [_run(paper.strap, bold=True)] if paper.strap else []
        for part in paper.parts:
            rest = [_run(quote, italic=True) for quote in part.quotes]
            rest += [self.pieces(entry) for entry in part.entries]
            lines.append(_run(part.heading, bold=True) + stop + (stop * 2).join(rest))
        return self.paragraph((stop * 2).join(lines))

    def heading(self, text: str) -> str:
        if self.layout.headings == "style":
            return self.paragraph(_run(text), "Heading1")
        if self.layout.headings == "plain bold":
            return self.paragraph(_run(text, bold=True))
        size = self.layout.random.choice([0, 26, 28, 32])
        words = text.replace(" ", "\u00a0", 1) if self.layout.random.random() < 0.3 else text
        return self.paragraph(
            _run(words + self.layout.random.choice(["", " "]), bold=True, size=size)
        )

    def quoted(self, text: str) -> str:
        if self.layout.quote == "box":
            return self.box(text)
        if self.layout.quote == "style":
            return self.paragraph(_run(text), "Quote")
        return self.paragraph(_run(text, bold=self.layout.quote == "bold", italic=True, size=36))

    def box(self, text: str) -> str:
        inner = "".join(f"<w:p>{_run(line)}</w:p>" for line in [text])
        box = f"<w:txbxContent>{inner}</w:txbxContent>"
        choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        copy = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        return f"<w:p><w:r><mc:AlternateContent>{choice}{copy}</mc:AlternateContent></w:r></w:p>"

    def entry(self, entry: Entry) -> str:
        empty = "<w:p/>" if self.layout.mess else ""
        inner = self.pieces(entry)
        if not self.layout.tracked:
            return self.paragraph(inner, bullet=self.layout.bullets) + empty
        gone = '<w:del w:id="1" w:author="a"><w:r><w:delText xml:space="preserve">old words </w:delText></w:r></w:del>'
        paragraph = self.paragraph(gone + inner)
        kind = self.layout.random.randrange(3)
        if kind == 0:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
        return paragraph if kind == 1 else f"<w:customXml>{paragraph}</w:customXml>"

    def pieces(self, entry: Entry) -> str:
        return "".join(self.piece(piece) for piece in entry)

    def piece(self, piece: Piece) -> str:
        runs = "".join(self.runs(piece.text, link=piece.href is not None))
        if self.layout.tracked:
            runs = f'<w:ins w:id="2" w:author="a"><w:smartTag w:element="x">{runs}</w:smartTag></w:ins>'
        if piece.href is None:
            return runs
        self.count += 1
        kind = self.layout.links[self.count % len(self.layout.links)]
        if kind == "relation":
            self.relations.append(("", piece.href))
            return (
                f'<w:hyperlink r:id="rId{len(self.relations)}" w:history="1">{runs}</w:hyperlink>'
            )
        code = f' HYPERLINK "{piece.href}" \\o "a tip" \\t "_blank" '
        if kind == "simple":
            return (
                f"<w:fldSimple w:instr={quoteattr(code, {chr(34): '&quot;'})}>{runs}</w:fldSimple>"
            )
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
        return (
            f"{mark('begin')}<w:r><w:instrText>{escape(code)}</w:instrText></w:r>"
            f"{mark('separate')}{runs}{mark('end')}"
        )

    def runs(self, text: str, *, link: bool) -> Iterable[str]:
        if not self.layout.mess:
            return [_run(text, link=link)]
        cuts = sorted({0, len(text), *(self.layout.random.randrange(len(text) + 1) for _ in "ab")})
        parts = [text[a:b] for a, b in pairwise(cuts)]
        bold = [self.layout.random.random() < 0.1 for _ in parts]
        return [
            '<w:proofErr w:type="spellStart"/>' + _run(part, bold=strong, link=link)
            for part, strong in zip(parts, bold, strict=True)
        ]

    def contents_list(self, paper: Paper) -> str:
        rows = "".join(self.paragraph(_run(f"{part.heading}\t3"), "TOC1") for part in paper.parts)
        gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        return f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{rows}</w:sdtContent></w:sdt>"

    def paragraph(self, inner: str, style: str = "", *, bullet: bool = False) -> str:
        properties = f'<w:pStyle w:val="{style}"/>' if style else ""
        properties += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if bullet else ""
        return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def _run(
    text: str, *, bold: bool = False, italic: bool = False, size: int = 0, link: bool = False
) -> str:
    properties = (
        '<w:rStyle w:val="Hyperlink"/>' * link
        + "<w:b/>" * bold
        + "<w:i/>" * italic
        + (f'<w:sz w:val="{size}"/>' if size else "")
    )
    inner = escape(text).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{inner}</w:t></w:r>'


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def _style(row: tuple[str, str, str, str]) -> str:
    name, label, runs, paragraphs = row
    kind = "character" if name == "Hyperlink" else "paragraph"
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"{default}><w:name w:val="{label}"/>'
        f"<w:pPr>{paragraphs}</w:pPr><w:rPr>{runs}</w:rPr></w:style>"
    )


def docx(paper: Paper, layout: str) -> bytes:
    """A Word file in one of the :data:`LAYOUTS`."""
    chosen = LAYOUTS[layout]
    chosen.random.seed(6)
    return Writer(chosen).file(paper)
