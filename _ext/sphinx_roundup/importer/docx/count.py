"""Count the words and links of a Word file the simple way: by the tags as they stand in it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..blocks import Anchor, Tally
from .package import Package
from .symbols import sign_of

_TOKEN = re.compile(
    r"<(?:[\w.-]+:)?(?:"
    r"(?:t|delText)(?:\s[^<>]*[^/<>])?>(?P<text>[^<]*)<"
    r"|(?P<link>hyperlink|fldSimple)\b(?P<attributes>[^<>]*)>"
    r"|fldChar\s[^<>]*fldCharType=\"(?P<field>\w+)\""
    r"|instrText[^<>]*>(?P<code>[^<]*)<"
    r"|sym\s(?P<symbol>[^<>]*)>"
    r"|(?P<hyphen>noBreakHyphen)\b"
    r"|(?P<blank>tab|br|cr|p|ptab|footnoteReference|endnoteReference)(?=[\s/>])"
    r")|</(?:[\w.-]+:)?(?:(?P<close>hyperlink|fldSimple)|(?P<end>p))\s*>"
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_TAG = re.compile(r"<[^!?/<>\"'][^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)+>")
_VALUE = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_DECLARED = re.compile(rb"\A(?:\xef\xbb\xbf)?<\?xml[^>]*\bencoding\s*=\s*[\"']([\w.-]+)")
ASIDE = {
    "header": "page header",
    "footer": "page footer",
    "footnotes": "footnote",
    "endnotes": "endnote",
    "comments": "comment",
}
"""Parts beside the text, by the kind of their relation to it, and what they are."""
_ADDRESS = re.compile(r"^\s*HYPERLINK\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"")
_PLACE = re.compile(r"\\l\s*\"([^\"]*)\"", re.IGNORECASE)


def main_part(package: Package) -> str:
    """The name of the part that holds the text; "" where there is none."""
    related = package.targets("").values()
    return next((target for kind, target in related if kind == "officeDocument"), "")


def parts_aside(package: Package) -> dict[str, str]:
    """The parts that hold words a person may have written beside the text: name -> what they are."""
    related = package.targets(main_part(package)).values()
    found = {name: ASIDE[kind] for kind, name in related if kind in ASIDE}
    return {name: found[name] for name in sorted(found) if name in package.names}


def field_address(code: str) -> str | None:
    r"""The address in a field's code; None where it is no link, "" where it has no address.

    ``HYPERLINK "https://…" \o "tip" \l "place"``: switches may stand before or after.
    """
    match = _ADDRESS.match(code)
    if not match:
        return None
    place = _PLACE.search(match["rest"])
    rest = re.sub(r"\\[lotn]\s*\"[^\"]*\"", " ", match["rest"])
    quoted = _QUOTED.search(rest)
    bare = re.search(r"(?<!\S)[^\s\\\"]\S*", rest)
    address = quoted[1].replace("\\\\", "\\") if quoted else bare[0] if bare else ""
    return with_anchor(address, place[1] if place else "")


def tally(package: Package) -> Tally:
    """Count without a tree, and without any idea of what shows."""
    scan = _Scan()
    for name in (main_part(package), *parts_aside(package)):
        targets = {key: target for key, (_, target) in package.targets(name).items()}
        scan.part(_simple(package.read(name)), targets)
    return Tally("".join(scan.words), tuple(scan.links))


def _simple(data: bytes) -> str:
    """XML written in the one way that the expressions here know, of the many that are right."""
    declared = _DECLARED.match(data)
    name = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ""
    try:
        text = data.decode(
            name or (declared[1].decode("ascii") if declared else "utf-8"), "replace"
        )
    except LookupError:
        text = data.decode("utf-8", "replace")
    text = _CDATA.sub(lambda match: html.escape(match[1]), _COMMENT.sub("", text))
    return _TAG.sub(lambda tag: _VALUE.sub(_quoted, tag[0]), text)


def _quoted(value: re.Match[str]) -> str:
    words = value[1] if value[1] is not None else value[2].replace('"', "&quot;")
    return '"' + words.replace(">", "&gt;") + '"'


@dataclass(slots=True)
class _Open:
    """A link element or a field that is open."""

    href: str | None
    is_unclosed: bool = False
    """Of a field that has no end: it ends with its paragraph."""
    is_separate: bool = False
    code: str = ""
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Scan:
    """One pass over the tags of the parts."""

    words: list[str] = field(default_factory=list)
    links: list[Anchor] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def part(self, text: str, targets: Mapping[str, str]) -> None:
        """Count a part."""
        tokens = list(_TOKEN.finditer(text))
        unclosed = _unclosed(tokens)
        for token in tokens:
            if token["link"] and not (token["attributes"] or "").endswith("/"):
                self.open.append(_Open(_href(token["link"], token["attributes"], targets)))
            elif token["link"]:
                self._empty(_href(token["link"], token["attributes"], targets))
            elif token["close"]:
                self._close()
            elif token["field"]:
                self._field(token["field"], is_unclosed=token.start() in unclosed)
            elif token["code"] is not None and self.open:
                self.open[-1].code += html.unescape(token["code"])
            else:
                self._say(_words(token))
                while token["end"] and any(entry.is_unclosed for entry in self.open):
                    self._field("end")
        self._say(" ")
        while self.open:
            self._close()

    def _empty(self, href: str | None) -> None:
        if href:
            self.links.append(Anchor(href, ""))

    def _field(self, what: str, *, is_unclosed: bool = False) -> None:
        if what == "begin":
            self.open.append(_Open(None, is_unclosed=is_unclosed))
        elif self.open and what == "separate":
            self.open[-1].is_separate = True
            self.open[-1].href = field_address(self.open[-1].code)
        elif self.open:
            if not self.open[-1].is_separate:
                self._empty(field_address(self.open[-1].code))
            self._close()

    def _close(self) -> None:
        if self.open:
            done = self.open.pop()
            if done.href is not None:
                self.links.append(Anchor(done.href, "".join(done.words)))

    def _say(self, text: str) -> None:
        self.words.append(text)
        linked = next((entry for entry in reversed(self.open) if entry.href is not None), None)
        if linked:
            linked.words.append(text)


def _href(name: str, attributes: str, targets: Mapping[str, str]) -> str | None:
    given = {
        key: html.unescape(value) for key, value in re.findall(r"(\w+)=\"([^\"]*)\"", attributes)
    }
    if name == "fldSimple":
        return field_address(given.get("instr", ""))
    return with_anchor(targets.get(given.get("id", ""), ""), given.get("anchor", ""))


def with_anchor(address: str, anchor: str) -> str:
    """An address with the place in it that Word keeps apart."""
    return f"{address}#{anchor}" if address and anchor else address


def _unclosed(tokens: Iterable[re.Match[str]]) -> frozenset[int]:
    """Where fields begin that have no end."""
    begun: list[int] = []
    for token in tokens:
        if token["field"] == "begin":
            begun.append(token.start())
        elif token["field"] == "end" and begun:
            begun.pop()
    return frozenset(begun)


def _words(token: re.Match[str]) -> str:
    if token["symbol"]:
        given = dict(re.findall(r"(\w+)=\"([^\"]*)\"", token["symbol"]))
        return sign_of(given.get("font", ""), given.get("char", ""))
    if token["hyphen"]:
        return "\u2011"
    return html.unescape(token["text"]) if token["text"] else " "
