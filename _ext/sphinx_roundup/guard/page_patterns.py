"""Tell which pages a build reads: what ``conf.py`` includes and excludes by patterns.

A build asks Sphinx; the check reads ``conf.py`` without running it, and takes a list that
only Python can tell for the usual one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from ..model.page_types import FOLDERS, PROPOSAL
from ..syntax.conf_file import conf_values

TOP_LEVEL = "*.md"
"""The pages that an archive has besides those in its folders, unless it says otherwise."""
NO_PAGES = ("[A-Z]*.md", ".git", ".venv", ".venv-*", "_build", "node_modules", PROPOSAL.folder)
"""Left out besides what the project leaves out: README.md, LICENSE.md and the like are the repository's.

The folders hold no page and many files: to go through them took most of a small build.
"""
_OF_SPHINX = ("**/_sources", ".#*", "**/.#*", "*.lproj/**")
_NO_PAGES_THERE = ("exclude_patterns", "templates_path", "html_static_path", "html_extra_path")
Matches = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class PagePatterns:
    """What the patterns of an archive say of paths in it."""

    included: tuple[Matches, ...]
    excluded: tuple[Matches, ...]
    reaches_deep: bool
    """Whether a page may stand in a folder that is none of contents."""

    def reads(self, path: str) -> bool:
        """Tell whether a build reads the page at this path."""
        # What stands in a folder of contents is always included.
        is_content = path.rpartition("/")[0] in FOLDERS
        if not is_content and not any(matches(path) for matches in self.included):
            return False
        above = (str(one) for one in PurePosixPath(path).parents)
        return not any(map(self.leaves_out, (path, *above)))

    def leaves_out(self, path: str) -> bool:
        """Tell whether a file or folder is left out, with all that is in it."""
        return any(matches(path) for matches in self.excluded)


def page_patterns(folder: Path) -> PagePatterns:
    """Read the patterns of the archive in ``folder`` from its ``conf.py``."""
    usual = {"include_patterns": [TOP_LEVEL], **{name: [] for name in _NO_PAGES_THERE}}
    said = {
        name: value if _is_list(value) else usual[name]
        for name, value in conf_values(folder, usual).items()
    }
    excluded = [pattern for name in _NO_PAGES_THERE for pattern in said[name]]
    return PagePatterns(
        _matchers(said["include_patterns"]),
        _matchers([*excluded, *NO_PAGES, *_OF_SPHINX]),
        any("/" in pattern or "**" in pattern for pattern in said["include_patterns"]),
    )


def _is_list(patterns: Any) -> bool:
    return isinstance(patterns, (list, tuple)) and all(isinstance(one, str) for one in patterns)


def _matchers(patterns: Iterable[str]) -> tuple[Matches, ...]:
    found: list[Matches] = []
    for pattern in patterns:
        try:
            found.append(re.compile(expression(pattern)).match)
        except re.error:  # Sphinx ends the build, and says so
            continue
    return tuple(found)


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
