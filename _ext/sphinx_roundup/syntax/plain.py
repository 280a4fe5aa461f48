"""Make the tokens of plain pages without the parser, which takes many times as long.

Nearly all printed words are paragraphs of a line each: words, and links of the simplest kind;
and nearly all pages are top lines, headings and items. What the parser makes of those can be
said in a few lines. Any other text is left to it: with a sign that might mean something, or a
line that might belong to the one above. Tests compare the two.
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
_PARAGRAPH = (
    rf"(?=[A-Za-z“‘£\[]){_WORDS}*+(?:\[{_WORDS}++\]\({ADDRESS}\){_WORDS}*+)*+(?<! )(?=\n|\Z)"
)
"""A line that begins no list, heading, quotation, fence or table, and defines nothing."""
_HEADING = rf"(#{{1,6}}) (?! )({_WORDS}++)(?<![ #])"
_LINE = r"[^\n\r\x00]*+"
_ITEM = rf":::(\{{item\}}[^\n\r\x00|]*+)\n(?![ |:-]*+\n)((?:(?! *:::){_LINE}\n)*+):::"
_BLOCK = re.compile(rf"(?:{_HEADING}|{_ITEM}|({_PARAGRAPH}))(?:\n\n++|\n?\Z)")
"""One of these, and the empty lines below it."""
_TOP = re.compile(rf"---\n((?:[a-z]{_LINE}\n)++)---\n\n++")
_GAP = re.compile(r"\n*+")
_IS_HEADING, _IS_ITEM = 2, 4
"""The last group of a block of that sort."""
_PARTS = re.compile(rf"\[({_WORDS}++)\]\(({ADDRESS})\)")


def plain_tokens(text: str) -> list[Token] | None:
    """Give the tokens of a text of plain blocks; None for any other."""
    tokens: list[Token] = []
    top = _TOP.match(text) or _GAP.match(text)
    assert top
    at, line = top.end(), text.count("\n", 0, top.end())
    if top.re is _TOP:
        tokens.append(_top_lines(top[1]))
    while at < len(text):
        found = _BLOCK.match(text, at)
        if found is None:
            return None
        tokens += _block(found, line)
        line += text.count("\n", at, found.end())
        at = found.end()
    return tokens


def _top_lines(words: str) -> Token:
    place = [0, words.count("\n") + 2]
    content = words.removesuffix("\n")
    return Token(
        "front_matter", "", 0, map=place, content=content, markup="---", block=True, hidden=True
    )


def _block(found: re.Match[str], line: int) -> tuple[Token, ...]:
    if found.lastindex == _IS_ITEM:
        info, content = found[3], found[4]
        place = [line, line + content.count("\n") + 2]
        fence = Token(
            "colon_fence",
            "code",
            0,
            map=place,
            content=content,
            markup=":::",
            info=info,
            block=True,
        )
        return (fence,)
    place = [line, line + 1]
    if found.lastindex == _IS_HEADING:
        marks, words = found[1], found[2]
        tag, inner = f"h{len(marks)}", [Token("text", "", 0, content=words)]
        return (
            Token("heading_open", tag, 1, map=place, markup=marks, block=True),
            Token("inline", "", 0, map=place, level=1, children=inner, content=words, block=True),
            Token("heading_close", tag, -1, markup=marks, block=True),
        )
    words = found[5]
    return (
        Token("paragraph_open", "p", 1, map=place, block=True),
        Token(
            "inline", "", 0, map=place, level=1, children=_inline(words), content=words, block=True
        ),
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
