"""Keep things for the next command of the same user, outside of the archive's folder.

What is unpacked here could run code, and a request to change an archive may bring any file
into its folder. So nothing is kept there, but in the user's own folder for caches.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from .atomic import write_bytes
from .state import code_digest, content_digest, digest

PLACE = "ROUNDUP_CACHE"
"""The variable of the environment that names another folder for caches; "" for none."""


class UserCache:
    """Values of one sort that were made for one archive, by name; a file each.

    Each stands under the digest of what it was made from, of the code that made it, and of
    itself: one that is damaged, or of other code, counts as not there.
    """

    def __init__(self, folder: Path, sort: str) -> None:
        """Look where values for the archive in ``folder`` are kept, if anywhere."""
        cache = _cache()
        # The whole path: a copy of an archive elsewhere has its own.
        place = digest(os.path.abspath(folder))  # noqa: PTH100 - must not follow a link
        self._folder = cache / place / sort if cache else None

    @property
    def is_there(self) -> bool:
        """Whether anything was kept."""
        return self._folder is not None and self._folder.is_dir()

    def get(self, name: str, *made_from: str) -> Any:
        """Give what was kept under a name, made from the same by the same code; or None."""
        if self._folder is None:
            return None
        try:
            head, _, packed = (self._folder / digest(name)).read_bytes().partition(b"\n")
        except OSError:
            return None
        if head.decode("ascii", "replace") != _seal(name, made_from, packed):
            return None
        return pickle.loads(packed)  # noqa: S301 - this user's own, and as it was written

    def put(self, value: Any, name: str, *made_from: str) -> None:
        """Keep a value under a name, and what it was made from."""
        if self._folder is None:
            return
        packed = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        head = f"{_seal(name, made_from, packed)}\n".encode()
        with suppress(OSError):  # where nothing can be kept, it is made again
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_bytes(self._folder / digest(name), head + packed)

    def forget_others(self, names: Iterable[str]) -> None:
        """Remove what is kept under any other name."""
        if self._folder is None:
            return
        kept = set(map(digest, names))
        with suppress(OSError):
            for file in list(self._folder.iterdir()):
                if file.name not in kept:
                    file.unlink()


def _cache() -> Path | None:
    place = os.environ.get(PLACE)
    if place is not None:
        return Path(place) if place else None
    try:
        above = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    except RuntimeError:  # a user without a home
        return None
    return Path(above) / "sphinx-roundup"


def _seal(name: str, made_from: Iterable[str], packed: bytes) -> str:
    return digest(code_digest(), name, *made_from, content_digest(packed))
