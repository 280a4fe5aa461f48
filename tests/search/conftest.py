"""What the tests of the search share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from search.look import Open

# The generator of synthetic archives is where the benchmarks are.
sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

OURS = "Evaluating a string as JavaScript"
"""What the browser says when a test, not the page, has an expression worked out."""


@pytest.fixture(params=["http", "file"])
def anywhere(request: pytest.FixtureRequest, real_html: Path, real_url: str) -> str:
    """The site's root: on a server, and in a folder as on a memory stick."""
    return real_url if request.param == "http" else f"{real_html.as_uri()}/"


@pytest.fixture
def search(chromium: Browser, real_url: str) -> Iterator[Open]:
    """Open the search page with an address of its own; anything that goes wrong fails the test."""
    contexts = []
    wrong: list[str] = []

    def open_(query: str = "", root: str = real_url, **options: object) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on(
            "pageerror", lambda error: wrong.append(str(error)) if OURS not in str(error) else None
        )
        page.on(
            "request",
            lambda r: wrong.append(r.url) if not r.url.startswith((root, "data:")) else None,
        )
        page.goto(f"{root}search.html{query}")
        if options.get("java_script_enabled", True):
            page.locator("#search-app").wait_for()
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []
