"""Find slips that Markdown takes for plain words, so that readers would be shown them.

A link that did not become one, a field that is not read, what Word leaves behind: the page
parses, and its printed words are wrong. Each kind is looked for in the words that are left
when Markdown has been read, never in the source. What is printed just so is written with a
backslash before the sign; :func:`check_slips` looks again at the words without those signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.token import Token

from ..model.fields import FIELDS
from ..model.messages import Problem
from ..model.rules import RULES
from ..syntax.markdown import Tokens, directive_of, inline_of
from ..syntax.plain import ADDRESS as PLAIN_ADDRESS

_FIELD_NAMES = "|".join(field.name for field in FIELDS)
_PLACE = r"(?:https?:|mailto:|file:|www\.|[\w.-]+\.(?:uk|org|com|net|eu|int|info)\b)"
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]|&(?:[A-Za-z]+|#[0-9]+|#[Xx][0-9A-Fa-f]+);")
_AS_PRINTED = "\ue000"
"""Stands for a sign that a backslash or a code keeps as printed; no page may hold it."""
_GOES_ON = "\x00"
"""Stands before words that do not begin a line, since markup is before them."""


class Slip(NamedTuple):
    """A kind of slip: how it looks, what it is, how it is mended."""

    looks: re.Pattern[str]
    what: str
    hint: str
    in_links: bool = True


_BACKSLASH = "or put a backslash before it if it is printed so."
LINK = Slip(
    re.compile(rf"\]\(|\]\s+\(\s*{_PLACE}|\)\s*\[\s*{_PLACE}|\]\[[^\]]*\]", re.IGNORECASE),
    "a link is not read as one",
    f"Write [words](https://…) without a space or a line end in the address, {_BACKSLASH}",
)
ADDRESS = Slip(
    re.compile(r"\b(?:https?|ftp|file)://\S", re.IGNORECASE),
    "an address stands in the words, and is no link",
    f"Write the words of the link, as in [report](https://…), {_BACKSLASH}",
    in_links=False,
)
SLIPS = (
    LINK,
    ADDRESS,
    Slip(
        re.compile(rf"^\s*(?::[A-Za-z][\w-]*:|:?(?:{_FIELD_NAMES})\s*:(?!\S*//))", re.MULTILINE),
        "a field stands among the printed words",
        f"Write it as “:name: value”, with no empty line above the fields, {_BACKSLASH}",
    ),
    Slip(
        re.compile(r"^\s*[•·●▪◦‣\uf0b7]\s|\A\s*[–—]\s|^\s*[–—]\s(?=.*\n\s*[–—]\s)", re.MULTILINE),
        "a line begins with the bullet of a word processor",
        "Begin each bullet with “- ” and put an empty line above the first, or write its code, as"
        " in &bull;, if it is printed so.",
    ),
    Slip(
        re.compile(r"</?\w+:\w+|\bmso-\w+|\bMsoNormal\b"),
        "there is markup of a word processor",
        f"Take it out, {_BACKSLASH}",
    ),
    Slip(
        re.compile(r"&(?:[A-Za-z]{2,8}|#x?[0-9A-Fa-f]{2,6});|&nbsp\b"),
        "there is a code in place of a character",
        f"Type the character itself, {_BACKSLASH}",
    ),
    Slip(
        re.compile(r"\ufffd|â€[\u0080-\u2122]?|[ÃÂ][\u0080-\u00bf]"),
        "characters were lost when the text was copied",
        "Copy the words again, and save the file as UTF-8.",
    ),
    Slip(
        re.compile(r"(?<![*\w])\*\*(?=\w)|(?<![_\w])__(?=[^\W_])"),
        "stars for bold words are not closed",
        f"Put two stars on each side of the words, {_BACKSLASH}",
    ),
    Slip(
        re.compile(r"^\s*#{1,6}\w", re.MULTILINE),
        "a heading is not read as one",
        f"Put a space after the hash signs, {_BACKSLASH}",
    ),
)
_PLAIN = r"[A-Za-z0-9 ,.;'\"()/?!’‘“”…£%+=@–—-]"
_HARMLESS = re.compile(
    rf"(?![\s:–—]|(?:{_FIELD_NAMES})\s*:)"
    rf"(?:{_PLAIN}++|:(?!//)|\[(?:{_PLAIN}|:(?!//))++\]\({PLAIN_ADDRESS}\))*+"
)
"""A paragraph of one line that no slip is in but those of :data:`_WORD`, as nearly all are."""
_WORD = ("mso-", "MsoNormal")
UNREAD = re.compile(r"\]\(|\]\s+\(|\*\*")


def unread_in_field(value: str) -> bool:
    """Tell whether a field or a title, which is plain words, holds the markup of a link or of bold."""
    return bool(UNREAD.search(value))


def check_slips(path: str, block: Tokens) -> Iterator[Problem]:
    """Find slips in the words of a page, items and all."""
    for token in block.tokens:
        line = block.line(token)
        if token.type == "inline":
            yield from _check_inline(path, token, line)
        elif directive := directive_of(token, line):
            yield from check_slips(path, directive.body(directive.fields))


class _Words(NamedTuple):
    """Words in a row; ``line`` is where they begin."""

    text: str
    line: int
    is_link: bool


def _check_inline(path: str, token: Token, line: int) -> Iterator[Problem]:
    if _is_harmless(token.content):
        return
    yield from _empty_links(path, token, line)
    found = list(_slips_in(_words(token, line)))
    if found and _ESCAPED.search(token.content):
        again = inline_of(_ESCAPED.sub(_AS_PRINTED, token.content))
        found = list(_slips_in(_words(again, line)))
    for slip, place, shown in found:
        message = f"{slip.what}: “{shown}”."
        yield Problem(path, place, "looks-unread", message, slip.hint)


def _slips_in(words: list[_Words]) -> Iterator[tuple[Slip, int, str]]:
    is_link_told = False
    for slip in SLIPS:
        if slip is ADDRESS and is_link_told:  # its address explains itself
            continue
        for text, line, is_link in words:
            found = slip.looks.search(text) if slip.in_links or not is_link else None
            if found:
                is_link_told |= slip is LINK
                place = line + text.count("\n", 0, found.start())
                yield slip, place, _shown(text, found)
                break  # one of a kind is enough for a paragraph


def _is_harmless(text: str) -> bool:
    """Tell at a glance that there is no slip in a paragraph, as it is written."""
    return bool(_HARMLESS.fullmatch(text)) and not (_WORD[0] in text or _WORD[1] in text)


def _shown(text: str, found: re.Match[str]) -> str:
    """What was found with the words around it, on one line."""
    begin, end = text.rfind("\n", 0, found.start()) + 1, found.end()
    begin = max(begin, found.start() - 20)
    rest = re.match(r"[^\n]{0,30}", text[end:])
    shown = text[begin : end + (rest.end() if rest else 0)]
    return " ".join(shown.replace(_GOES_ON, "").split())


def _words(token: Token, line: int) -> list[_Words]:
    """The words of a paragraph: in a row as far as no markup parts them; a link's on their own."""
    rows: list[_Words] = []
    text, start, is_link = "", line, False
    for child in token.children or ():
        if child.type in {"text", "text_special"}:
            text += child.content
        elif child.type in {"softbreak", "hardbreak"}:
            text += "\n"
            line += 1
        else:
            rows.append(_Words(text, start, is_link))
            is_link = child.type == "link_open" or (is_link and child.type != "link_close")
            text, start = "" if text.endswith("\n") else _GOES_ON, line
    return [*rows, _Words(text, start, is_link)]


def _empty_links(path: str, token: Token, line: int) -> Iterator[Problem]:
    before = None
    for child in token.children or ():
        line += child.type in {"softbreak", "hardbreak"}
        if child.type == "link_close" and before and before.type == "link_open":
            yield RULES["empty-link"].problem(path, line)
        before = child
