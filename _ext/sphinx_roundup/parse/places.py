"""Name the places of a page that a link can lead to: those that MyST makes of its headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator
from typing import NamedTuple

from markdown_it.token import Token
from myst_parser.slugs import docutils_slugify, unique_slug

from ..syntax.markdown import Tokens, directive_of, heading_id, tokens_of
from .page import top_of

Slug = Callable[[str], str]


class Places(NamedTuple):
    """Names of places: those that any page can link to, and those for links of the page itself."""

    shared: Container[str]
    own: Container[str]


def places_of(text: str, levels: int, slug: Slug, *, is_content: bool) -> Places:
    """Name the places of a page.

    A heading has a name for every page (its *slug*) where ``myst_heading_anchors`` says so,
    and always an id, which leads there on the page itself.

    :param levels: of headings that have a name for every page.
    :param slug: makes it of the words of a heading.
    :param is_content: whether it is an issue or a topic, whose ids are the archive's own.
    """
    slugs: dict[str, str] = {}
    ids = _Ids()
    names: Counter[str] = Counter()
    seen: dict[str, int] = {}
    for level, words in _headings(text):
        id_ = heading_id(words, seen) if is_content else ids.next(docutils_slugify(words))
        name = unique_slug(slug(words), slugs) if level <= levels else ""
        if name:
            slugs[name] = id_
        ids.given.add(id_)
        names[" ".join(words.lower().split())] += 1
    shared = frozenset(slugs) | frozenset(slugs.values())
    own = {name for name, times in names.items() if times == 1}
    return Places(shared - {""}, (shared | ids.given | own) - {""})


class _Ids:
    """Gives ids as docutils does: one by the words, or by a number where that is taken or empty."""

    def __init__(self) -> None:
        self.given: set[str] = set()
        self._number = 0

    def next(self, wanted: str) -> str:
        while not wanted or wanted in self.given:
            self._number += 1
            wanted = f"id{self._number}"
        return wanted


def _headings(text: str) -> Iterator[tuple[int, str]]:
    """The level and the words of each heading, that of the top lines among them."""
    top = top_of(text) or {}
    title = str(top.get("title", "")).strip()
    if title:
        yield from _in(tokens_of(f"# {title}\n"))
    yield from _in(tokens_of(text))


def _in(block: Tokens) -> Iterator[tuple[int, str]]:
    before: Token | None = None
    for token in block.tokens:
        directive = directive_of(token, 0)
        if before is not None and before.type == "heading_open":
            inner = token.children or []
            words = (one.content for one in inner if one.type in {"text", "code_inline"})
            yield int(before.tag[1:]), "".join(words)
        elif directive is not None and directive.name != "item":
            yield from _in(directive.body())
        before = token
