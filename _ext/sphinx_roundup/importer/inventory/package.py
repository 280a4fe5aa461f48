"""Every run of letters and every address in the parts of a Word file, and in files within it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from ..docx.package import Package
from .markup import pieces_of
from .pieces import Piece

_SETTINGS = re.compile(
    r"(?:.*/)?(?:styles\w*|settings|websettings|fonttable|\[content_types\]|app|people|itemprops\d*"
    r"|commentsextended|commentsids|commentsextensible|theme\d*|(?:colors|quickstyle|layout)\d*|style\d*)\.xml"
    r"|.*/theme/.*",
    re.IGNORECASE,
)
"""Parts that say how things look: what they hold in words are names of styles and fonts."""
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s(?P<rest>(?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NO_LINKS = frozenset({"image", "attachedTemplate", "oleObject"})
_FIELD = re.compile(r"HYPERLINK\s+\"(?P<address>[^\"]+)\"", re.IGNORECASE)
_CODE = re.compile(r"<(?:\w+:)?instrText[^>]*>([^<]*)<|\binstr\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NAMES = {
    "diagrams": "text of a diagram", "charts": "text of a chart", "footnotes": "footnote",
    "endnotes": "endnote", "comments": "comment", "glossary": "building block",
    "docProps": "properties of the file", "customXml": "data of the file", "header": "page header",
    "footer": "page footer",
}  # fmt: skip
_COPIES = re.compile(r"(?:.*/)?(?:drawing\d*\.xml)")
"""Diagrams as they were drawn last: the words of their data again."""


def pieces_of_package(data: bytes) -> Iterator[Piece]:
    """The pieces of a Word file, part by part."""
    package = Package(data)
    for name in sorted(package.names):
        if name.endswith(".rels"):
            yield from _relations(package, name)
        elif name.casefold().endswith((".xlsx", ".docx", ".pptx", ".doc", ".xls", ".bin", ".pdf")):
            yield Piece("file within the file", name, posixpath.basename(name))
        elif name.casefold().endswith((".xml", ".vml", ".htm", ".html", ".svg")):
            yield from _part(package.read(name), name)


def _part(data: bytes, name: str) -> Iterator[Piece]:
    text = _decoded(data)
    for groups in _CODE.findall(text):
        for address in _FIELD.findall("".join(groups).replace("&quot;", '"').replace("&amp;", "&")):
            yield Piece("link of a field", name, address=address)
    if _SETTINGS.fullmatch(name):
        return
    form = name if _COPIES.fullmatch(name) else ""
    kind = next((words for stem, words in _NAMES.items() if stem in name), "")
    for piece in pieces_of(text, name, form):
        what = kind if kind and piece.what in {"words", "words of a chart"} else piece.what
        yield Piece(what, name, piece.words, piece.address, form)


def _relations(package: Package, name: str) -> Iterator[Piece]:
    """The addresses that a part leads to, on words, pictures and shapes alike."""
    part = name.replace("_rels/", "").removesuffix(".rels")
    text = _decoded(package.read(part)) if part in package.names else ""
    for match in _RELATION.finditer(_decoded(package.read(name))):
        given = {key: "".join(values) for key, *values in _ATTRIBUTE.findall(match["rest"])}
        address = given.get("Target", "").replace("&amp;", "&").strip()
        if given.get("TargetMode") == "External" and address and _kind(given) not in _NO_LINKS:
            yield Piece(_use(text, given.get("Id", "")), part, address=address)


def _use(text: str, name: str) -> str:
    """What a part has an address for."""
    used = re.search(rf"<(?:\w+:)?(\w+)\s[^<>]*=\s*[\"']{re.escape(name)}[\"']", text)
    if not used:
        return "address that nothing uses"
    return "link" if used[1] == "hyperlink" else "link on a picture"


def _kind(given: dict[str, str]) -> str:
    return given.get("Type", "").rpartition("/")[2]


def _decoded(data: bytes) -> str:
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    declared = re.match(rb"\s*(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"']([\w-]+)", data)
    try:
        return data.decode(declared[1].decode("ascii") if declared else "utf-8", errors="replace")
    except LookupError:
        return data.decode("utf-8", errors="replace")
