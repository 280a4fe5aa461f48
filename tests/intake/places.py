"""Documents made of parts, each with a word and an address of its own, in every place that a format has."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from xml.sax.saxutils import quoteattr

import typst
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link, Text
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

Made = tuple[str, str]
"""A word and an address that stand nowhere else."""
Part = Callable[[str, str], str]

HTML: Mapping[str, Part] = {
    "link": lambda w, a: f"<p>The board has a <a href='{a}'>{w}</a> for schools.</p>",
    "picture": lambda w, a: f"<p><a href='{a}'><img src=x.png alt='{w}'></a></p>",
    "area": lambda w, a: f"<map name=m><area href='{a}' alt='{w}'></map>",
    "frame": lambda w, a: f"<iframe src='{a}' title='{w}'><script src=x.js></script></iframe>",
    "form": lambda w, a: f"<form action='{a}'><input type=submit value='{w}'></form>",
    "field": lambda w, a: f"<p><input placeholder='{w}' formaction='{a}'></p>",
    "drawing": lambda w, a: f"<svg><a xlink:href='{a}'><text>{w}</text></a></svg>",
    "name of a drawing": lambda w, a: f"<svg><title>{w}</title><a xlink:href='{a}'></a></svg>",
    "title in the body": lambda w, a: f"<title>{w}</title><a href='{a}'></a>",
    "hidden": lambda w, a: f"<div style='display:none'><a href='{a}'>{w}</a></div>",
    "hidden in a link": lambda w, a: f"<a href='{a}'><i style='display:none'>{w}</i></a>",
    "of no size": lambda w, a: f"<div style='font-size:0'><a href='{a}'>{w}</a></div>",
    "film": lambda w, a: f"<video src='{a}' aria-label='{w}'></video>",
    "for machines": lambda w, a: f"<meta property=og:url content='{a}'><meta name=description content='{w}'>",
    "template": lambda w, a: f"<template><a href='{a}'>{w}</a></template>",
    "for Outlook": lambda w, a: f"<!--[if mso]><v:rect href='{a}'>{w}</v:rect><![endif]-->",
    "cited": lambda w, a: f"<blockquote cite='{a}'>{w} is said here.</blockquote>",
    "query": lambda w, a: f"<p>See <a href='{a}?x=1&section=2'>{w}</a> and more of it.</p>",
    "choice": lambda w, a: f"<p><select><option>{w}</option></select><a href='{a}'>now</a></p>",
    "unclosed comment": lambda w, a: f"<!-- x --!><p>Of the <a href='{a}'>{w}</a> and schools.</p>",
}  # fmt: skip

MARKDOWN: Mapping[str, Part] = {
    "link": lambda w, a: f"The board has a [{w}]({a}) for schools.",
    "title": lambda w, a: f"The board has a [guide]({a} '{w}') for schools.",
    "element": lambda w, a: f'The board has a <a href="{a}">{w}</a> for schools.',
    "block": lambda w, a: f'<p class="x"><a href="{a}">{w}</a></p>',
    "picture": lambda w, a: f"[![{w}](x.png)]({a})",
    "picture in an element": lambda w, a: f'A <a href="{a}"><img alt="{w}" src="x.png"></a> here.',
    "label": lambda w, a: f"The board has a [{w}][{w}] for schools.\n\n[{w}]: {a}",
    "address": lambda w, a: f"The {w} stands at <{a}> now.",
    "bare address": lambda w, a: f"The {w} stands at {a}, now.",
    "footnote": lambda w, a: f"The board[^{w}] said so.\n\n[^{w}]: See [more]({a}).",
    "code": lambda w, a: f"The `[{w}]({a})` is how it is written.",
    "frame": lambda w, a: f'<iframe src="{a}" title="{w}"></iframe>',
    "no element": lambda w, a: f"The <{w}> is for {a} and nothing else.",
}

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def _t(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _field(code: str, shown: str | None, *, ends: bool = True) -> str:
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    inside = "" if shown is None else mark.format("separate") + shown
    code = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return mark.format("begin") + code + inside + (mark.format("end") if ends else "")


def _code(address: str) -> str:
    return f" HYPERLINK &quot;{address}&quot; "


def _control(word: str) -> str:
    return (
        f"<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText={quoteattr(word)} w:value='1'/>"
        "</w:dropDownList></w:sdtPr><w:sdtContent/></w:sdt>"
    )


# A part may say "@", which becomes the relation of its address.
WORD: Mapping[str, Part] = {
    "link": lambda w, a: f"{_t('The board has a ')}<w:hyperlink r:id='@'>{_t(w)}</w:hyperlink>{_t(' for schools.')}",
    "place": lambda w, a: f"<w:hyperlink r:id='@' w:anchor='x' w:tooltip='{w}'>{_t('The guide')}</w:hyperlink>",
    "picture": lambda w, a: f"<w:r><w:drawing><wp:docPr id='1' descr='{w}'><a:hlinkClick r:id='@'/></wp:docPr></w:drawing></w:r>",
    "old picture": lambda w, a: f"<w:r><w:pict><v:shape href='{a}' alt='{w}'/></w:pict></w:r>",
    "WordArt": lambda w, a: f"<w:r><w:pict><v:shape href='{a}'><v:textpath string='{w}'/></v:shape></w:pict></w:r>",
    "field": lambda w, a: _field(_code(a), _t(w)),
    "field without a result": lambda w, a: _field(_code(a), None) + _t(w),
    "field without an end": lambda w, a: _field(_code(a), _t(w), ends=False),
    "drop-down": lambda w, a: f"{_control(w)}<w:hyperlink r:id='@'>{_t('more')}</w:hyperlink>",
    "old drop-down": lambda w, a: f"<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:listEntry w:val='{w}'/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>{_field(_code(a), None)}",
    "placeholder": lambda w, a: f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:hyperlink r:id='@'>{_t(w)}</w:hyperlink></w:sdtContent></w:sdt>",
    "deleted": lambda w, a: f"<w:hyperlink r:id='@'><w:del><w:r><w:delText>{w}</w:delText></w:r></w:del></w:hyperlink>",
    "hidden": lambda w, a: f"<w:hyperlink r:id='@'><w:r><w:rPr><w:vanish/></w:rPr><w:t>{w}</w:t></w:r></w:hyperlink>",
    "box": lambda w, a: f"<w:r><w:pict><v:textbox><w:txbxContent><w:p><w:hyperlink r:id='@'>{_t(w)}</w:hyperlink></w:p></w:txbxContent></v:textbox></w:pict></w:r>",
    "no relation uses it": lambda w, a: _t(w + " <!-- @ --> stands here alone."),
    "marked text": lambda w, a: f"<w:hyperlink r:id='@'><w:r><w:t><![CDATA[{w} & more]]></w:t></w:r></w:hyperlink>",
}  # fmt: skip

OTHER_PARTS: Mapping[str, tuple[str, str, Part]] = {
    "diagram": ("word/diagrams/data1.xml", "diagramData", lambda w, a: f"<d xmlns:a='x'><a:t>{w}</a:t></d>"),
    "chart": ("word/charts/chart1.xml", "chart", lambda w, a: f"<c xmlns:a='x'><a:t>{w}</a:t></c>"),
    "header": ("word/top.xml", "header", lambda w, a: f"<w:hdr {_NAMES}><w:p>{_t(w)}{_field(_code(a), None)}</w:p></w:hdr>"),
    "footnote": ("word/notes.xml", "footnotes", lambda w, a: f"<w:footnotes {_NAMES}><w:p>{_t(w)}</w:p></w:footnotes>"),
    "numbering": ("word/numbering.xml", "numbering", lambda w, a: f"<w:numbering {_NAMES}><w:lvlText w:val='{w} %1:'/></w:numbering>"),
    "data": ("customXml/item1.xml", "customXml", lambda w, a: f"<cover><heading>{w}</heading></cover>"),
    "unknown": ("word/later/new.xml", "later", lambda w, a: f"<new><deep said='{w} and {w}'/></new>"),
}  # fmt: skip
"""Parts beside the text. Their addresses are of relations of their own."""


def html(parts: Sequence[str], made: Sequence[Made]) -> bytes:
    body = "".join(HTML[name](*pair) for name, pair in zip(parts, made, strict=True))
    return f"<!doctype html><html><body><h1>News</h1><p>May 2024</p><h2>Care</h2>{_START}{body}</body></html>".encode()


_START = "<p>The first entry has <a href='https://example.org/'>a link</a> of its own here.</p>"


def markdown(parts: Sequence[str], made: Sequence[Made]) -> bytes:
    body = "\n\n".join(MARKDOWN[name](*pair) for name, pair in zip(parts, made, strict=True))
    return f"# News\n\nMay 2024\n\n## Care\n\nThe first [entry](https://example.org/) here.\n\n{body}\n".encode()


def eml(parts: Sequence[str], made: Sequence[Made]) -> bytes:
    """One part in HTML; the others in the plain text, in a second page and in a message that is attached."""
    message = EmailMessage()
    message["Subject"] = "News of May 2024"
    shown = [html([name], [pair]).decode() for name, pair in zip(parts, made, strict=True)]
    message.set_content("\n\n".join(f"{w} stands at {a} too." for w, a in made[:1]) or "Words.")
    message.add_alternative(shown[0] if shown else html([], []).decode(), subtype="html")
    for page in shown[1:2]:
        message.add_attachment(page, subtype="html", disposition="inline")
    for page in shown[2:]:
        inner = EmailMessage()
        inner["Subject"] = "Sent on"
        inner.set_content(page, subtype="html")
        message.add_attachment(inner)
    return message.as_bytes()


_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def _relation(number: object, kind: str, target: str, *, external: bool = False) -> str:
    mode = " TargetMode='External'" if external else ""
    return f"<Relationship Id='{number}' Type='{_RELATIONS}{kind}' Target='{target}'{mode}/>"


def _relations(rows: Sequence[str]) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f"<Relationships xmlns='{space}'>{''.join(rows)}</Relationships>"


def docx(parts: Sequence[str], made: Sequence[Made]) -> bytes:
    files: dict[str, str] = {}
    body = "".join(f"<w:p>{_t(text)}</w:p>" for text in ("News", "May 2024"))
    body += f"<w:p>{_t('The first entry stands here and is long enough to be an entry of its own.')}</w:p>"
    rows = []
    for number, (name, (word, address)) in enumerate(zip(parts, made, strict=True)):
        rows.append(_relation(f"a{number}", "hyperlink", address, external=True))
        if name in WORD:
            body += f"<w:p>{WORD[name](word, address).replace('@', f'a{number}')}</w:p>"
        else:
            path, kind, make = OTHER_PARTS[name]
            files[path] = make(word, address)
            rows.append(_relation(f"p{number}", kind, "/" + path))
    files["word/main.xml"] = f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>"
    files["word/_rels/main.xml.rels"] = _relations(rows)
    files["_rels/.rels"] = _relations([_relation("r", "officeDocument", "word/main.xml")])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for path, text in files.items():
            package.writestr(zipfile.ZipInfo(path), text)
    return out.getvalue()


def pdf(parts: Sequence[str], made: Sequence[Made]) -> bytes:
    drawn = [
        f'The board has a #link("{a}")[{w}] for schools.'
        if name == "link"
        else f'#figure(rect(width: 1cm), alt: "{w}") #link("{a}")[a figure of it]'
        for name, (w, a) in zip(parts, made, strict=True)
        if name in {"link", "figure"}
    ]
    source = "= News\n\nMay 2024\n\n== Care\n\nThe first entry of the news.\n\n" + "\n\n".join(
        drawn
    )
    writer = PdfWriter(io.BytesIO(typst.compile(source.encode(), format="pdf", timestamp=0)))
    for number, (name, (word, address)) in enumerate(zip(parts, made, strict=True)):
        if name not in {"link", "figure"}:
            _annotate(writer, name, word, address, 10.0 * number)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


PDF = ("link", "figure", "note", "picture", "field", "file", "bookmark")


def _annotate(writer: PdfWriter, name: str, word: str, address: str, at: float) -> None:
    """Add what belongs to a page and is not drawn on it, with a link on nothing."""
    writer.add_annotation(0, Link(rect=(500.0, at, 505.0, at + 5), url=address))
    if name == "note":
        writer.add_annotation(0, Text(rect=(0, 0, 9, 9), text=word))
    elif name == "file":
        writer.add_attachment(f"{word}.txt", b"words")
    elif name == "bookmark":
        writer.add_outline_item(title=word, page_number=0)
    elif name == "field":
        _field_on(writer, word)
    else:
        writer.add_metadata({"/Subject": word})


def _field_on(writer: PdfWriter, word: str) -> None:
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject(f"f{word}"),
            NameObject("/V"): TextStringObject(word),
            NameObject("/Rect"): ArrayObject(map(FloatObject, (0, 0, 9, 9))),
        }
    )
    writer.add_annotation(0, field)
    added = writer.pages[0]["/Annots"][-1]  # type: ignore[index]
    form = writer.root_object.setdefault(
        NameObject("/AcroForm"), DictionaryObject({NameObject("/Fields"): ArrayObject()})
    )
    form["/Fields"].append(added)


def pages_of(data: bytes) -> int:
    return len(PdfReader(io.BytesIO(data)).pages)


FORMATS: Mapping[str, tuple[Callable[[Sequence[str], Sequence[Made]], bytes], Sequence[str]]] = {
    "docx": (docx, [*WORD, *OTHER_PARTS]),
    "eml": (eml, [*HTML]),
    "html": (html, [*HTML]),
    "md": (markdown, [*MARKDOWN]),
    "pdf": (pdf, PDF),
}
