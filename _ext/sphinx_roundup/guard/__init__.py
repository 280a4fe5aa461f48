"""What a contributed page may contain: everything else is refused before it is parsed.

A page of Markdown can run code on the machine that builds it, read that
machine's files and run scripts in readers' browsers. So every list here is a
list of what is allowed. :func:`inspect` needs no Sphinx; :mod:`sphinx_roundup.extension.guard_events` asks it
before Sphinx parses a page, and looks at the parsed page once more.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.messages import Problem
from .files import decoded, file_problem
from .front_matter import check_top
from .markdown import check_markup
from .policy import PROFILES, Profile, profile_of
from .text import check_line, check_text

__all__ = [
    "PROFILES",
    "Profile",
    "check_line",
    "check_text",
    "decoded",
    "file_problem",
    "inspect",
    "profile_of",
]


def inspect(path: str, text: str) -> tuple[Problem, ...]:
    """Find why the text of the page ``path`` is refused; nothing if it is not.

    Checks go from the cheap to the dear, and end with the first that finds
    something: what is not plain text is not parsed as YAML, and so on.
    """
    for check in (_size_and_text, check_top, check_markup):
        problems = tuple(sorted(set(check(path, text, profile_of(path)))))
        if problems:
            return problems
    return ()


def _size_and_text(path: str, text: str, _profile: Profile) -> Iterator[Problem]:
    yield from check_text(path, text)
