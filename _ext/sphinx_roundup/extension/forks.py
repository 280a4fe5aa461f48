"""Do one kind of work in several processes, and bring home little of it.

Each process is a copy of this one (``fork``): it knows all that is known here, so nothing
is sent to it. The pieces of work are taken from one queue, so that none waits long for
the last. Sphinx's own :class:`~sphinx.util.parallel.ParallelTasks` starts a process for
each piece, which has to find out anew what the one before it knew; and it hides the error
of a process that ends while others are being started.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from sphinx.errors import SphinxError, SphinxParallelError
from sphinx.util import logging

logger = logging.getLogger(__name__)

Piece = TypeVar("Piece")
Made = TypeVar("Made")

_NUMBER = 4
"""Bytes of a number in the queue: few enough to be read whole, by one process alone."""
_ROOM = 4096
"""Numbers that a queue surely has room for."""


class ProcessEndedError(SphinxError):
    """A process of a build was ended from outside before its work was done."""


def can_fork() -> bool:
    """Whether this system can copy a process."""
    return "fork" in multiprocessing.get_all_start_methods()


def share_out(
    work: Callable[[Piece], Made], pieces: Sequence[Piece], workers: int
) -> Iterator[tuple[Piece, Made]]:
    """Yield each piece with what ``work`` made of it, as they come.

    In this process, in order, where there is one worker or one piece; else in ``workers``
    processes, in no fixed order. What these say is said here, when all is done.

    :raises SphinxParallelError: where a piece of work failed, with its error.
    :raises ProcessEndedError: where a process was ended from outside.
    """
    workers = min(workers, len(pieces)) if can_fork() else 1
    if workers <= 1:
        yield from ((piece, work(piece)) for piece in pieces)
        return
    size = -(-len(pieces) // _ROOM)
    shares = [pieces[at : at + size] for at in range(0, len(pieces), size)]

    def do(number: int) -> tuple[int, list[Made]]:
        return number, [work(piece) for piece in shares[number]]

    for number, made in _from_processes(do, len(shares), workers):
        yield from zip(shares[number], made, strict=True)


class Beside(Generic[Piece, Made]):
    """Work that other processes do while this one goes on; they end when it does."""

    def __init__(
        self, work: Callable[[Piece], Made], pieces: Sequence[Piece], workers: int
    ) -> None:
        """Start at once; not for more pieces than a queue has room for."""
        self._pieces = pieces
        self._processes = _Processes(
            lambda number: (number, work(pieces[number])), len(pieces), min(workers, len(pieces))
        )

    def __iter__(self) -> Iterator[tuple[Piece, Made]]:
        """Yield each piece with what was made of it, as they come; errors as :func:`share_out`."""
        for number, made in self._processes.results():
            yield self._pieces[number], made

    def end(self) -> None:
        """End the processes, if they have not ended."""
        self._processes.end()


def _from_processes(
    do: Callable[[int], tuple[int, list[Any]]], count: int, workers: int
) -> Iterator[tuple[int, list[Any]]]:
    yield from _Processes(do, count, workers).results()


class _Processes:
    """Processes that take numbers from one queue, and send home what they make of each."""

    def __init__(self, do: Callable[[int], Any], count: int, workers: int) -> None:
        context = multiprocessing.get_context("fork")
        gc.freeze()  # What the collector does not go through stays shared.
        self._queue, filled = os.pipe()
        os.write(filled, b"".join(at.to_bytes(_NUMBER, "big") for at in range(count)))
        os.close(filled)
        self._started: dict[Connection, Any] = {}
        try:
            for _ in range(workers):
                home, out = context.Pipe(duplex=False)
                process = context.Process(target=_run, args=(do, self._queue, out), daemon=True)
                process.start()
                out.close()
                self._started[home] = process
        except BaseException:
            self.end()
            raise

    def results(self) -> Iterator[Any]:
        """Yield what comes home; leave no process."""
        try:
            yield from _homecoming(list(self._started))
        finally:
            self.end()

    def end(self) -> None:
        """End each process that has not ended."""
        if self._queue >= 0:
            os.close(self._queue)
            self._queue = -1
        for home, process in self._started.items():
            process.terminate()
            process.join()
            home.close()
        self._started = {}


def _run(do: Callable[[int], Any], queue: int, out: Connection) -> None:
    """Do pieces of work, in a process of its own, until none is left."""
    collector = logging.LogCollector()
    try:
        with collector.collect():
            while number := os.read(queue, _NUMBER):
                _send(out, "made", do(int.from_bytes(number, "big")))
    except BaseException as error:  # noqa: BLE001 - told where it is known what to do
        words = traceback.format_exception_only(error)[0].strip()
        _send(out, "failed", (words, traceback.format_exc()))
    logging.convert_serializable(collector.logs)
    _send(out, "done", collector.logs)


def _send(out: Connection, what: str, brought: Any) -> None:
    """Send something home; what ``Connection.send`` packs by takes three times as long."""
    out.send_bytes(pickle.dumps((what, brought), pickle.HIGHEST_PROTOCOL))


def _homecoming(homes: list[Connection]) -> Iterator[Any]:
    """Yield what comes from the processes until all are done."""
    said: list[Any] = []
    while homes:
        for home in wait(homes):
            assert isinstance(home, Connection)
            try:
                what, brought = pickle.loads(home.recv_bytes())  # noqa: S301 - a copy of this process sent it
            except EOFError:
                raise ProcessEndedError(
                    "a process of this build was ended from outside, perhaps for want of memory"
                ) from None
            if what == "failed":
                raise SphinxParallelError(*brought)
            if what == "done":
                homes.remove(home)
                said.extend(brought)
            else:
                yield brought
    for record in said:
        logger.handle(record)
