"""Many PDFs side by side: threads for a few, processes for many.

Threads share what the compiler has worked out and start at once, but wait for
each other there; processes do not, and take a quarter less time for an archive of years. They are started afresh: the compiler's own threads do not survive a fork.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from .compile import Pdf, PdfError, make_pdf
from .document import Document
from .plan import Job

MANY = 2_000
"""So many entries, in all PDFs together, are worth the start of processes."""

Made = tuple[Job, Pdf | PdfError]


def make_jobs(jobs: Sequence[Job], timestamp: int, workers: int) -> Iterator[Made]:
    """Make the PDFs of the jobs, in their order, up to ``workers`` at a time.

    A PDF that cannot be made comes as its :class:`PdfError`. Where a process is
    stopped from outside, the PDFs that are missing are made in this one.
    """
    if not 1 < workers < len(jobs) or sum(job.entries for job in jobs) < MANY:
        with ThreadPoolExecutor(max(1, workers)) as threads:
            yield from _in_order(threads, jobs, timestamp, workers)
        return
    finished = 0
    try:
        with ProcessPoolExecutor(
            workers, get_context("spawn"), _start, (max(1, (os.cpu_count() or 1) // workers),)
        ) as processes:
            for made in _in_order(processes, jobs, timestamp, workers):
                yield made
                finished += 1
    except BrokenProcessPool:
        for job in jobs[finished:]:
            yield job, _try(job.document(), timestamp, with_pages=job.is_volume)


def _start(threads: int) -> None:
    """Prepare a process: its share of the cores, and no words of its own when interrupted."""
    os.environ["RAYON_NUM_THREADS"] = str(threads)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_order(pool: Executor, jobs: Sequence[Job], timestamp: int, workers: int) -> Iterator[Made]:
    """Results as they come due. Few documents wait at a time, since each is large."""
    waiting: deque[tuple[Job, Future[Pdf | PdfError]]] = deque()
    for job in jobs:
        if len(waiting) > workers:
            first, result = waiting.popleft()
            yield first, result.result()
        future = pool.submit(_try, job.document(), timestamp, with_pages=job.is_volume)
        waiting.append((job, future))
    for job, result in waiting:
        yield job, result.result()


def _try(document: Document, timestamp: int, *, with_pages: bool) -> Pdf | PdfError:
    try:
        return make_pdf(document, timestamp, with_pages=with_pages)
    except PdfError as error:
        return error
