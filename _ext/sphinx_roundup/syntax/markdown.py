"""Read Markdown into tokens exactly as the build does, without Sphinx or docutils.

MyST parses a page with markdown-it-py and turns the tokens into nodes. The same
tokens are what the guard judges and what ``roundup check`` reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from ..model.field_lines import field_lines
from .plain import plain_tokens

MAX_ITEMS = 300
"""On one page."""

_NO_ID = re.compile(r"[^a-z0-9]+")
_FENCES = frozenset({"fence", "colon_fence"})


@cache
def _parser() -> MarkdownIt:
    """MyST's own parser with the settings of conf.py; tests compare the two."""
    config = MdParserConfig(
        enable_extensions={"colon_fence"}, disable_syntax=["html_block", "html_inline"]
    )
    return create_md_parser(config, RendererHTML).disable("wordcount")  # it adds no token


@dataclass(frozen=True, slots=True)
class Tokens:
    """The block tokens of a text; ``first`` is the page's line of its first line.

    ``definitions`` are the lines of link definitions, which leave no token.
    """

    tokens: list[Token]
    first: int
    definitions: tuple[int, ...]

    def line(self, token: Token) -> int:
        """The page's line on which a block token begins, from 1."""
        return self.first + (token.map[0] if token.map else 0)


@lru_cache(maxsize=2 * MAX_ITEMS)
def tokens_of(text: str, first: int = 1) -> Tokens:
    """Parse ``text``, whose first line is line ``first`` of its page.

    Kept for a while: the guard and the reader want the same, one after the other.
    """
    plain = plain_tokens(text)
    if plain is not None:
        return Tokens(plain, first, ())
    env: dict[str, Any] = {}
    tokens = _parser().parse(text, env)
    defined = [*env.get("references", {}).values(), *env.get("duplicate_refs", ())]
    return Tokens(tokens, first, tuple(sorted(first + one["map"][0] for one in defined)))


def inline_of(text: str) -> Token:
    """Parse ``text`` as the words of one paragraph, whatever it looks like."""
    (token,) = _parser().parseInline(text)
    return token


@dataclass(frozen=True, slots=True)
class Directive:
    """A fence that calls a directive, as MyST takes it apart.

    ``line`` is its own, ``first`` that of the first of ``lines``, its content: the page's
    own numbers, where MyST's are one too high below a content that begins with a fence.
    Of an item, so many of the first lines as ``fields`` says have the form of one.
    """

    name: str
    title: str
    line: int
    first: int
    lines: tuple[str, ...]
    fields: int = 0

    def body(self, skip: int = 0) -> Tokens:
        """Its content, but for the first ``skip`` lines, parsed."""
        return tokens_of("\n".join(self.lines[skip:]) + "\n", self.first + skip)


def directive_of(token: Token, line: int) -> Directive | None:
    """The directive that a token calls; None if it is no call of one."""
    return _directive(token.info, token.content, line) if token.type in _FENCES else None


@lru_cache(maxsize=2 * MAX_ITEMS)
def _directive(info: str, content: str, line: int) -> Directive | None:
    parts = info.split(maxsplit=1)
    name = parts[0] if parts else ""
    title = parts[1].strip() if len(parts) > 1 else ""
    if not (name.startswith("{") and name.endswith("}")):
        return None
    lines = content.splitlines()
    blank = bool(lines) and not lines[0].strip()
    own = tuple(lines[blank:])
    fields = field_lines(own) if name == "{item}" else 0
    return Directive(name[1:-1], title, line, line + 1 + blank, own, fields)


def heading_id(heading: str, seen: dict[str, int]) -> str:
    """The HTML id of a heading; ``seen`` counts those of its page.

    With a beginning of its own, so that no heading can take the place of an
    element of the page.
    """
    slug = _NO_ID.sub("-", heading.casefold()).strip("-") or "untitled"
    number = seen.get(slug, 0) + 1
    while number > 1 and f"{slug}-{number}" in seen:  # a heading may end with a number
        number += 1
    seen[slug] = number
    if number > 1:
        slug = f"{slug}-{number}"
        seen[slug] = 1
    return f"heading-{slug}"
