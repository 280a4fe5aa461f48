"""Let one build at a time into a folder.

The folder itself is locked, by the system (``flock``): so no lock file is published or
left over, and the lock of a build that was killed goes with its last process. That is
why no library is used: each locks a file of its own beside or in what it guards.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

_held: dict[str, int] = {}
"""Folder -> the open folder whose lock this process holds."""


def hold(folder: Path, tell: Callable[[str], None]) -> None:
    """Lock a folder for this process; wait while another has it, after ``tell`` was told so.

    Does nothing where this process holds it already, or the file system has no locks.
    """
    key = os.fspath(folder.resolve())
    while key not in _held:
        opened = os.open(key, os.O_RDONLY)
        if not _lock(opened, key, tell):
            os.close(opened)
            return
        if _is_same(opened, key):
            _held[key] = opened
        else:  # The folder was removed and made again while this process waited.
            os.close(opened)


def release(folder: Path) -> None:
    """Give up the lock of a folder, if this process holds it."""
    opened = _held.pop(os.fspath(folder.resolve()), None)
    if opened is not None:
        os.close(opened)


def _lock(opened: int, folder: str, tell: Callable[[str], None]) -> bool:
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        tell(f"Another build{_holder(opened)} is at work in {folder}: waiting until it ends.")
        fcntl.flock(opened, fcntl.LOCK_EX)
    except OSError:
        return False
    return True


def _is_same(opened: int, folder: str) -> bool:
    try:
        return os.path.samestat(os.fstat(opened), Path(folder).stat())
    except OSError:
        return False


def _holder(opened: int) -> str:
    """Name the process that holds a lock, as far as the system tells (Linux)."""
    inode = str(os.fstat(opened).st_ino)
    try:
        lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    except OSError:
        return ""
    for line in lines:
        _, kind, _, _, process, place, *_ = (*line.split(), *[""] * 6)
        if kind == "FLOCK" and place.rpartition(":")[2] == inode:
            return f" (process {process})"
    return ""
