"""The Markdown of a page, token by token."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from ..model.messages import Problem, did_you_mean
from ..model.page_types import PageType
from ..model.rules import RULES
from ..syntax.markdown import MAX_ITEMS, Directive, Tokens, directive_of, tokens_of
from ..syntax.roles import CITING
from .citations import citation_problem
from .policy import (
    MAX_DIRECTIVES,
    MAX_FIELDS,
    MAX_HEADINGS,
    MAX_NESTING,
    MAX_REFERENCES,
    MAX_TOKENS,
)
from .urls import link_problem

_BLOCKS = frozenset(
    f"{name}_{end}"
    for name in ("paragraph", "heading", "bullet_list", "ordered_list", "list_item", "blockquote",
                 "table", "thead", "tbody", "tr", "th", "td")
    for end in ("open", "close")
) | {"inline", "fence", "colon_fence", "code_block", "hr"}  # fmt: skip
_INLINE = frozenset(
    {"text", "text_special", "softbreak", "hardbreak", "code_inline", "link_open", "link_close",
     "em_open", "em_close", "strong_open", "strong_close", "myst_role"}
)  # fmt: skip
_FOOTNOTE = "a footnote"
_NAMES = {
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "a picture",
    "footnote_ref": _FOOTNOTE,
    "footnote_reference_open": _FOOTNOTE,
    "myst_target": "a named place “(…)=”",
    "front_matter": "a second set of top lines",
}
_MOST = {"headings": MAX_HEADINGS, "references": MAX_REFERENCES, "fields": MAX_FIELDS}
_COMMENTS = frozenset({"myst_line_comment", "myst_block_break"})
_SCHEME = re.compile(r"(?:https?|mailto|ftp):", re.IGNORECASE)
_PAGE = re.compile(r"(?:[a-z0-9-]+/)?[a-z0-9-]+\.md(?:#[\w-]+)?|#[\w-]+")


def check_markup(path: str, text: str, profile: PageType) -> Iterator[Problem]:
    """Refuse whatever is not in the lists."""
    yield from _Reader(path, profile).check(tokens_of(text))


def is_plain(title: str) -> bool:
    """Tell whether a title means the same as Markdown as it does as plain words."""
    tokens = tokens_of(f"# {title}\n").tokens
    if [token.type for token in tokens] != ["heading_open", "inline", "heading_close"]:
        return False
    inner = tokens[1].children or []
    # Of “&amp;”, “\\*” or “A #” a page would show less than a list of titles does.
    shown = "".join(one.content for one in inner)
    return all(one.type == "text" for one in inner) and shown == title


_COLONS = 3


class _Reader:
    """Walks through one page and counts what it meets."""

    def __init__(self, path: str, profile: PageType) -> None:
        self.path = path
        self.profile = profile
        self.items = 0
        self.tokens = 0
        self.counts = dict.fromkeys(_MOST, 0)
        self.full = False
        self.opened: list[tuple[int, int]] = []
        """Line and number of colons of each directive around what is read."""
        self.footnotes: set[str] = set()
        """The labels of those that were told."""

    def check(self, block: Tokens, depth: int = 0) -> Iterator[Problem]:
        for line in block.definitions:
            yield self._refuse(
                line,
                "an address that is kept apart from its words is not shown to readers.",
                "Write the address behind the words, as in [report](https://example.org).",
            )
        for token in block.tokens:
            self.tokens += 1 + len(token.children or ())
            if self.full:
                return
            if token.type == "heading_open":
                yield from self._count(block.line(token), "headings", 1)
            roles = sum(child.type == "myst_role" for child in token.children or ())
            yield from self._count(block.line(token), "references", roles)
            yield from self._check(block, token, depth)

    def _count(self, line: int, what: str, more: int) -> Iterator[Problem]:
        """Count what costs time for each, and say once that there is too much of it."""
        self.counts[what] += more
        if self.counts[what] > _MOST[what] and not self.full:
            self.full = True
            message = f"the page has more than {_MOST[what]:,} {what}."
            yield self._large(line, message, "Leave out what does not belong here.")

    def _check(self, block: Tokens, token: Token, depth: int) -> Iterator[Problem]:
        line = block.line(token)
        if self.tokens > MAX_TOKENS:
            self.full = True
            yield self._large(line, "the page has too many parts.", "Make it shorter.")
        elif token.level > MAX_NESTING:
            self.full = True
            yield self._large(line, "this is nested too deeply.", "Write it as plain paragraphs.")
        elif token.type == "front_matter" and not depth:
            return  # see .top
        elif token.type in _COMMENTS:
            yield self._comment(line)
        elif token.type not in _BLOCKS:
            if token.nesting >= 0:  # what closes is told where it was opened
                yield from self._unknown(line, token)
        elif token.type == "heading_open" and depth and not self.profile.links:
            yield self._heading(line)
        elif token.type == "inline":
            yield from self._check_inline(line, token, depth)
        else:
            yield from self._check_fence(line, token, depth)

    def _check_inline(self, line: int, token: Token, depth: int) -> Iterator[Problem]:
        for child in token.children or ():
            if child.level > MAX_NESTING:
                self.full = True
                yield self._large(line, "this is nested too deeply.", "Use fewer stars.")
                return
            if child.type not in _INLINE:
                yield from self._unknown(line, child)
            elif child.type == "link_open":
                yield from self._check_link(line, str(child.attrGet("href") or ""), depth)
            elif child.type == "myst_role":
                yield from self._check_role(line, child.meta["name"], child.content)

    def _check_role(self, line: int, role: str, content: str) -> Iterator[Problem]:
        if role not in self.profile.roles:
            message = f"“{{{role[:40]}}}” before words cannot be used on {self.profile.what}."
            yield self._refuse(line, message, "Write plain words.")
        elif role in CITING:
            why, hint = citation_problem(role, content)
            if why:
                yield self._refuse(line, why, hint)

    def _check_link(self, line: int, address: str, depth: int) -> Iterator[Problem]:
        if address in {"", "#"} or (self.profile.links and _PAGE.fullmatch(address)):
            return
        if _SCHEME.match(address):
            # Who reads an item tells of a bad address, and keeps its words.
            why = "" if depth and not self.profile.links else link_problem(address)
            if why:
                hint = "Write the full address, or # where it is not known."
                yield Problem(self.path, line, "unsafe-link", why, hint)
            return
        yield RULES["no-address"].problem(self.path, line, text=address[:80])

    def _check_fence(self, line: int, token: Token, depth: int) -> Iterator[Problem]:
        directive = directive_of(token, line)
        if directive is None:
            if token.type == "colon_fence":
                yield self._stray(line, depth)
        elif directive.name not in self.profile.directives:
            yield self._directive(line, directive.name)
        elif token.level and not self.profile.links:
            yield self._refuse(
                line,
                "an item stands inside a list or a quotation.",
                "Begin its line with ::: and no space or other sign before it.",
            )
        elif depth >= MAX_DIRECTIVES:
            self.full = True
            yield self._large(
                line, "this is nested too deeply.", "Close each item with ::: on a line of its own."
            )
        else:
            yield from self._check_directive(directive, depth, len(token.markup))

    def _check_directive(self, directive: Directive, depth: int, colons: int) -> Iterator[Problem]:
        self.items += directive.name == "item"
        if self.items > MAX_ITEMS:
            self.full = True
            yield self._large(
                directive.line,
                f"the page has more than {MAX_ITEMS} items.",
                "Leave out what is not an entry of this issue.",
            )
            return
        yield from self._count(directive.line, "fields", directive.fields)
        self.opened.append((directive.line, colons))
        yield from self.check(directive.body(directive.fields), depth + 1)
        self.opened.pop()

    def _unknown(self, line: int, token: Token) -> Iterator[Problem]:
        name = _NAMES.get(token.type, "this markup")
        if name == _FOOTNOTE:  # its sign and its words are one thing to take out
            label = token.meta["label"]
            if label in self.footnotes:
                return
            self.footnotes.add(label)
        yield self._refuse(
            line, f"{name} cannot be used on {self.profile.what}.", "Write plain words and links."
        )

    def _directive(self, line: int, name: str) -> Problem:
        known = self.profile.directives
        otherwise = f"Allowed are {', '.join(sorted(known))}." if known else "Write plain words."
        message = f"a block “{{{name[:40]}}}” cannot be used on {self.profile.what}."
        return self._refuse(line, message, did_you_mean(name, known, otherwise=otherwise))

    def _stray(self, line: int, depth: int) -> Problem:
        message = "these colons begin no item."
        hint = "Write :::{item} and a title, or take them out."
        if depth and self.opened[-1][1] > _COLONS:
            line, colons = self.opened[-1]
            message = f"{colons} colons open this item, and three do not close it."
            hint = "Open it with three colons, too."
        return Problem(self.path, line, "item-fence", message, hint)

    def _heading(self, line: int) -> Problem:
        return RULES["heading-inside"].problem(self.path, line)

    def _comment(self, line: int) -> Problem:
        return Problem(
            self.path,
            line,
            "comment",
            "there is a comment, and everybody can read it in the archive's files.",
            "Take it out; put a backslash before a % or a + that is meant as such.",
        )

    def _refuse(self, line: int, message: str, hint: str) -> Problem:
        return Problem(self.path, line, "unsafe-markup", message, hint)

    def _large(self, line: int, message: str, hint: str) -> Problem:
        return Problem(self.path, line, "too-large", message, hint)
