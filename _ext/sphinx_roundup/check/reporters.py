"""Show problems to a person, to a program, or beside the lines of a pull request."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from ..guard.text import visible
from ..model.messages import ADVICE, Problem

FORMATS = ("text", "json", "github")
_QUOTED = re.compile("“([^”]+)”")
_LIMIT = 50
"""GitHub keeps so many annotations of a run, and shows ten of each sort."""
_SUMMARY_LIMIT = 500
"""So many messages are surely less than the megabyte that GitHub takes."""


class Places:
    """Finds the column of a problem in the file that it is about."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: dict[str, list[str]] = {}

    def column(self, problem: Problem) -> int:
        """The column, from 1, of the first quoted words; of the line's first word if none is."""
        text = self._line(problem)
        for words in _QUOTED.findall(problem.message):
            if words in text:
                return text.index(words) + 1
        return len(text) - len(text.lstrip()) + 1

    def _line(self, problem: Problem) -> str:
        if problem.path not in self._lines:
            path = self._folder / problem.path
            is_file = path.is_file() and not path.is_symlink()
            try:
                text = path.read_text(encoding="utf-8", errors="replace") if is_file else ""
            except OSError:
                text = ""  # which is what the problem is about
            self._lines[problem.path] = text.split("\n")
        lines = self._lines[problem.path]
        return lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""


def level(problem: Problem) -> str:
    """Whether it must be mended, or only looked at."""
    return "note" if problem.subtype in ADVICE else "problem"


def as_text(problems: Iterable[Problem], folder: Path) -> Iterator[str]:
    """Lines for a terminal: place and message, and below it how to mend it."""
    places = Places(folder)
    for problem in problems:
        is_note = level(problem) == "note"
        word = click.style("note: " if is_note else "", fg="cyan")
        place = f"{visible(problem.path)}:{max(problem.line, 1)}:{places.column(problem)}:"
        name = click.style(f"[{problem.subtype}]", dim=True)
        message = visible(problem.message)
        yield f"{click.style(place, bold=True)} {word}{message} {name}"
        if problem.hint:
            yield f"    {visible(problem.hint)}"


def as_data(problems: Iterable[Problem], folder: Path) -> list[dict[str, Any]]:
    """Plain values for a program."""
    places = Places(folder)
    return [
        {
            "path": problem.path,
            "line": max(problem.line, 1),
            "column": places.column(problem),
            "level": level(problem),
            "subtype": problem.subtype,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]


def as_json(problems: Iterable[Problem], folder: Path) -> str:
    """The same as JSON, in ASCII: no terminal can be made to act on it."""
    return json.dumps({"problems": as_data(problems, folder)}, indent=1)


def as_github(problems: Iterable[Problem], folder: Path) -> Iterator[str]:
    """Commands that make GitHub show each problem beside its line."""
    for one in as_data(list(problems)[:_LIMIT], folder):
        command = "error" if one["level"] == "problem" else "notice"
        where = ",".join(
            f"{name}={_property(str(one[key]))}"
            for name, key in (("file", "path"), ("line", "line"), ("col", "column"))
        )
        words = _escaped(visible(f"{one['message']} {one['hint']}".strip()))
        yield f"::{command} {where},title={_property(one['subtype'])}::{words}"


def as_summary(problems: Iterable[Problem], folder: Path) -> str:
    """The whole list as GitHub shows it below a run, where annotations are only ten a step.

    In one block in which nothing is markup, whatever a page holds.
    """
    found = list(problems)
    lines = [click.unstyle(line) for line in as_text(found[:_SUMMARY_LIMIT], folder)]
    left = len(found) - _SUMMARY_LIMIT
    more = [f"… and {left} more: run “roundup check”."] if left > 0 else []
    return f"<pre>{html.escape(chr(10).join([*lines, *more]))}</pre>\n" if lines else ""


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(visible(text)).replace(":", "%3A").replace(",", "%2C")
