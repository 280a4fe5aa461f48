"""Count the words and links of a Word file the simple way: by the tags as they stand in it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..blocks import Anchor, Tally
from .package import Package

_TOKEN = re.compile(
    r"<(?:[\w.-]+:)?(?:"
    r"(?:t|delText)(?:\s[^<>]*[^/<>])?>(?P<text>[^<]*)<"
    r"|(?P<link>hyperlink|fldSimple)\b(?P<attributes>[^<>]*)>"
    r"|fldChar\s[^<>]*fldCharType=\"(?P<field>\w+)\""
    r"|instrText[^<>]*>(?P<code>[^<]*)<"
    r"|sym\s[^<>]*?char=\"(?P<symbol>[0-9A-Fa-f]{1,5})\""
    r"|(?P<hyphen>noBreakHyphen)\b"
    r"|(?P<blank>tab|br|cr|p|ptab|footnoteReference|endnoteReference)(?=[\s/>])"
    r")|</(?:[\w.-]+:)?(?:(?P<close>hyperlink|fldSimple)|(?P<end>p))\s*>"
)
_PARTS = re.compile(r"word/(?:document|header|footer|footnotes|endnotes|comments)\d*\.xml")
_ADDRESS = re.compile(r"^\s*HYPERLINK\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"")


def counted_parts(package: Package) -> Iterator[str]:
    """The parts that hold words a person may have written."""
    return (name for name in sorted(package.names) if _PARTS.fullmatch(name))


def field_address(code: str) -> str | None:
    r"""The address in a field's code; None where it is no link, "" where it has no address.

    ``HYPERLINK "https://…" \o "tip" \l "place"``: switches may stand before or after.
    """
    match = _ADDRESS.match(code)
    if not match:
        return None
    rest = re.sub(r"\\[lotn]\s*\"[^\"]*\"", " ", match["rest"])
    quoted = _QUOTED.search(rest)
    if quoted:
        return quoted[1].replace("\\\\", "\\")
    bare = re.search(r"(?<!\S)[^\s\\\"]\S*", rest)
    return bare[0] if bare else ""


def tally(package: Package) -> Tally:
    """Count without a tree, and without any idea of what shows."""
    scan = _Scan()
    for name in counted_parts(package):
        targets = {key: target for key, (_, target) in package.targets(name).items()}
        scan.part(package.read(name).decode("utf-8", errors="replace"), targets)
    return Tally("".join(scan.words), tuple(scan.links))


@dataclass(slots=True)
class _Open:
    """A link element or a field that is open."""

    href: str | None
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
        for token in _TOKEN.finditer(text):
            if token["link"] and not (token["attributes"] or "").endswith("/"):
                self.open.append(_Open(_href(token["link"], token["attributes"], targets)))
            elif token["close"]:
                self._close()
            elif token["field"]:
                self._field(token["field"])
            elif token["code"] is not None and self.open:
                self.open[-1].code += html.unescape(token["code"])
            else:
                self._say(_words(token))
        self._say(" ")
        while self.open:
            self._close()

    def _field(self, what: str) -> None:
        if what == "begin":
            self.open.append(_Open(None))
        elif self.open and what == "separate":
            self.open[-1].href = field_address(self.open[-1].code)
        elif self.open:
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


def _words(token: re.Match[str]) -> str:
    if token["symbol"]:
        return chr(int(token["symbol"], 16))
    if token["hyphen"]:
        return "\u2011"
    return html.unescape(token["text"]) if token["text"] else " "
