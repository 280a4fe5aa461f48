"""A document becomes a PDF: data in, bytes out, by the compiler in the ``typst`` wheel.

The compiler sees a fresh folder with the template and the data of one document, the
fonts it carries itself, and nothing else: no system font, no
package, no network, no clock.
"""

from __future__ import annotations

import dataclasses
import json
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import typst

from .document import Document, Entry
from .object_streams import LayoutError, pack
from .serialize import Data, characters_of, printable, replaced, settled, to_data

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
"""What every PDF made here conforms to; the compiler refuses what does not."""

# One character a line: what has no glyph is named in the error.
_PROBE = """
#set document(title: "Characters")
#set text(font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"))
#for character in json("document.json") [#character \\ ]
"""
_LARGE = 200  # entries
# The compiler keeps what it worked out until so many more compilations did without it.
_REMEMBERED = 11
_COMMON = frozenset(
    "\u200b\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u2022\u2026€"
)
_UNSHOWN = re.compile(r'the text `"(.*)"` could not be displayed')
_CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")


class PdfError(Exception):
    """A PDF that could not be made; the message says which, and which entries stop it."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF and what should be said about it.

    ``unshown`` are characters that no font has, already replaced in the pages;
    ``remarks`` are warnings of the compiler; ``pages`` are those of the labels.
    """

    content: bytes
    unshown: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    pages: Mapping[str, int] = field(default_factory=dict)


@cache
def template() -> str:
    """The one template."""
    return files(__package__).joinpath("template.typ").read_text(encoding="utf-8")


@cache
def fonts() -> typst.Fonts:
    """The fonts in the compiler's wheel, and no others."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def make_pdf(document: Document, timestamp: int, *, with_pages: bool = False) -> Pdf:
    """Compile a document, dated ``timestamp`` (seconds since 1970).

    ``with_pages`` also tells the page of every heading with a label. Raises
    :class:`PdfError`, naming the entries that stop it, where the compiler refuses.
    """
    if sum(isinstance(block, Entry) for block in document.body) > _LARGE:
        _forget()
    data = printable(settled(to_data(document)))
    unshown = without_glyph(characters_of(data))
    try:
        made = _compile(template(), replaced(data, unshown), timestamp, with_pages=with_pages)
    except typst.TypstError as error:
        raise PdfError(_explain(document, error, timestamp)) from error
    return dataclasses.replace(_packed(made), unshown=tuple(sorted(unshown)))


def _packed(made: Pdf) -> Pdf:
    """Give the PDF in less space, or unchanged with a remark where its layout is not known."""
    try:
        return dataclasses.replace(made, content=pack(made.content))
    except LayoutError as error:
        remark = f"the PDF could not be made smaller, and is as the compiler wrote it: {error}"
        return dataclasses.replace(made, remarks=(*made.remarks, remark))


def _forget() -> None:
    """Have the compiler give back the memory of the large document before this one.

    It offers no other way, and ten volumes together would take ten times the memory of one.
    """
    with tempfile.TemporaryDirectory(prefix="roundup-pdf-") as folder:
        empty = Path(folder, "main.typ")
        empty.touch()
        compiler = typst.Compiler(empty, font_paths=fonts(), ignore_system_fonts=True)
        for _ in range(_REMEMBERED):
            compiler.compile(format="pdf")


def _compile(source: str, data: Data, timestamp: int, *, with_pages: bool = False) -> Pdf:
    with tempfile.TemporaryDirectory(prefix="roundup-pdf-") as folder:
        root = Path(folder)
        main = root / "main.typ"
        main.write_text(source, encoding="utf-8")
        (root / "document.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        compiler = typst.Compiler(
            main,
            root=root,
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={"pages": "yes"} if with_pages else {},
            package_path=root / "none",
            package_cache_path=root / "none",
        )
        content, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=STANDARDS, timestamp=timestamp
        )
        pages = compiler.query("<pages>", field="value", one=True) if with_pages else "[]"
    assert isinstance(content, bytes)
    return Pdf(content, remarks=tuple(w.message for w in warnings), pages=dict(json.loads(pages)))


def _explain(document: Document, error: typst.TypstError, timestamp: int) -> str:
    """Say what stopped a document: each entry is tried alone, since the compiler names none."""
    stopping = []
    entries = [block for block in document.body if isinstance(block, Entry)]
    for entry in entries:
        alone = Document(document.title, (dataclasses.replace(entry, level=1),))
        data = printable(settled(to_data(alone)))
        try:
            unshown = without_glyph(characters_of(data))
            _compile(template(), replaced(data, unshown), timestamp)
        except typst.TypstError:
            stopping.append(entry.id)
    where = f" (entry {', '.join(stopping)})" if stopping else ""
    return f"the PDF '{document.title}' could not be made{where}: {error.message}"


def without_glyph(characters: frozenset[str]) -> frozenset[str]:
    """Those of the characters that no font of :func:`fonts` can show."""
    return _without_glyph(frozenset(c for c in characters if not _always_shown(c)))


def _always_shown(character: str) -> bool:
    return " " <= character <= "~" or "\xa0" <= character <= "\u017f" or character in _COMMON


@lru_cache(maxsize=4096)
def _without_glyph(characters: frozenset[str]) -> frozenset[str]:
    """Ask the compiler, which names all that it cannot show in one error."""
    missing = {c for c in characters if unicodedata.category(c) == "Co"}
    while asked := sorted(characters - missing):
        try:
            _compile(_PROBE, list(asked), 0)
            break
        except typst.TypstError as error:
            found = set("".join(_UNSHOWN.findall(error.diagnostic))) & characters
            found |= {chr(int(code, 16)) for code in _CODE_POINT.findall(error.diagnostic)}
            found &= set(asked)
            if not found:
                raise PdfError(f"the fonts could not be asked: {error.message}") from error
            missing |= found
    return frozenset(missing)
