"""Read the pages that are a record each, as topics are: what their types declare.

What cannot be used is left out and told, with file and line; nothing here raises
for what an editor wrote.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from .. import guard
from ..guard.page_patterns import page_patterns
from ..model.messages import Problem
from ..model.page_records import DAY, TEXTS, PageRecord, body_field, top_fields
from ..model.page_types import PageType
from ..model.rules import SLUG
from ..state import digest
from ..syntax.markdown import tokens_of
from ..syntax.strict_yaml import YamlError, front_matter, read_yaml
from ..user_cache import UserCache
from .vocabulary_files import Loaded, UnusableError, refuse_unknown, text_of, texts_of


def load_pages(folder: Path, kind: PageType) -> Iterator[Loaded]:
    """Read the pages of a type, in the order of their names; not those that the guard refuses.

    Every check and every build reads all of them, so they are kept for the next.
    """
    texts = dict(_texts(folder, kind))
    kept = UserCache(folder, "records")
    made_from = digest(*(part for pair in texts.items() for part in pair))
    loaded = kept.get(kind.folder, made_from) if texts else []
    if loaded is None:
        loaded = [
            read_record(name, text, kind)
            for name, text in texts.items()
            if not guard.inspect(name, text)
        ]
        kept.put(loaded, kind.folder, made_from)
    yield from loaded


def _texts(folder: Path, kind: PageType) -> Iterator[tuple[str, str]]:
    is_read = page_patterns(folder).reads
    for path in sorted((folder / kind.folder).glob("*.md")):
        name = f"{kind.folder}/{path.name}"
        # Whoever reads the page says why it is refused.
        if is_read(name) and not guard.file_problem(folder, name):
            yield name, guard.decoded(path)


def read_record(name: str, text: str, kind: PageType) -> Loaded:
    """Read a page's record off its text."""

    def problem(line: int, message: str) -> Loaded:
        return Loaded((), (Problem(name, line, kind.subtype, message),))

    try:
        header, body = front_matter(text)
        top = read_yaml(header)
    except YamlError as error:
        return problem(error.line + 1, f"the top lines cannot be read: {error}.")
    if not isinstance(top.data, Mapping):
        message, hint = "the page has no top lines.", "Begin it with --- and title: …."
        return Loaded((), (Problem(name, 1, kind.subtype, message, hint),))
    places = tuple((str(key), line + 1) for key, line in top.lines.items())
    try:
        slug = name.rpartition("/")[2].removesuffix(".md")
        return Loaded((_record(kind, slug, top.data, plain_words(body), places),), ())
    except UnusableError as error:
        return problem(top.lines.get(error.key, 0) + 1, str(error))


def _record(
    kind: PageType,
    slug: str,
    data: Mapping[Any, Any],
    words: str,
    places: tuple[tuple[str, int], ...],
) -> PageRecord:
    assert kind.record
    declared = top_fields(kind.record)
    refuse_unknown(data, declared)
    if not SLUG.fullmatch(slug):
        raise UnusableError("", f"“{slug}” is no slug: use lower-case words joined by hyphens.")
    values = {one.name: _value(data, key, type_) for key, (one, type_) in declared.items()}
    body = body_field(kind.record)
    return kind.record(slug=slug, places=places, **values, **({body: words} if body else {}))


def _value(data: Mapping[Any, Any], key: str, type_: Any) -> Any:
    if type_ == TEXTS:
        return texts_of(data, key)
    text = text_of(data, key, required=key == "title")
    if type_ is bool:
        if text not in ("", "true", "false"):
            raise UnusableError(key, f"{key} must be true or left out.")
        return text == "true"
    if type_ != DAY:
        return text
    with suppress(ValueError):
        return dt.date.fromisoformat(text) if text else None
    raise UnusableError(key, f"{key} must be a day, written as 2024-05-31.")


def plain_words(body: str) -> str:
    """Give the words of Markdown without its signs, paragraphs parted by an empty line."""
    inline = (
        token.children or () for token in tokens_of(body.strip()).tokens if token.type == "inline"
    )
    parts = ("".join(_words(one.type, one.content) for one in children) for children in inline)
    return "\n\n".join(parts)


def _words(kind: str, content: str) -> str:
    if kind == "myst_role":  # “words <name>”, or a name alone
        return content.partition("<")[0].strip() or content
    return "\n" if kind in {"softbreak", "hardbreak"} else content
