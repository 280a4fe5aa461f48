"""Every run of letters and every address in files that LibreOffice converts, of the original itself.

OpenDocument is XML, and all of it is read. Rich Text is read by its few rules. An old Word file
keeps its text in pieces of two encodings: its addresses and its longer runs of words are told,
without the first and the last word of each, where a piece may be cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from ..docx.package import Package
from .markup import pieces_of
from .pieces import Piece

_LOOKS = re.compile(
    r"<office:(?P<name>(?:automatic-)?styles|font-face-decls|scripts|settings|meta)\b"
    r"(?:[^<>]*/>|.*?</office:(?P=name)>)"
    r"|<office:binary-data\b.*?</office:binary-data>",
    re.DOTALL,
)
"""How a document looks and who wrote it: names of styles and fonts, and pictures as letters."""
_PARTS = ("content.xml", "styles.xml")


def pieces_of_odt(data: bytes) -> Iterator[Piece]:
    """The pieces of an OpenDocument text: of the text, and of the heads and feet of its pages."""
    package = Package(data)
    for name in sorted(package.names):
        if name in _PARTS or re.fullmatch(r"Object [^/]+/content\.xml", name):
            place = "" if name == "content.xml" else name
            yield from _of_xml(package.read(name).decode("utf-8", errors="replace"), place)


def pieces_of_fodt(data: bytes) -> Iterator[Piece]:
    """The pieces of an OpenDocument text that is one file of XML."""
    yield from _of_xml(data.decode("utf-8", errors="replace"), "")


def _of_xml(text: str, place: str) -> Iterator[Piece]:
    for piece in pieces_of(_LOOKS.sub("", text), place):
        # A place in the file itself, as a heading or an object, is no address.
        if not (piece.address.startswith(("#", "./", "../", "Object"))):
            yield piece


_RTF = re.compile(
    r"\\'(?P<byte>[0-9a-fA-F]{2})|\\u(?P<code>-?\d{1,7}) ?|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    r"|\\(?P<sign>[^a-zA-Z0-9'])|(?P<open>\{)|(?P<close>\})|(?P<text>[^\\{}\r\n]+)|[\r\n]+"
)
_NO_WORDS = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "themedata",
        "colorschememapping",
        "latentstyles",
        "datastore",
        "listtable",
        "listoverridetable",
        "rsidtbl",
        "generator",
        "xmlnstbl",
        "mmathPr",
        "objdata",
        "pgptbl",
        "revtbl",
        "bkmkstart",
        "bkmkend",
    ]
)
_ENDS = frozenset({"par", "line", "cell", "row", "sect", "page", "tab"})
_SIGNS = {"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•"}  # fmt: skip
_HYPERLINK = re.compile(r"HYPERLINK\s+\"(?P<address>[^\"\x00-\x1f]+)\"", re.IGNORECASE)
_MOST_DEPTH = 2_000


def pieces_of_rtf(data: bytes) -> Iterator[Piece]:
    """The pieces of a Rich Text file: its words, paragraph by paragraph, and the addresses of its fields."""
    text = data.decode("cp1252", errors="replace")
    for found in _HYPERLINK.finditer(text):
        yield Piece("link", "", address=found["address"])
    for words in _Rtf().paragraphs(text):
        if words.strip():
            yield Piece("words", "", words)


class _Rtf:
    """Reads the groups of a Rich Text file; ``skips`` says for each open one whether it holds no words."""

    def __init__(self) -> None:
        self.skips = [False]
        self.left = 0
        self.words = ""

    def paragraphs(self, text: str) -> Iterator[str]:
        """The words between two ends of a line."""
        star = False
        for token in _RTF.finditer(text):
            if token["open"]:
                if len(self.skips) > _MOST_DEPTH:
                    return
                self.skips.append(self.skips[-1])
            elif token["close"]:
                self.skips = self.skips[:-1] or [False]
            elif token["word"] in _ENDS and not self.skips[-1]:
                yield self.words
                self.words = ""
            elif token["sign"] == "*":
                star = True
                continue
            else:
                self._take(token, is_starred=star)
            star = False
        yield self.words

    def _take(self, token: re.Match[str], *, is_starred: bool) -> None:
        word = token["word"]
        if word in _NO_WORDS or is_starred or word == "fldinst":
            self.skips[-1] = True
        elif self.skips[-1]:
            return
        elif token["code"]:
            self.words += chr(int(token["code"]) % 65_536)
            self.left = 1  # what stands after it is for readers that know no Unicode
        elif token["byte"]:
            self._say(bytes([int(token["byte"], 16)]).decode("cp1252", errors="replace"))
        elif word:
            self.words += _SIGNS.get(word, "")
        else:
            self._say({"~": "\xa0", "_": "-"}.get(token["sign"] or "", token["text"] or ""))

    def _say(self, text: str) -> None:
        self.words += text[self.left :] if text else ""
        self.left = 0 if text else self.left


_RUN = 40
"""So many letters in a row are words and not chance."""
_NARROW = re.compile(rb"[\x20-\x7e\x91-\x97\xa0-\xff\t]{%d,}" % _RUN)
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00|[\x13-\x1e\x20-\x22\x26]\x20){%d,}" % _RUN)
_WORDED = re.compile(r"(?:[^\W\d_]{2,}[ ,.;’'-]+){5,}")


def pieces_of_doc(data: bytes) -> Iterator[Piece]:
    """The addresses of an old Word file, and its longer runs of words without the ends of each."""
    whole = [data.decode("cp1252", errors="replace")]
    whole += [data[start:].decode("utf-16-le", errors="replace") for start in (0, 1)]
    addresses = {found["address"] for text in whole for found in _HYPERLINK.finditer(text)}
    for address in sorted(addresses):
        yield Piece("link", "", address=address)
    texts = [found[0].decode("cp1252", errors="replace") for found in _NARROW.finditer(data)]
    texts += [found[0].decode("utf-16-le", errors="replace") for found in _WIDE.finditer(data)]
    for text in texts:
        if _WORDED.search(text) and "HYPERLINK" not in text:
            yield Piece("words", "", " ".join(text.split()[1:-1]))


PIECES: Mapping[str, Callable[[bytes], Iterator[Piece]]] = MappingProxyType(
    {"odt": pieces_of_odt, "fodt": pieces_of_fodt, "rtf": pieces_of_rtf, "doc": pieces_of_doc}
)
"""The count of each format, by the ending of its files."""
