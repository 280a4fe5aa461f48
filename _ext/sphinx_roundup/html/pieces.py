"""Divide what is to be written into pieces, each of which one process writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..extension.tasks import Task

Write = Callable[[], None]

MOST = 64
"""Pages of a piece at most: enough to render an item but once, few enough to share out well."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Things that one process writes one after the other; ``name`` is for the status line.

    A piece may be a task instead, of which what was made comes home.
    """

    name: str
    writes: Sequence[Write] = ()
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """What has to be known of a piece where the build is finished.

    The names of the pages written, the fingerprints noted, the pictures to copy, and what
    a task made.
    """

    written: set[str]
    noted: Mapping[str, str]
    images: dict[Any, str]
    made: Any = None


def pieces_of(by_year: Mapping[int, Sequence[Write]]) -> Iterator[Piece]:
    """Divide pages, given by the year they are about, newest first; 0 is of none, and last."""
    for year, writes in sorted(by_year.items(), reverse=True):
        for at in range(0, len(writes), MOST):
            yield Piece(str(year or "other pages"), writes[at : at + MOST])
