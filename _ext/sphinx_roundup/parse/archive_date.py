"""Find the date of an archive: what "has closed" is decided against.

It moves with every commit and never with the clock: the same commit has the same date in
every clone, also in a shallow one, which knows nothing but the newest commit.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..model.periods import last_day
from ..model.records import Issue

_COMMITTER = re.compile(rb"^committer .* (\d+) [+-]\d{4}$", re.MULTILINE)
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")
"""What a hook of git sets, which would lead to its repository whatever the folder is."""


def date_of(folder: Path, issues: Sequence[Issue]) -> dt.date | None:
    """The day of the commit that is checked out, else the last day of the newest issue.

    :param folder: the archive's.
    :param issues: the oldest first; without any, and without git, there is no date.
    """
    newest = issues[-1] if issues else None
    return commit_day(folder) or (last_day(newest.id, newest.day) if newest else None)


def commit_day(folder: Path) -> dt.date | None:
    """The day (in UTC) of the commit that is checked out; None where git does not keep the archive."""
    commit = commit_of(folder)
    return commit.day if commit else None


class Commit(NamedTuple):
    """A commit of git: its name in hexadecimal, and its day in UTC."""

    name: str
    day: dt.date


def commit_of(folder: Path) -> Commit | None:
    """Find the commit that is checked out; None where git does not keep the archive."""
    place = folder.resolve()
    if not any((above / ".git").exists() for above in (place, *place.parents)):
        return None  # as git would say, but no program has to start
    if git(folder, "cat-file", "-e", "HEAD:./issues") is None:
        return None  # the folder only lies within somebody's repository
    found = git(folder, "cat-file", "--batch", given=b"HEAD\n")
    head, _, commit = (found or b"").partition(b"\n")
    line = _COMMITTER.search(commit.partition(b"\n\n")[0])
    try:
        day = dt.datetime.fromtimestamp(int(line[1]), dt.UTC).date() if line else None
    except (OSError, OverflowError, ValueError):
        return None
    return Commit(head.split(b" ")[0].decode("ascii"), day) if day else None


def git(folder: Path, *words: str, given: bytes = b"") -> bytes | None:
    """Ask git of a folder; None where it fails or is not installed.

    Only commands that read objects: they run nothing that a repository's settings name,
    so it does not matter who owns the folder.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    environment["GIT_NO_REPLACE_OBJECTS"] = "1"
    command = ["git", "-c", "safe.directory=*", "-C", os.fspath(folder), *words]
    try:
        done = subprocess.run(
            command, env=environment, input=given, capture_output=True, check=False
        )
    except OSError:
        return None
    return None if done.returncode else done.stdout
