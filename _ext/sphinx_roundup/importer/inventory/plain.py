"""Every word and every address of plain text and Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ..blocks import word_set
from .markup import pieces_of
from .pieces import Piece, has_words

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`]{0,2000}[^\s<>\"'`.,;:!?*_]", re.IGNORECASE)
_TARGET = re.compile(r"\]\(\s*<?([^\s<>\"]+?)>?(?=\s*\)|\s+[\"'(])")
_LABEL = re.compile(r"^ {0,3}\[([^\]\n]+)\]:\s*<?([^\s<>]+)", re.MULTILINE)
_USED = re.compile(r"\]\[[^\]\n]*\]")
_ELEMENTS = word_set(
    """
    a abbr address area article aside audio b base blockquote body br button caption center cite code col
    colgroup dd del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6
    head header hr html i iframe img input ins kbd label legend li link main map mark meta nav noscript object ol
    option p param pre q s samp script section select small source span strike strong style sub summary sup svg
    table tbody td template text textarea tfoot th thead time title tr tt u ul var video wbr picture path g
    """
)
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)((?:\s[^<>]*)?)>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_WORD = re.compile(r"[^\W_]+")


def pieces_of_text(text: str, place: str = "", form: str = "") -> Iterator[Piece]:
    """The pieces of a text; tags in it count as in a page, and what only looks like one as words."""
    text = _COMMENT.sub(" ", text)
    for tag in _TAG.finditer(text):
        if tag[2].casefold() in _ELEMENTS:
            yield from pieces_of(tag[0], _line(text, tag.start(), place), form)
    labels = {" ".join(label.split()).casefold() for label, _ in _LABEL.findall(text)}
    for match in _ADDRESS.finditer(text):
        address = html.unescape(_without_brackets(match[0]))
        yield Piece("link", _line(text, match.start(), place), address=address, form=form)
    bare = _TAG.sub(lambda tag: " " if tag[2].casefold() in _ELEMENTS else tag[0], text)
    bare = _LABEL.sub(" ", _TARGET.sub("]", bare))
    bare = _USED.sub(
        lambda used: "]" if _folded(used[0]) in labels or used[0] == "][]" else used[0], bare
    )
    for number, line in enumerate(_ADDRESS.sub(" ", bare).split("\n"), 1):
        for word in _WORD.findall(html.unescape(line)):
            if has_words(word):
                yield Piece("words", f"{place}line {number}", word, form=form)


def _folded(used: str) -> str:
    return " ".join(used[2:-1].split()).casefold()


def _line(text: str, at: int, place: str) -> str:
    return f"{place}line {text.count(chr(10), 0, at) + 1}"


def _without_brackets(address: str) -> str:
    while (
        address
        and address[-1] in ")]}"
        and address.count(address[-1]) > address.count({")": "(", "]": "[", "}": "{"}[address[-1]])
    ):
        address = address[:-1].rstrip(".,;:!?*_")
    return address
