"""Make the tokens of plain paragraphs without the parser, which takes many times as long.

Nearly all printed words are paragraphs of a line each: words, and links of the simplest kind.
What the parser makes of those can be said in a few lines. Any other text is left to it: with
a sign that might mean something, or a line that might belong to the one above. Tests compare
the two.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

_SPACES = r"\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WORDS = rf"[^{_SPACES}\\`*_\[\]!<&{{}}^\x00]"
"""A sign that means itself in the middle of a line; of spaces, the usual one alone."""
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
ADDRESS = rf"(?:\#|https?://{_LABEL}(?:\.{_LABEL}){{1,4}}(?:/[A-Za-z0-9_./?=~+-]*)?)"
"""An address of the simplest kind."""
_LINE = re.compile(rf"(?=[A-Za-z“‘£\[]){_WORDS}*+(?:\[{_WORDS}++\]\({ADDRESS}\){_WORDS}*+)*+(?<! )")
"""A line that begins no list, heading, quotation, fence or table, and defines nothing."""
_PARTS = re.compile(rf"\[({_WORDS}++)\]\(({ADDRESS})\)")


def plain_tokens(text: str) -> list[Token] | None:
    """Give the tokens of a text of plain paragraphs; None for any other."""
    tokens: list[Token] = []
    before = ""
    for at, line in enumerate(text.split("\n")):
        if line:
            if before or not _LINE.fullmatch(line):
                return None
            tokens += _paragraph(line, [at, at + 1])
        before = line
    return tokens


def _paragraph(line: str, place: list[int]) -> tuple[Token, Token, Token]:
    words = _inline(line)
    return (
        Token("paragraph_open", "p", 1, map=place, block=True),
        Token("inline", "", 0, map=place, level=1, children=words, content=line, block=True),
        Token("paragraph_close", "p", -1, block=True),
    )


def _inline(line: str) -> list[Token]:
    tokens: list[Token] = []
    # Of each three: what stands before a link, its words, its address.
    parts = _PARTS.split(line)
    for at in range(0, len(parts), 3):
        if at:
            tokens += (
                Token("link_open", "a", 1, {"href": parts[at - 1]}),
                Token("text", "", 0, level=1, content=parts[at - 2]),
                Token("link_close", "a", -1),
            )
        if parts[at]:
            tokens.append(Token("text", "", 0, content=parts[at]))
    return tokens
