"""Take the web page out of the Rich Text in which Outlook keeps it.

Unpacked as [MS-OXRTFCP] says, and freed of what was put around it as [MS-OXRTFEX] says.
"""

from __future__ import annotations

import re
import struct

_PACKED, _PLAIN = b"LZFu", b"MELA"
_HEAD = 16
_MOST = 50_000_000
_WINDOW = 4096
_FIRST = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What the window holds at first."""
_TOKEN = re.compile(
    r"\\'(?P<byte>[0-9a-fA-F]{2})|\\u(?P<code>-?\d{1,7}) ?\??|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    r"|\\(?P<sign>[^a-zA-Z0-9'])|(?P<open>\{)|(?P<close>\})|(?P<text>[^\\{}\r\n]+)|[\r\n]+"
)
_WORDS = {"par": "\n", "line": "\n", "tab": "\t", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
          "bullet": "•", "endash": "–", "emdash": "—"}  # fmt: skip
_NO_TEXT = frozenset({"fonttbl", "colortbl", "stylesheet", "info", "pntext", "mhtmltag"})


def unpacked(data: bytes) -> bytes:
    """The Rich Text of a property of Outlook; none where it is damaged."""
    if len(data) < _HEAD:
        return b""
    size, kind = struct.unpack_from("<I", data, 4)[0], data[8:12]
    if kind == _PLAIN:
        return data[_HEAD : _HEAD + size]
    return _unpack(data[_HEAD:], min(size, _MOST)) if kind == _PACKED else b""


def _unpack(data: bytes, size: int) -> bytes:
    window = bytearray(_FIRST.ljust(_WINDOW, b"\0"))
    at, place, made = len(_FIRST), 0, bytearray()
    while place < len(data) and len(made) < size:
        flags = data[place]
        place += 1
        for bit in range(8):
            if place >= len(data):
                break
            if not flags >> bit & 1:
                piece = data[place : place + 1]
                place += 1
            else:
                number = int.from_bytes(data[place : place + 2], "big")
                place += 2
                start, length = number >> 4, (number & 15) + 2
                if start == at:  # the end
                    return bytes(made)
                piece = _copied(window, start, length, at)
            for byte in piece:
                window[at] = byte
                at = (at + 1) % _WINDOW
            made += piece
    return bytes(made)


def _copied(window: bytearray, start: int, length: int, at: int) -> bytes:
    """Bytes of the window, which may run into those that are just being written."""
    found = bytearray()
    for step in range(length):
        place = (start + step) % _WINDOW
        behind = (place - at) % _WINDOW
        found.append(found[behind] if behind < len(found) else window[place])
    return bytes(found)


def page_in(rtf: bytes) -> str:
    """The web page in a Rich Text; "" where it holds none."""
    text = rtf.decode("latin-1")
    if "\\fromhtml" not in text[:1_000]:
        return ""
    page = re.search(r"\\ansicpg(\d{3,5})", text[:1_000])
    return _Reader(f"cp{page[1]}" if page else "cp1252").read(text)


class _Reader:
    """Reads the groups; each open one says whether it is left out, and whether it holds a tag."""

    def __init__(self, charset: str) -> None:
        self.charset = charset
        self.groups = [(False, False)]
        self.is_doubled = False
        """Whether what stands here is the look of what a tag says."""
        self.bytes = bytearray()
        self.made: list[str] = []

    def read(self, text: str) -> str:
        """The page."""
        star = False
        for token in _TOKEN.finditer(text):
            if token["byte"] is None:
                self._end_bytes()
            if token["open"]:
                self.groups.append(self.groups[-1])
            elif token["close"]:
                self.groups = self.groups[:-1] or [(False, False)]
            elif token["sign"] == "*":
                star = True
                continue
            else:
                self._take(token, is_starred=star)
            star = False
        self._end_bytes()
        return "".join(self.made)

    def _take(self, token: re.Match[str], *, is_starred: bool) -> None:
        word = token["word"]
        if word == "htmltag":
            self.groups[-1] = (False, True)
        elif word == "htmlrtf":
            self.is_doubled = token["number"] != "0"
        elif is_starred or word in _NO_TEXT:
            self.groups[-1] = (True, False)
        else:
            self._add(token)

    def _add(self, token: re.Match[str]) -> None:
        is_left_out, is_tag = self.groups[-1]
        if is_left_out or (self.is_doubled and not is_tag):
            return
        if token["byte"]:
            self.bytes.append(int(token["byte"], 16))
        elif token["code"]:
            self.made.append(chr(int(token["code"]) % 65_536))
        elif token["word"]:
            self.made.append(_WORDS.get(token["word"], ""))
        else:
            self.made.append(
                {"~": "\xa0", "_": "\xad"}.get(
                    token["sign"] or "", token["sign"] or token["text"] or ""
                )
            )

    def _end_bytes(self) -> None:
        if self.bytes:
            try:
                self.made.append(self.bytes.decode(self.charset, errors="replace"))
            except LookupError:
                self.made.append(self.bytes.decode("cp1252", errors="replace"))
            self.bytes.clear()
