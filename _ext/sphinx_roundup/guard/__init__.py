"""What a contributed page may contain: everything else is refused before it is parsed.

A page of Markdown can run code on the machine that builds it, read that
machine's files and run scripts in readers' browsers. So every list here is a
list of what is allowed: :mod:`~sphinx_roundup.model.page_types` has them. :func:`inspect` needs no Sphinx; :mod:`sphinx_roundup.extension.guard_events` asks it
before Sphinx parses a page, and looks at the parsed page once more.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model.messages import Problem
from ..model.page_types import page_type_of
from ..syntax.roles import without_names
from .files import decoded, file_problem
from .front_matter import check_top, check_values
from .markdown import check_markup
from .text import check_line, check_text

__all__ = [
    "broken_from",
    "check_line",
    "check_text",
    "check_values",
    "decoded",
    "file_problem",
    "inspect",
]


_BREAKS = frozenset({"item-fence", "merge-marker"})


def inspect(path: str, text: str) -> tuple[Problem, ...]:
    """Find why the text of the page ``path`` is refused; nothing if it is not.

    Everything is told at once. Only what is too large is looked at no further.
    """
    profile = page_type_of(path)
    found = set(check_text(path, without_names(text, profile.roles)))
    if not any(problem.subtype == "too-large" for problem in found):
        found.update(check_top(path, text, profile))
        found.update(check_markup(path, text, profile))
    end = broken_from(found)
    # The first line at which items and headings come apart explains those below it, and the
    # sign of a merge explains the heading that its other sign makes of the words between.
    is_merge = any(p.line == end and p.subtype == "merge-marker" for p in found)
    explain = {"merge-marker"} if is_merge else _BREAKS
    told = (
        p for p in found if p.subtype not in _BREAKS or (p.line == end and p.subtype in explain)
    )
    return tuple(sorted(told))


def broken_from(problems: Iterable[Problem]) -> int:
    """The first line from which a page is not as it looks, since something is open; 0 if none."""
    return min((p.line for p in problems if p.subtype in _BREAKS), default=0)
