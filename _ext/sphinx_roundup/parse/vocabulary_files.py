"""Read sources.yml, and values of any file of the vocabulary.

What cannot be used is left out and told, with file and line; nothing here raises
for what an editor wrote.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from .. import guard
from ..guard.urls import web_problem
from ..model.messages import MOST_PROBLEMS, Problem, did_you_mean
from ..model.rules import SLUG
from ..model.vocabulary import Source, fold
from .yaml_file import read_map

SOURCE_KEYS = ("name", "short-name", "aliases", "part-of", "successor", "site")
LISTS = frozenset({"aliases"})
"""Those that take several texts."""


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
    refuse_unknown(row, SOURCE_KEYS)
    site = text_of(row, "site")
    if site and (why := web_problem(site)):
        raise UnusableError("site", why)
    return Source(
        slug=slug,
        name=text_of(row, "name", required=True),
        short_name=text_of(row, "short-name"),
        aliases=texts_of(row, "aliases"),
        part_of=text_of(row, "part-of"),
        successor=text_of(row, "successor"),
        site=site,
    )


def refuse_unknown(data: Mapping[Any, Any], known: Collection[str]) -> None:
    """Refuse a key that is not known.

    :raises UnusableError: as the two below.
    """
    for key in data:
        if key not in known:
            hint = did_you_mean(str(key)[:40], known, otherwise=f"Known are {', '.join(known)}.")
            raise UnusableError(str(key), f"“{str(key)[:40]}” is not a known key. {hint}")


def text_of(data: Mapping[Any, Any], key: str, *, required: bool = False) -> str:
    """Give the text of a key; "" where there is none and none is required."""
    value = data.get(key, "")
    if not isinstance(value, str):
        raise UnusableError(key, f"{key} must be text; put it in quotes.")
    if required and not fold(value):
        raise UnusableError(key, f"{key} is missing.")
    return value.strip()


def texts_of(data: Mapping[Any, Any], key: str) -> tuple[str, ...]:
    """Give the texts of a key that takes several."""
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
