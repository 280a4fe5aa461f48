"""Judge the markup of a page that is no issue: headings, dividing lines, languages of code.

What MyST, docutils and Pygments would say of it, said by us: with the line, a way to
mend it, and without a build.
"""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token
from pygments.lexers import get_lexer_by_name
from pygments.token import Error
from pygments.util import ClassNotFound

from ..model.messages import Problem
from ..syntax.markdown import Tokens, directive_of

_NO_LANGUAGE = frozenset({"", "none", "default", "guess", "text"})


def heading_jump(path: str, line: int, above: int, level: int) -> Problem:
    """Say that a heading leaves out a level; ``above`` is the level of the one before, or 0."""
    begins = f"stands below one that begins with {'#' * above}" if above else "is the first"
    message = f"the heading begins with {'#' * level}, but {begins}."
    return Problem(path, line, "heading-jump", message, f"Begin it with {'#' * (above + 1)}.")


def check_markup(path: str, block: Tokens, *, titled: bool) -> Iterator[Problem]:
    """Find headings that jump, dividing lines, and code in a language that nobody knows.

    :param titled: whether the top lines give a title, which is the first heading then.
    """
    yield from _check_headings(path, block, titled=titled)
    yield from _check_blocks(path, block)


def _check_headings(path: str, block: Tokens, *, titled: bool) -> Iterator[Problem]:
    levels = [1] if titled else []
    for token in block.tokens:
        if token.type != "heading_open" or token.level:
            continue
        level = int(token.tag[1:])
        while levels and levels[-1] >= level:
            levels.pop()
        above = levels[-1] if levels else 0
        levels.append(level)
        if level > above + 1:
            yield heading_jump(path, block.line(token), above, level)


def _check_blocks(path: str, block: Tokens) -> Iterator[Problem]:
    for token in block.tokens:
        line = block.line(token)
        directive = directive_of(token, line)
        if token.type == "hr":
            yield Problem(
                path,
                line,
                "dividing-line",
                "a line of dashes, stars or underscores divides the page.",
                "Take it out, or write a heading in its place.",
            )
        elif directive is not None:
            yield from _check_blocks(path, directive.body())
        elif token.type == "fence":
            yield from _check_code(path, line, token)


def _check_code(path: str, line: int, token: Token) -> Iterator[Problem]:
    language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
    if language in _NO_LANGUAGE:
        return
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        message = f"“{language[:40]}” is no language that can be coloured."
        yield Problem(path, line, "code-language", message, "Leave the word out.")
        return
    if any(kind is Error for kind, _ in lexer.get_tokens(token.content)):
        message = f"this is not “{language}” as its language has it."
        yield Problem(path, line, "code-language", message, "Mend it, or leave the word out.")
