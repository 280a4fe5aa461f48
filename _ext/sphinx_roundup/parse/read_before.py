"""Remember what was read of each page: a function of its path, its text and the code."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from pathlib import Path

from ..state import content_digest
from ..user_cache import UserCache
from .page import Page, read_page


class ReadBefore:
    """What was read of the pages of one archive, by a check or a build before this."""

    def __init__(self, folder: Path) -> None:
        """Look at what was read of the archive in ``folder``."""
        self._kept = UserCache(folder, "pages")

    def read(self, path: str, text: str) -> Page:
        """Read a page, or give what was read of the very same."""
        page = self.known(path, text)
        if page is None:
            page = read_page(path, text)
            self._kept.put(page, path, _digest(text))
        return page

    def read_packed(self, path: str, text: str) -> bytes:
        """Read a page as :meth:`read` does; give it packed, as it is sent, sealed and kept."""
        packed = self._kept.get_packed(path, _digest(text))
        if packed is None:
            packed = pickle.dumps(read_page(path, text), pickle.HIGHEST_PROTOCOL)
            self._kept.put_packed(packed, path, _digest(text))
        return packed

    def known(self, path: str, text: str) -> Page | None:
        """Give what the same code read of this text at this path; None where it did not."""
        page = self._kept.get(path, _digest(text)) if self._kept.is_there else None
        return page if isinstance(page, Page) else None

    @property
    def is_there(self) -> bool:
        """Whether anything was read before."""
        return self._kept.is_there

    def forget_others(self, paths: Iterable[str]) -> None:
        """Forget the pages that are no longer there."""
        self._kept.forget_others(paths)


def _digest(text: str) -> str:
    return content_digest(text.encode("utf-8", "surrogatepass"))
