"""The page for an address that leads nowhere: ``404.html``, which hosts show at any depth.

A host shows it at the wrong address itself, so what is relative on it would be looked for
there. Each of its addresses therefore begins at the root of the host. That is known from the
archive's address alone; without one there is no such page, and the check says so.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from ..model.identity import Identity
from ..model.permalinks import absolute

NAME = "404"
"""What GitHub Pages, GitLab Pages, Netlify and others look for, with the suffix of a page."""

_RELATIVE = re.compile(
    r'(\s(?:href|src|action|data-content_root)=")(?![a-zA-Z][a-zA-Z0-9+.-]*:|[/#])([^"]*")'
)


def context() -> dict[str, Any]:
    """Give what its template needs; it has no permanent address, and no feed or data speak of it."""
    return {"title": "Page not found", "body": "", "meta": None, "pageurl": None}


def root_of(identity: Identity) -> str:
    """Give the root of the archive on its host, as ``/`` or ``/archive/``; "" if it is not known."""
    return urlsplit(absolute(identity)).path


def from_root(page: str, root: str) -> str:
    """Give a page of the site's root with the addresses in it beginning at the root of the host."""
    return _RELATIVE.sub(rf"\g<1>{root}\g<2>", page)
