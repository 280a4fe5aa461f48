"""Look at the search page as a reader does."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

Open = Callable[..., Page]
"""Opens the search page: its address after the name, then options."""


def titles(page: Page) -> list[str]:
    return page.locator(".search-result h3").all_inner_texts()


def heading(page: Page) -> str:
    return page.locator("#search-heading").inner_text()


def state(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def type_slowly(page: Page, text: str) -> None:
    page.locator("#search-q").press_sequentially(text, delay=10)
