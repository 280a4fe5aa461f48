"""Write files so that nobody ever sees half of one."""

from __future__ import annotations

import filecmp
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_ASIDE = re.compile(r"\.(.+)\.\d+")


def write_bytes(path: Path, data: bytes) -> bool:
    """Put ``data`` at ``path``, unless it is there already; tell whether it was written.

    Written aside and renamed, so that a build that is stopped leaves the old
    file. Folders are made as needed.
    """
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_bytes(data)
        # Not aside.replace(path): Sphinx's own paths behave as text there.
        os.replace(aside, path)  # noqa: PTH105 - as it says above
    except BaseException as error:
        if isinstance(error, OSError):
            error.filename = os.fspath(path)  # a full disk names no file
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise
    return True


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be written bit by bit, for what is too large to hold as a whole.

    It takes the place of ``path`` at the end, and only where its bytes differ.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with aside.open("wb") as file:
            yield file
        if not (path.is_file() and filecmp.cmp(aside, path, shallow=False)):
            os.replace(aside, path)  # noqa: PTH105 - as above
    except OSError as error:
        error.filename = os.fspath(path)
        raise
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def is_leftover(name: str, *suffixes: str) -> bool:
    """Whether a name is of a file that :func:`write_bytes` was stopped at, killed from outside.

    Only of files with one of ``suffixes``, where any is given.
    """
    found = _ASIDE.fullmatch(name)
    if found is None:
        return False
    # What was left may stand beside something left before it, of which it was to take the place.
    return not suffixes or found[1].endswith(suffixes) or is_leftover(found[1], *suffixes)


def write_text(path: Path, text: str) -> bool:
    """Put ``text`` at ``path`` as UTF-8, as :func:`write_bytes` does."""
    return write_bytes(path, text.encode("utf-8"))
