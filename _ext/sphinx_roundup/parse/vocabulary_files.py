"""Read the files of the vocabulary: a topic's page, and sources.yml.

What cannot be used is left out and told, with file and line; nothing here raises
for what an editor wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from .. import guard
from ..model.messages import Problem, did_you_mean
from ..model.records import SLUG, Source, Topic
from ..model.vocabulary import fold
from ..syntax.strict_yaml import front_matter, read_yaml, yaml_place

_TOPIC_KEYS = (
    "title",
    "also-printed-as",
    "search-terms",
    "broader",
    "related",
    "group",
)
_SOURCE_KEYS = ("name", "short-name", "aliases", "part-of", "successor")


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
        header, body = front_matter(path.read_text(encoding="utf-8"))
        data = read_yaml(header)
    except UnicodeDecodeError:
        return problem(1, "the file is not UTF-8 text.", "Save it as UTF-8.")
    except yaml.YAMLError as error:
        line, words = yaml_place(error)
        return problem(line + 1, f"the top lines cannot be read: {words}.")
    if not isinstance(data, Mapping):
        return problem(1, "the page has no top lines.", "Begin it with --- and title: ….")
    try:
        return Loaded((_topic(path.stem, data, body.strip()),), ())
    except UnusableError as error:
        return problem(line_of(path, error.key), str(error))


def _topic(slug: str, data: Mapping[Any, Any], scope_note: str) -> Topic:
    _refuse_unknown(data, _TOPIC_KEYS)
    if not SLUG.fullmatch(slug):
        raise UnusableError("", f"“{slug}” is no slug: use lower-case words joined by hyphens.")
    group = data.get("group", False)
    if not isinstance(group, bool):
        raise UnusableError("group", "group must be true or left out.")
    return Topic(
        slug=slug,
        title=_text(data, "title", required=True),
        also_printed_as=_texts(data, "also-printed-as"),
        search_terms=_texts(data, "search-terms"),
        broader=_texts(data, "broader"),
        related=_texts(data, "related"),
        group=group,
        scope_note=scope_note,
    )


def load_sources(path: Path) -> Loaded:
    """Read every source off ``sources.yml``; none where there is no such file."""
    if not (path.exists() or path.is_symlink()):
        return Loaded((), ())
    if problem := guard.file_problem(path.parent, path.name):
        return Loaded((), (problem,))
    if found := tuple(guard.check_text(path.name, guard.decoded(path))):
        return Loaded((), found)
    try:
        data = read_yaml(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line, words = yaml_place(error) if isinstance(error, yaml.YAMLError) else (1, "not UTF-8")
        return Loaded(
            (), (Problem("sources.yml", line, "bad-sources", f"it cannot be read: {words}."),)
        )
    if not isinstance(data, Mapping):
        problem = Problem("sources.yml", 1, "bad-sources", "it must be a list of “slug:” entries.")
        return Loaded((), (problem,))
    sources: list[Source] = []
    problems: list[Problem] = []
    for slug, row in data.items():
        try:
            sources.append(_source(slug, row))
        except UnusableError as error:
            line = line_of(path, str(slug))
            problems.append(Problem("sources.yml", line, "bad-sources", f"“{slug}”: {error}"))
    return Loaded(tuple(sources), tuple(problems))


def _source(slug: Any, row: Any) -> Source:
    if not isinstance(slug, str) or not SLUG.fullmatch(slug):
        raise UnusableError("", "the slug must be lower-case words joined by hyphens.")
    if not isinstance(row, Mapping):
        raise UnusableError("", "give at least a name.")
    _refuse_unknown(row, _SOURCE_KEYS)
    return Source(
        slug=slug,
        name=_text(row, "name", required=True),
        short_name=_text(row, "short-name"),
        aliases=_texts(row, "aliases"),
        part_of=_text(row, "part-of"),
        successor=_text(row, "successor"),
    )


def _refuse_unknown(data: Mapping[Any, Any], known: tuple[str, ...]) -> None:
    for key in data:
        if key not in known:
            hint = did_you_mean(str(key), known, otherwise=f"Known are {', '.join(known)}.")
            raise UnusableError(str(key), f"“{key}” is not a known key. {hint}")


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


def line_of(path: Path, key: str) -> int:
    """The line on which a YAML key stands, from 1; 1 if it is not there."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)
