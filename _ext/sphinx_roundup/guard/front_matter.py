"""The top lines of a page: MyST takes settings from them, and a setting can run code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from ..model.messages import Problem, did_you_mean
from ..syntax.strict_yaml import front_matter, read_yaml, yaml_place
from .markdown import is_plain
from .policy import Profile
from .text import check_line

_END = re.compile(r"^(?:---|\.\.\.)", re.MULTILINE)


def check_top(path: str, text: str, profile: Profile) -> Iterator[Problem]:
    """Allow the known keys with plain values; refuse top lines that others read otherwise."""
    text = text.replace("\r\n", "\n")
    header, _ = front_matter(text)
    if not header:
        if text.startswith("---"):
            yield _unreadable(path, 1, "they do not end with a line of three dashes")
        return
    if _END.search(header):
        yield _unreadable(path, 1, "they end twice")
        return
    try:
        data = read_yaml(header)
    except yaml.YAMLError as error:
        line, words = yaml_place(error)
        yield _unreadable(path, line + 1, words)
        return
    if not isinstance(data, Mapping):
        yield _unreadable(path, 1, "each must be a key, a colon and a value")
        return
    for key, value in data.items():
        yield from _check_value(path, _line_of(text, key), key, value, profile)


def _check_value(path: str, line: int, key: str, value: Any, profile: Profile) -> Iterator[Problem]:
    if key not in profile.keys:
        hint = did_you_mean(key, profile.keys, otherwise=f"Known are {', '.join(profile.keys)}.")
        yield Problem(path, line, profile.subtype, f"“{key}” is not a known key. {hint}")
        return
    texts = value if isinstance(value, list) else [value]
    for one in texts:
        if isinstance(one, bool):
            continue
        if not isinstance(one, str):
            if profile.subtype != "bad-topic":  # the vocabulary says so itself
                message = f"{key} must be text; put it in quotes."
                yield Problem(path, line, profile.subtype, message)
        elif "\n" in one.strip() or (key == "title" and not is_plain(one)):
            yield Problem(
                path,
                line,
                "unsafe-top-lines",
                f"{key} must be one line of plain words.",
                "Leave out stars, brackets, backticks and braces.",
            )
        else:
            # Quoted YAML can spell any character in ASCII, so look at what it means.
            yield from check_line(path, line, one)


def _unreadable(path: str, line: int, why: str) -> Problem:
    hint = "Write them as “key: value” between two lines of three dashes."
    return Problem(path, line, "unsafe-top-lines", f"the top lines cannot be read: {why}.", hint)


def _line_of(text: str, key: str) -> int:
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)
