"""Pages that have gone elsewhere: ``redirects.json``, kept by ``roundup rename``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..guard.files import read_json
from ..model.archive import Archive
from ..model.messages import MOST_PROBLEMS, Problem

FILE = "redirects.json"
_PAGE = re.compile(r"topics/(?!index$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def read_redirects(folder: Path) -> Mapping[str, str]:
    """Old page -> new page, as far as they can be used; empty without a file.

    Both are names of topics' pages, and no page of the archive stands at the old one.
    :func:`problems` tells of what cannot be used.
    """
    try:
        data = read_json(folder, FILE)
    except ValueError:
        return {}
    pairs = data.items() if isinstance(data, dict) else ()
    return {
        old: new
        for old, new in sorted(pairs)
        if _is_pair(old, new) and not (folder / f"{old}.md").exists()
    }


def problems(folder: Path, archive: Archive) -> Iterator[Problem]:
    """Say of each line why it cannot be used, or that the file cannot."""
    try:
        data = read_json(folder, FILE)
    except ValueError as error:
        yield _unusable(f"it cannot be read: {str(error).rstrip('.')}.")
        return
    if not isinstance(data, dict):
        if data is not None:
            yield _unusable("it must map old pages to new ones.")
        return
    told = 0
    for old, new in sorted(data.items()):
        if found := _problem(folder, archive, old, new):
            told += 1
            yield found
        if told >= MOST_PROBLEMS:
            return


def _problem(folder: Path, archive: Archive, old: str, new: Any) -> Problem | None:
    if not _is_pair(old, new):
        return _unusable(f"“{old[:80]}” and what it leads to must be two topics' pages.")
    if (folder / f"{old}.md").exists():
        message = f"“{old}” is said to have moved, and there is a page at this address."
        return Problem(FILE, 1, "page-clash", message, "Take the line or the page out.")
    if new.removeprefix("topics/") not in archive.topic:
        return _unusable(f"“{old}” leads to {new}, which is no topic.")
    return None


def _is_pair(old: str, new: Any) -> bool:
    names = (old, new)
    return old != new and all(isinstance(one, str) and _PAGE.fullmatch(one) for one in names)


def _unusable(message: str) -> Problem:
    hint = "Write it as “roundup rename” does, or take it out."
    return Problem(FILE, 1, "bad-redirects", message, hint)
