"""Make many PDFs side by side, in threads: the compiler works outside Python's lock."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from .compile import Pdf, PdfError, make_pdf
from .plan import Job

Made = tuple[Job, Pdf | PdfError]


def make_jobs(jobs: Sequence[Job], timestamp: int, workers: int) -> Iterator[Made]:
    """Make the PDFs of the jobs, in their order, up to ``workers`` at a time.

    A PDF that cannot be made comes as its :class:`PdfError`. Few documents wait at a
    time, since each is large.
    """
    waiting: deque[tuple[Job, Future[Pdf | PdfError]]] = deque()
    with ThreadPoolExecutor(max(1, workers)) as threads:
        for job in jobs:
            if len(waiting) > workers:
                first, result = waiting.popleft()
                yield first, result.result()
            waiting.append((job, threads.submit(_try, job, timestamp)))
        for job, result in waiting:
            yield job, result.result()


def _try(job: Job, timestamp: int) -> Pdf | PdfError:
    try:
        return make_pdf(job.document(), timestamp, with_pages=job.is_volume)
    except PdfError as error:
        return error
