"""Remember what was read of each page, for the next check or build by the same user.

What a page comes to is a function of its path, its text and the code. It is kept in the
user's own folder for caches, and never in the archive's: a request to change the archive may
bring any file into that, and what is unpacked here could run code.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ..atomic import write_bytes
from ..state import code_digest, content_digest, digest
from .page import Page, read_page

PLACE = "ROUNDUP_CACHE"
"""The variable of the environment that names another folder for caches; "" for none."""


class ReadBefore:
    """What was read of the pages of one archive, a file each."""

    def __init__(self, folder: Path) -> None:
        """Look where pages of the archive in ``folder`` are kept, if anywhere."""
        cache = _cache()
        # The whole path: a copy of an archive elsewhere has its own.
        self._folder = cache / digest(os.path.abspath(folder)) if cache else None  # noqa: PTH100

    @property
    def is_there(self) -> bool:
        """Whether anything was kept."""
        return self._folder is not None and self._folder.is_dir()

    def read(self, path: str, text: str) -> Page:
        """Read a page, or give what was read of the very same."""
        page = self.known(path, text)
        if page is None:
            page = read_page(path, text)
            self._keep(path, text, page)
        return page

    def known(self, path: str, text: str) -> Page | None:
        """Give what the same code read of this text at this path; None where it did not."""
        if self._folder is None:
            return None
        try:
            head, _, packed = (self._folder / _name(path)).read_bytes().partition(b"\n")
        except OSError:
            return None
        if head.decode("ascii", "replace") != _sealed(path, text, packed):
            return None
        page = pickle.loads(packed)  # noqa: S301 - of this user, and as it was written
        assert isinstance(page, Page)
        return page

    def _keep(self, path: str, text: str, page: Page) -> None:
        if self._folder is None:
            return
        packed = pickle.dumps(page, pickle.HIGHEST_PROTOCOL)
        with suppress(OSError):  # where nothing can be kept, it is read again
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_bytes(
                self._folder / _name(path), f"{_sealed(path, text, packed)}\n".encode() + packed
            )

    def forget_others(self, paths: Iterable[str]) -> None:
        """Remove what was read of pages that are no longer there."""
        if self._folder is None:
            return
        kept = set(map(_name, paths))
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


def _name(path: str) -> str:
    return digest(path)


def _sealed(path: str, text: str, packed: bytes) -> str:
    read = content_digest(text.encode("utf-8", "surrogatepass"))
    return digest(code_digest(), path, read, content_digest(packed))
