"""The top lines of a page, and the values of every YAML file.

MyST takes settings from the top lines, and a setting can run code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..model.messages import Problem, did_you_mean
from ..model.page_types import FLAGS, PageType
from ..model.vocabulary import fold
from ..syntax.strict_yaml import Yaml, YamlError, front_matter, read_yaml
from .markdown import is_plain
from .text import check_line

_END = re.compile(r"^(?:---|\.\.\.)", re.MULTILINE)
_MOST = 50
"""So many keys are judged; no page has more than a few."""


def check_top(path: str, text: str, profile: PageType) -> Iterator[Problem]:
    """Allow the known keys with plain values; refuse top lines that others read otherwise."""
    header, _ = front_matter(text)
    if not header:
        if text.startswith("---"):
            yield _unreadable(path, 1, "they do not end with a line of three dashes")
        return
    if _END.search(header):
        yield _unreadable(path, 1, "they end twice")
        return
    try:
        top = read_yaml(header)
    except YamlError as error:
        yield _unreadable(path, error.line + 1, str(error))
        return
    if not isinstance(top.data, dict):
        yield _unreadable(path, 1, "each must be a key, a colon and a value")
        return
    if len(top.data) > _MOST:
        yield _unreadable(path, 1, f"there are {len(top.data):,} of them")
        return
    yield from check_values(path, top, first=2)
    for key, value in top.data.items():
        yield from _check_value(path, top.lines[key] + 1, key, value, profile)


def check_values(path: str, file: Yaml, *, first: int = 1) -> Iterator[Problem]:
    """Hold keys and values to the rules of a line of a page; ``first`` is their first line's number.

    Quoted YAML can spell any character in ASCII, so what it means is looked at.
    """
    for line, text in file.texts:
        place = first + line - 1
        if "\n" in text.strip():
            yield Problem(
                path, place, "unsafe-top-lines", "a value goes over several lines.", "Write one."
            )
        yield from check_line(path, place, text.strip())


def _check_value(
    path: str, line: int, key: str, value: Any, profile: PageType
) -> Iterator[Problem]:
    if key not in profile.keys:
        hint = did_you_mean(
            key[:40], profile.keys, otherwise=f"Known are {', '.join(profile.keys)}."
        )
        yield Problem(path, line, profile.subtype, f"“{key[:40]}” is not a known key. {hint}")
    elif key in FLAGS:
        if value not in ("true", "false"):
            message = f"{key} must be true or left out."
            yield Problem(path, line, profile.subtype, message)
    elif key in profile.lists:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            message = f"{key} must be a list of texts, as in [one, two]."
            yield Problem(path, line, profile.subtype, message)
        elif blank := [one for one in value if not fold(one)]:
            message = f"“{blank[0]}” in {key} has no letter or digit; take it out."
            yield Problem(path, line, profile.subtype, message)
    elif not isinstance(value, str):
        yield Problem(path, line, profile.subtype, f"{key} must be one text.", "Put it in quotes.")
    elif key == "title" and not fold(value):
        yield Problem(path, line, profile.subtype, "title is missing.", "Write one.")
    elif key == "title" and not is_plain(value.strip()):
        yield Problem(
            path,
            line,
            "unsafe-top-lines",
            f"{key} must be one line of plain words.",
            "Leave out stars, brackets, backticks and braces, and names of signs such as “&amp;”.",
        )


def _unreadable(path: str, line: int, why: str) -> Problem:
    hint = "Write them as “key: value” between two lines of three dashes."
    if "a colon in it" in why:
        hint = 'Put the value in quotes: masthead: "R&D: news".'
    return Problem(path, line, "unsafe-top-lines", f"the top lines cannot be read: {why}.", hint)
