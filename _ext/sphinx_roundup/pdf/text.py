"""Words made fit to print: what no page can show is taken out or said in letters."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from ..guard.urls import read_address

# Line and paragraph separators and every kind of space that would break a line of data.
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
# Control characters, marks that reorder what a reader sees, and characters that are none.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
    "\ufdd0-\ufdef\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_LONG_WORD = re.compile(r"[^\s\u200b]{41,}")
# The characters that an address may have (RFC 3986), and "%", which hides the others.
_RESERVED = "%/:?#[]@!$&'()*+,;="
_PLAIN_ADDRESS = re.compile(rf"[\w.~{re.escape(_RESERVED)}-]*", re.ASCII)
_PIECE = re.compile(r".{1,40}", re.DOTALL)

BREAK_HERE = "\u200b"
"""A zero-width space: it shows nothing and lets a line end."""


def clean(text: str) -> str:
    """Text without what cannot be shown.

    Control characters and overrides of the reading direction go, a lone surrogate
    becomes U+FFFD, line ends become spaces.
    """
    if text.isprintable():  # none of what follows is; most words of an archive are
        return text
    return _UNPRINTABLE.sub("", _BREAKS.sub(" ", _SURROGATES.sub("\ufffd", text)))


def clean_line(text: str) -> str:
    """The same, with places to break in a word that is longer than a line."""
    return _LONG_WORD.sub(_with_breaks, clean(text))


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
    if _PLAIN_ADDRESS.fullmatch(address):
        return address
    address = clean(address)
    url = read_address(address)
    return quote(url.href if url else address, safe=_RESERVED)
