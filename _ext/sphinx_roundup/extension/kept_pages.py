"""Keep what was read of each page packed by itself, and unpack it where it is asked for.

The environment is loaded by every build. Records are most of it; where nothing changed
nobody asks for one, and after an edit only the pages that were read again are packed.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, MutableMapping

from ..parse.page import Page
from ..state import content_digest


class KeptPages(MutableMapping[str, Page]):
    """docname -> :class:`~sphinx_roundup.parse.page.Page`."""

    def __init__(self) -> None:
        """Begin with no page."""
        self._packed: dict[str, bytes] = {}
        self._open: dict[str, Page] = {}

    def __getitem__(self, docname: str) -> Page:
        """Give what was read of a page."""
        page = self._open.get(docname)
        if page is None:
            packed = self._packed[docname]
            page = self._open[docname] = pickle.loads(packed)  # noqa: S301 - of the environment
        return page

    def __setitem__(self, docname: str, page: Page) -> None:
        """Put what was read of a page in the place of what was before."""
        self.keep(docname, page, pickle.dumps(page, pickle.HIGHEST_PROTOCOL))

    def keep(self, docname: str, page: Page, packed: bytes) -> None:
        """Put what was read of a page in the place of what was before, packed already."""
        self._packed[docname] = packed
        self._open[docname] = page

    def __delitem__(self, docname: str) -> None:
        """Forget a page."""
        del self._packed[docname]
        self._open.pop(docname, None)

    def __iter__(self) -> Iterator[str]:
        """Go through the names of the pages."""
        return iter(self._packed)

    def __len__(self) -> int:
        """Count the pages."""
        return len(self._packed)

    def digest(self, docname: str) -> str:
        """Make a digest of what was read of a page; equal only where it is the very same."""
        return content_digest(self._packed[docname])

    def __getstate__(self) -> dict[str, bytes]:
        """Give the environment the packed pages alone."""
        return self._packed

    def __setstate__(self, packed: dict[str, bytes]) -> None:
        """Take the packed pages from the environment."""
        self._packed, self._open = packed, {}
