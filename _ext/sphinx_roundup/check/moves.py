"""Say where addresses that were given up lead now, and which lines of ``redirects.json`` do not."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from ..model.archive import Archive
from ..model.messages import MOST_PROBLEMS, Problem
from ..model.moves import Moves, page_of
from ..parse.redirects import FILE, is_pair, read_pairs, read_redirects
from .standing import standing_names


def moves_of(folder: Path, archive: Archive) -> Moves:
    """Give the moves that can be used: nothing stands at the old name, something at the new."""
    pairs = read_redirects(folder)
    if not pairs:
        return Moves()
    standing = set(standing_names(folder, archive))
    return Moves({o: n for o, n in pairs.items() if o not in standing and n in standing})


def problems(folder: Path, archive: Archive) -> Iterator[Problem]:
    """Say of each line why it cannot be used, or that the file cannot."""
    try:
        pairs = read_pairs(folder)
    except ValueError as error:
        yield _unusable(f"it cannot be read: {str(error).rstrip('.')}.")
        return
    standing = set(standing_names(folder, archive)) if pairs else set()
    told = 0
    for old, new in pairs.items():
        if found := _problem(folder, standing, old, new):
            told += 1
            yield found
        if told >= MOST_PROBLEMS:
            return


def _problem(folder: Path, standing: Container[str], old: str, new: Any) -> Problem | None:
    if not is_pair(old, new):
        return _unusable(f"“{old[:80]}” and what it leads to must be names of the same sort.")
    if old in standing or (folder / f"{old}.md").exists():
        message = f"“{old}” is said to have moved, and it still stands at this address."
        return Problem(FILE, 1, "page-clash", message, "Take the line or the page out.")
    if new not in standing and not (folder / f"{page_of(new)}.md").exists():
        return _unusable(f"“{old}” leads to “{new}”, which is not there.")
    if new not in standing and page_of(new) != new:
        return _unusable(f"“{old}” leads to “{new}”, which is not there.")
    return None


def _unusable(message: str) -> Problem:
    hint = "Write it as “roundup rename” does, or take it out."
    return Problem(FILE, 1, "bad-redirects", message, hint)
