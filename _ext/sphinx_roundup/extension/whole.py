"""One build at a time in a folder, and a build that cannot write fails in one sentence.

The folder of the cache is locked while it is used, the output folder until the build
has ended. The PDFs need no doctrees: their builder gives up the cache once all is read,
so that the website may be built beside them.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.errors import SphinxParallelError
from sphinx.util import logging

from ..lock import hold, release
from .forks import ProcessEndedError

logger = logging.getLogger(__name__)

_SYSTEM = re.compile(r"\[Errno \d+\] ([^:]*)(?:: (.*))?$")
"""How Python shows what the system refused, and where."""

_FAILED = 2
"""The exit code of a build that could not be finished, as Sphinx has it."""


def stop(sentence: str) -> SystemExit:
    """Say why a build cannot go on, and give what ends it: Sphinx would print a traceback."""
    logger.error(sentence)
    return SystemExit(_FAILED)


def make_folders(app: Sphinx) -> None:
    """Make the folders that are written to, before Sphinx does."""
    for folder in _folders(app):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise stop(_sentence(str(error))) from None


def lock_folders(app: Sphinx, _config: Config) -> None:
    """Wait until no other build uses the folders; they must be writable (``config-inited``)."""
    for folder in _folders(app):
        if not os.access(folder, os.W_OK | os.X_OK):
            raise stop(_sentence(f"[Errno {errno.EACCES}] Permission denied: '{folder}'"))
        # No warning, which would fail a build that only had to wait.
        hold(folder, lambda words: print(words, file=sys.stderr))  # noqa: T201 - shown with -q too


def free_cache(_app: Sphinx, builder: Builder) -> None:
    """Give up the cache where nothing more is read from it (``write-started``)."""
    if builder.format == "pdf":
        release(Path(builder.doctreedir))


def end(app: Sphinx, exception: Exception | None) -> None:
    """Free the folders; say in one sentence what could not be written (``build-finished``)."""
    for folder in _folders(app):
        release(folder)
    for reason in _reasons(exception):
        raise stop(_sentence(reason)) from None


def _folders(app: Sphinx) -> tuple[Path, Path]:
    """The cache before the output, always: so two builds never wait for each other."""
    return Path(app.doctreedir), Path(app.outdir)


def _reasons(exception: BaseException | None) -> Iterator[str]:
    """What the system said, where that ended a build, here or in a process of it."""
    while exception is not None:
        of_system = isinstance(exception, (OSError, SphinxParallelError))
        told = of_system and _SYSTEM.search(str(exception))
        if told or isinstance(exception, ProcessEndedError):
            yield str(exception)
        exception = exception.__cause__


def _sentence(reason: str) -> str:
    found = _SYSTEM.search(reason)
    words, place = found.groups() if found else (reason, "")
    return (
        f"this build could not be finished: {words}{f' ({place})' if place else ''}. "
        "Mend that and build again; nothing is lost."
    )


def setup(app: Sphinx) -> None:
    """Register locks and the last word of a build."""
    make_folders(app)
    app.connect("config-inited", lock_folders, priority=1)
    app.connect("write-started", free_cache)
    # After all that still writes.
    app.connect("build-finished", end, priority=999)
