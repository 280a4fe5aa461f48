"""Read the files of the vocabulary: a topic's page, and sources.yml.

What cannot be used is left out and told, with file and line; nothing here raises
for what an editor wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from .. import guard
from ..guard.urls import web_problem
from ..model.messages import MOST_PROBLEMS, Problem, did_you_mean
from ..model.page_records import Topic
from ..model.records import SLUG
from ..model.vocabulary import Source, fold
from ..syntax.strict_yaml import YamlError, front_matter, read_yaml
from .yaml_file import read_map

_TOPIC_KEYS = (
    "title",
    "also-printed-as",
    "search-terms",
    "broader",
    "related",
    "group",
)
_SOURCE_KEYS = ("name", "short-name", "aliases", "part-of", "successor", "site")


class Loaded(NamedTuple):
    """What was read from a file of the vocabulary, and what was wrong with it."""

    values: tuple[Any, ...]
    problems: tuple[Problem, ...]


class UnusableError(ValueError):
    """A value of the vocabulary cannot be used; says why in one sentence.

    :ivar key: the key of the file that it is about.
    """

    def __init__(self, key: str, message: str) -> None:
        """Keep the key beside the message."""
        super().__init__(message)
        self.key = key


def load_topic(path: Path) -> Loaded:
    """Read a topic off its page."""
    name = f"topics/{path.name}"

    def problem(line: int, message: str, hint: str = "") -> Loaded:
        return Loaded((), (Problem(name, line, "bad-topic", message, hint),))

    try:
        header, body = front_matter(guard.decoded(path))
        top = read_yaml(header)
    except UnicodeDecodeError:
        return problem(1, "the file is not UTF-8 text.", "Save it as UTF-8.")
    except YamlError as error:
        return problem(error.line + 1, f"the top lines cannot be read: {error}.")
    if not isinstance(top.data, Mapping):
        return problem(1, "the page has no top lines.", "Begin it with --- and title: ….")
    try:
        return Loaded((_topic(path.stem, top.data, body.strip()),), ())
    except UnusableError as error:
        return problem(top.lines.get(error.key, 0) + 1, str(error))


def _topic(slug: str, data: Mapping[Any, Any], scope_note: str) -> Topic:
    _refuse_unknown(data, _TOPIC_KEYS)
    if not SLUG.fullmatch(slug):
        raise UnusableError("", f"“{slug}” is no slug: use lower-case words joined by hyphens.")
    group = data.get("group", "false")
    if group not in ("true", "false"):
        raise UnusableError("group", "group must be true or left out.")
    return Topic(
        slug=slug,
        title=_text(data, "title", required=True),
        also_printed_as=_texts(data, "also-printed-as"),
        search_terms=_texts(data, "search-terms"),
        broader=_texts(data, "broader"),
        related=_texts(data, "related"),
        group=group == "true",
        scope_note=scope_note,
    )


def load_sources(path: Path) -> Loaded:
    """Read every source off ``sources.yml``; none where there is no such file."""
    file, found = read_map(path.parent, path.name, "bad-sources", "a list of “slug:” entries")
    sources: list[Source] = []
    problems = list(found)
    for slug, row in (file.data or {}).items():
        try:
            sources.append(_source(slug, row))
        except UnusableError as error:
            message = f"“{slug[:40]}”: {error}"
            problems.append(Problem(path.name, file.lines[slug], "bad-sources", message))
    return Loaded(tuple(sources), tuple(problems[:MOST_PROBLEMS]))


def _source(slug: str, row: Any) -> Source:
    if not SLUG.fullmatch(slug):
        raise UnusableError("", "the slug must be lower-case words joined by hyphens.")
    if not isinstance(row, Mapping):
        raise UnusableError("", "give at least a name.")
    _refuse_unknown(row, _SOURCE_KEYS)
    site = _text(row, "site")
    if site and (why := web_problem(site)):
        raise UnusableError("site", why)
    return Source(
        slug=slug,
        name=_text(row, "name", required=True),
        short_name=_text(row, "short-name"),
        aliases=_texts(row, "aliases"),
        part_of=_text(row, "part-of"),
        successor=_text(row, "successor"),
        site=site,
    )


def _refuse_unknown(data: Mapping[Any, Any], known: tuple[str, ...]) -> None:
    for key in data:
        if key not in known:
            hint = did_you_mean(str(key)[:40], known, otherwise=f"Known are {', '.join(known)}.")
            raise UnusableError(str(key), f"“{str(key)[:40]}” is not a known key. {hint}")


def _text(data: Mapping[Any, Any], key: str, *, required: bool = False) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise UnusableError(key, f"{key} must be text; put it in quotes.")
    if required and not fold(value):
        raise UnusableError(key, f"{key} is missing.")
    return value.strip()


def _texts(data: Mapping[Any, Any], key: str) -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise UnusableError(key, f"{key} must be a list of texts, as in [one, two].")
    if blank := [entry for entry in value if not fold(entry)]:
        raise UnusableError(key, f"“{blank[0]}” in {key} has no letter or digit; take it out.")
    return tuple(value)


def key_lines(path: Path) -> Mapping[str, int]:
    """The line on which each key of a YAML file or of a page's top lines stands, from 1."""
    lines = guard.decoded(path).split("\n")
    found: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        key, colon, _ = line.partition(":")
        if colon:
            found.setdefault(key, number)
    return found
