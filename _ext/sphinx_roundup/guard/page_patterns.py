"""Tell which pages a build reads: what ``conf.py`` includes and excludes by patterns.

A build asks Sphinx; the check reads ``conf.py`` without running it, and takes a list that
only Python can tell for the usual one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from ..syntax.conf_file import conf_values

TOP_LEVEL = "*.md"
"""The pages that an archive has besides those in its folders, unless it says otherwise."""
Matches = Callable[[str], object]


def reads(folder: Path) -> Callable[[str], bool]:
    """Give a function that tells whether a build reads a page, by its path in the archive.

    :param folder: the archive's; its ``conf.py`` is read once.
    """
    said = conf_values(folder, {"include_patterns": [TOP_LEVEL], "exclude_patterns": []})
    included = _matchers(said["include_patterns"], [TOP_LEVEL])
    excluded = _matchers(said["exclude_patterns"], [])

    def is_read(path: str) -> bool:
        # What stands in a folder of contents is always included.
        if "/" not in path and not any(matches(path) for matches in included):
            return False
        above = (str(one) for one in PurePosixPath(path).parents)
        return not any(matches(name) for name in (path, *above) for matches in excluded)

    return is_read


def _matchers(patterns: Any, usual: Iterable[str]) -> list[Matches]:
    is_list = isinstance(patterns, (list, tuple)) and all(isinstance(one, str) for one in patterns)
    found: list[Matches] = []
    for pattern in patterns if is_list else usual:
        try:
            found.append(re.compile(expression(pattern)).match)
        except re.error:  # Sphinx ends the build, and says so
            continue
    return found


def expression(pattern: str) -> str:
    """Translate a pattern of paths as Sphinx does: ``*`` stays within a folder, ``**`` does not."""
    made, at = "", 0
    while at < len(pattern):
        end = _end_of_class(pattern, at)
        if pattern.startswith("**", at):
            made, at = f"{made}.*", at + 2
        elif end:
            made, at = made + _class(pattern[at + 1 : end]), end + 1
        else:
            sign = pattern[at]
            made += {"*": "[^/]*", "?": "[^/]"}.get(sign, re.escape(sign))
            at += 1
    return f"{made}$"


def _end_of_class(pattern: str, at: int) -> int:
    """Where a class of characters ends that begins here; 0 where none does."""
    if pattern[at] != "[":
        return 0
    begins = at + 1 + pattern.startswith("!", at + 1)
    begins += pattern.startswith("]", begins)
    return max(pattern.find("]", begins), 0)


def _class(inside: str) -> str:
    inside = inside.replace("\\", "\\\\")
    if inside.startswith("!"):
        return f"[^/{inside[1:]}]"
    return f"[\\{inside}]" if inside.startswith("^") else f"[{inside}]"
