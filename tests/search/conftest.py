"""What the tests of the search share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Window
    from search.look import Open

OURS = "Evaluating a string as JavaScript"
"""What the browser says when a test, not the page, has an expression worked out."""


@pytest.fixture(params=["http", "file"])
def anywhere(request: pytest.FixtureRequest, real_html: Path, real_url: str) -> str:
    """The site's root: on a server, and in a folder as on a memory stick."""
    return real_url if request.param == "http" else f"{real_html.as_uri()}/"


@pytest.fixture
def search(window: Window, real_url: str) -> Iterator[Open]:
    """Open the search page with an address of its own; anything that goes wrong fails the test."""
    wrong: list[str] = []
    roots = [real_url]
    window.on(
        "pageerror", lambda error: wrong.append(str(error)) if OURS not in str(error) else None
    )
    window.on(
        "request",
        lambda r: None if r.url.startswith((roots[-1], "data:")) else wrong.append(r.url),
    )

    def open_(query: str = "", *how: object, root: str = real_url) -> Page:
        roots.append(root)
        page = window.open(f"{root}search.html{query}", *how)  # type: ignore[arg-type]
        page.locator("#search-app").wait_for()
        return page

    yield open_
    assert wrong == []
