"""Words made fit to print: what no page can show is taken out or said in letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import quote, urlsplit

from .model import Data

# Line and paragraph separators and every kind of space that would break a line of data.
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
# Control characters, marks that reorder what a reader sees, and characters that are none.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
    "\ufdd0-\ufdef\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_LONG_WORD = re.compile(r"[^\s\u200b]{41,}")
_PIECE = re.compile(r".{1,40}", re.DOTALL)

BREAK_HERE = "\u200b"
"""A zero-width space: it shows nothing and lets a line end."""


def clean(text: str) -> str:
    """Text without what cannot be shown.

    Control characters and overrides of the reading direction go, a lone surrogate
    becomes U+FFFD, line ends become spaces.
    """
    return _UNPRINTABLE.sub("", _BREAKS.sub(" ", _SURROGATES.sub("\ufffd", text)))


def clean_line(text: str) -> str:
    """The same, with places to break in a word that is longer than a line."""
    return _LONG_WORD.sub(_with_breaks, clean(text))


def clean_lines(text: str) -> str:
    """The same for lines of code, which stay lines."""
    return "\n".join(clean_line(line) for line in text.expandtabs().splitlines())


def _with_breaks(found: re.Match[str]) -> str:
    return BREAK_HERE.join(_PIECE.findall(found.group()))


def in_letters(character: str) -> str:
    """How a character without a glyph is shown: ``[slightly smiling face]`` or ``[U+6F22]``.

    Pictures have names that can be read aloud; a letter's name in English
    helps nobody, so its code point stands for it.
    """
    if unicodedata.category(character) in {"So", "Sk", "Sm"}:
        name = unicodedata.name(character, "")
        if name:
            return f"[{name.lower()}]"
    return f"[U+{ord(character):04X}]"


def in_ascii(address: str) -> str:
    """An address in the characters that a link in a PDF may have."""
    address = clean(address)
    with suppress(ValueError):  # no address of the web: it is shown as it is
        host = urlsplit(address).hostname
        if host and not host.isascii():
            address = address.replace(host, host.encode("idna").decode(), 1)
    return quote(address, safe="%/:?#[]@!$&'()*+,;=")


# The same for all strings of a document.

_ADDRESSES = frozenset({"address", "archived", "permanent"})
_NAMES = frozenset({"node", "path", "label", "labels", "look", "paper", "style"})


def settled(data: Data) -> Data:
    """A document's data with each label given once, and no reference without its label.

    The compiler refuses a reference that leads nowhere. One whose place is not in
    this file leads to the website instead, or is only its words. Changes ``data``.
    """
    labels = {""}
    references = []
    for node in _nodes(data):
        if node["node"] == "ref":
            references.append(node)
        elif "label" in node:
            node["label"] = "" if node["label"] in labels else node["label"]
            labels.add(str(node["label"]))
    for node in references:
        if node["label"] not in labels:
            node["label"] = ""
    for node in _nodes(data):
        if node["node"] == "indexrow":
            rows = node["labels"]
            node["labels"] = (
                [label for label in rows if label in labels] if isinstance(rows, list) else []
            )
    return data


def _nodes(data: Data) -> Iterator[dict[str, Data]]:
    """Every node of a document's data, in reading order."""
    if isinstance(data, list):
        for part in data:
            yield from _nodes(part)
    elif isinstance(data, dict):
        yield data
        for part in data.values():
            yield from _nodes(part)


def printable(data: Data) -> Data:
    """A document's data with every string cleaned.

    An address stays whole as a link and gets a twin, ``address_shown``, to be read;
    labels and the other names that hold the data together are left alone.
    """
    if isinstance(data, list):
        return [printable(part) for part in data]
    if not isinstance(data, dict):
        return clean_line(data) if isinstance(data, str) else data
    result: dict[str, Data] = {}
    for name, value in data.items():
        if name in _NAMES:
            result[name] = value
        elif isinstance(value, str):
            result[name] = _field(data, name)(value)
        else:
            result[name] = printable(value)
        if name in _ADDRESSES and isinstance(value, str):
            result[f"{name}_shown"] = clean_line(value)
    return result


def _field(data: dict[str, Data], name: str) -> Callable[[str], str]:
    if name in _ADDRESSES:
        return in_ascii
    return clean_lines if data.get("node") == "code" else clean_line


def replaced(data: Data, characters: frozenset[str]) -> Data:
    """A document's data with these characters said in letters."""
    table = str.maketrans({character: in_letters(character) for character in characters})

    def walk(part: Data, name: str = "") -> Data:
        if isinstance(part, str):
            return part if name in _NAMES or name in _ADDRESSES else part.translate(table)
        if isinstance(part, list):
            return [walk(one, name) for one in part]
        if isinstance(part, dict):
            return {key: walk(one, key) for key, one in part.items()}
        return part

    return walk(data)


def strings(data: Data) -> Iterator[str]:
    """Every string of a document's data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for part in data:
            yield from strings(part)
    elif isinstance(data, dict):
        for part in data.values():
            yield from strings(part)
