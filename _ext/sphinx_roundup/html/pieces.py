"""Divide what is to be written into pieces, each of which one process writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..extension.forks import Beside, can_fork, share_out
from ..extension.tasks import Task

Write = Callable[[], None]

MOST = 64
"""Pages of a piece at most: few enough to share out well."""
MOST_LISTS = 256
"""Lists of a piece at most: enough to render an item but once for all lists of a decade."""


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


class PiecesBeside:
    """The pieces beside the pages, which are made of the whole archive: each takes long.

    After an edit they are little, and begin at once: other processes make them while this one
    compares the pages. In a clean build they are shared out with the pages, and come first.
    """

    def __init__(
        self, pieces: Sequence[Piece], write: Callable[[Piece], Brought], workers: int
    ) -> None:
        """Begin, where there is little; ``write`` does a piece in any process."""
        self.pieces = pieces
        self._write = write
        is_long = any(piece.task.is_long for piece in pieces if piece.task)
        begins = pieces and not is_long and workers > 1 and can_fork()
        self._begun = Beside(write, pieces, workers - 1) if begins else None

    def with_others(self, others: Sequence[Piece], workers: int) -> Iterator[tuple[Piece, Brought]]:
        """Do all of them, and others: yield each with what it brought, as they come."""
        if self._begun:
            yield from share_out(self._write, others, workers)
            yield from self._begun
        else:
            yield from share_out(self._write, [*self.pieces, *others], workers)

    def end(self) -> None:
        """End what was begun, where a build failed."""
        if self._begun:
            self._begun.end()


def pieces_of(
    issues: Mapping[int, Sequence[Write]], lists: Mapping[int, Sequence[Write]]
) -> Iterator[Piece]:
    """Divide pages, given by the year they are about, newest first; 0 is of none.

    What takes long comes first, so that no process is left with it at the end. Lists of a
    decade are one piece, for they show the same items.
    """
    by_decade: defaultdict[int, list[Write]] = defaultdict(list)
    for year, writes in lists.items():
        by_decade[year // 10 * 10].extend(writes)
    yield from cut("other pages", by_decade.pop(0, ()))
    for decade, writes in sorted(by_decade.items(), reverse=True):
        yield from cut(f"lists of {decade}s", writes, MOST_LISTS)
    for year, writes in sorted(issues.items(), reverse=True):
        yield from cut(str(year), writes)


def cut(name: str, writes: Sequence[Write], most: int = MOST) -> Iterator[Piece]:
    """Divide what is to be written, in its order."""
    for at in range(0, len(writes), most):
        yield Piece(name, writes[at : at + most])
