"""Keep things for the next command of the same user, outside of the archive's folder.

What is unpacked here could run code, and a request to change an archive may bring any file
into its folder. So nothing is kept there, but in the user's own folder for caches, and nothing
is taken from a folder in which somebody else can write.
"""

from __future__ import annotations

import os
import pickle
import re
import shutil
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from .atomic import write_bytes, write_text
from .state import code_digest, content_digest, digest

PLACE = "ROUNDUP_CACHE"
"""The variable of the environment that names another folder for caches; "" for none."""
_OF = "archive.txt"
"""Holds the path of the archive that the folder is for."""
_IS_PLACE = re.compile(r"[0-9a-f]{32}")


class UserCache:
    """Values of one sort that were made for one archive, by name; a file each.

    Each stands under the digest of what it was made from, of the code that made it, and of
    itself: one that is damaged, or of other code, counts as not there.
    """

    def __init__(self, folder: Path, sort: str) -> None:
        """Look where values for the archive in ``folder`` are kept, if anywhere."""
        cache = _cache()
        # The whole path: a copy of an archive elsewhere has its own.
        self._archive = os.path.abspath(folder)  # noqa: PTH100 - must not follow a link
        place = digest(self._archive)
        self._folder = cache / place / sort if cache and not _is_within(cache, folder) else None
        self._was_ours = False

    @property
    def is_there(self) -> bool:
        """Whether anything was kept, where nobody else can have put it."""
        return self._folder is not None and self._is_ours()

    def _is_ours(self) -> bool:
        """Whether the folder is there, and private; asked again until it is, for others may make it."""
        assert self._folder
        if not self._was_ours:
            self._was_ours = all(map(_is_private, (self._folder, *self._folder.parents[:2])))
        return self._was_ours

    def get(self, name: str, *made_from: str) -> Any:
        """Give what was kept under a name, made from the same by the same code; or None."""
        packed = self.get_packed(name, *made_from)
        return None if packed is None else pickle.loads(packed)  # noqa: S301 - this user's own, and as it was written

    def get_packed(self, name: str, *made_from: str) -> bytes | None:
        """Give what was kept, as :meth:`get` does, but as ``pickle`` packed it."""
        if self._folder is None or not self.is_there:
            return None
        try:
            head, _, packed = (self._folder / digest(name)).read_bytes().partition(b"\n")
        except OSError:
            return None
        return packed if head.decode("ascii", "replace") == _seal(name, made_from, packed) else None

    def put(self, value: Any, name: str, *made_from: str) -> None:
        """Keep a value under a name, and what it was made from."""
        if self._folder is not None:
            self.put_packed(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), name, *made_from)

    def put_packed(self, packed: bytes, name: str, *made_from: str) -> None:
        """Keep a value, as :meth:`put` does, that is packed already."""
        if self._folder is None:
            return
        head = f"{_seal(name, made_from, packed)}\n".encode()
        with suppress(OSError):  # where nothing can be kept, it is made again
            self._make_folder()
            if self._is_ours():
                write_bytes(self._folder / digest(name), head + packed)

    def _make_folder(self) -> None:
        assert self._folder
        if self._folder.is_dir():
            return
        place, cache = self._folder.parents[:2]
        cache.parent.mkdir(parents=True, exist_ok=True)
        for folder in (cache, place, self._folder):
            folder.mkdir(mode=0o700, exist_ok=True)
        if write_text(place / _OF, self._archive):
            _forget_archives_that_are_gone(cache)

    def forget_others(self, names: Iterable[str]) -> None:
        """Remove what is kept under any other name."""
        if self._folder is None:
            return
        kept = set(map(digest, names))
        with suppress(OSError):
            for file in list(self._folder.iterdir()):
                if file.name not in kept:
                    file.unlink(missing_ok=True)


def _cache() -> Path | None:
    place = os.environ.get(PLACE)
    if place is not None:
        return Path(place) if place else None
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:  # a relative path counts as none: the standard says so
        above = given if given.is_absolute() else Path.home() / ".cache"
    except RuntimeError:  # a user without a home
        return None
    return above / "sphinx-roundup"


def _is_within(cache: Path, archive: Path) -> bool:
    """Whether a folder for caches lies in an archive's: a request may bring any file there."""
    return cache.resolve().is_relative_to(archive.resolve())


def _is_private(folder: Path) -> bool:
    """Whether a folder is this user's, and nobody else can write in it."""
    try:
        found = folder.stat()
    except OSError:
        return False
    ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    others = stat.S_IWGRP | stat.S_IWOTH
    return (
        stat.S_ISDIR(found.st_mode) and ours and not (os.name == "posix" and found.st_mode & others)
    )


def _forget_archives_that_are_gone(cache: Path) -> None:
    """Remove what is kept for archives whose folders no longer exist: copies that were tried."""
    for place in list(cache.iterdir()):
        if not _IS_PLACE.fullmatch(place.name):
            continue  # somebody named a folder that holds other things, too
        try:
            gone = not Path((place / _OF).read_text("utf-8")).is_dir()
        except (OSError, ValueError):
            gone = True
        if gone:
            shutil.rmtree(place, ignore_errors=True)


def _seal(name: str, made_from: Iterable[str], packed: bytes) -> str:
    return digest(code_digest(), sys.version, name, *made_from, content_digest(packed))
