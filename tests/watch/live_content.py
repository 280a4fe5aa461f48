"""No test reads the live content: an editor may change it without breaking a test.

``watch`` makes Python stop whoever opens or lists it, in the tests and, through
``sitecustomize.py`` beside this file, in every Python program that a test starts.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LIVE = tuple(
    str(PROJECT / name)
    for name in (
        "issues",
        "topics",
        "inbox",
        "restored",
        "sources.yml",
        "vocabulary.yml",
        "archive.toml",
        "links.json",
        "redirects.json",
    )
)
_EVENTS = frozenset({"open", "os.listdir", "os.scandir"})


class LiveContentError(BaseException):
    """A test read the live content. No ordinary ``except`` of the code under test hides it."""


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _EVENTS or not isinstance(arguments[0], (str, bytes, os.PathLike)):
        return
    name = os.fsdecode(arguments[0])
    if event == "open" and arguments[1] is None and not name.startswith(os.sep):
        return  # os.open, whose short names may be those of another folder: nobody is told which
    path = _real(name)
    if path.startswith(LIVE) and any(path == one or path.startswith(one + os.sep) for one in LIVE):
        raise LiveContentError(f"A test reads {path}. Use tests/printed instead.")


def _real(name: str) -> str:
    """Follow links. Folders are looked up once: this runs at every file that any test opens."""
    folder, last = os.path.split(name)
    # A Path costs more than all the rest of this.
    if last in {"", os.curdir, os.pardir} or os.path.islink(name):  # noqa: PTH114
        return os.path.realpath(name)
    return f"{_real_folder(os.path.abspath(folder))}{os.sep}{last}"  # noqa: PTH100


@cache
def _real_folder(path: str) -> str:
    return os.path.realpath(path)


def watch() -> None:
    """Watch this process from now on, once."""
    if not getattr(sys, "_live_content_is_watched", False):
        sys._live_content_is_watched = True  # type: ignore[attr-defined]
        sys.addaudithook(_refuse)
