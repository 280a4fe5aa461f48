"""The site in a real browser: nothing leaves it, everyone can read and operate it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import a11y
from conftest import Window
from page import card_of

pytestmark = pytest.mark.browser

PAGES = [
    "index.html",
    "issues/2024-04.html",
    "topics/safeguarding.html",
    "topics/index.html",
    "sources/index.html",
    "kinds/news.html",
    "years/2024.html",
    "links-to-restore.html",
    "about.html",
    "trends.html",
    "search.html",
]
Open = Callable[..., Page]


@pytest.fixture
def open_page(window: Window, real_url: str) -> Open:
    return lambda name, *how: window.open(real_url + name, *how)


@pytest.mark.parametrize("name", [*PAGES, "genindex.html", "search.html?q=gangs"])
def test_no_request_leaves_the_site_and_nothing_fails(
    window: Window, open_page: Open, real_url: str, name: str
) -> None:
    asked: list[str] = []
    wrong: list[str] = []
    window.on("request", lambda request: asked.append(request.url))
    window.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    window.on("pageerror", lambda error: wrong.append(str(error)))
    window.on(
        "response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None
    )
    shown = open_page(name)
    shown.wait_for_load_state("networkidle")  # what scripts ask for comes after the load
    assert [url for url in asked if not url.startswith((real_url, "data:"))] == []
    assert wrong == []
    assert window.broken() == []
    assert shown.context.cookies() == []


# One page of each template, of few entries: the rules are asked of each element of a page.
AXE = [
    "index.html",
    "issues/2023-01.html",
    "topics/missing.html",
    "topics/index.html",
    "kinds/event.html",
    "trends.html",
    "links-to-restore.html",
    "about.html",
    "search.html",
]


@pytest.mark.parametrize("name", AXE)
def test_axe_finds_nothing(open_page: Open, name: str) -> None:
    # Colours depend on the scheme, layout on the width: each value of both once.
    for width, scheme in ((1280, "light"), (390, "dark")):
        assert a11y.violations(open_page(name, width, scheme)) == [], (name, scheme, width)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(open_page: Open, name: str) -> None:
    shown = open_page(name)
    for width in (320, 390, 800):
        shown.set_viewport_size({"width": width, "height": 900})
        wide = shown.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (name, width)


def test_everything_can_be_read_without_scripts(chromium: Browser, real_url: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        shown = context.new_page()
        for name in PAGES:
            shown.goto(real_url + name)
            assert shown.locator("h1").first.is_visible()
            assert shown.get_by_role("link", name="Topics").first.is_visible()
            if name == "topics/safeguarding.html":
                assert shown.locator(".printed").count() == 18
                assert shown.locator(".printed").last.is_visible()


def test_a_link_to_an_entry_shows_which_it_is(open_page: Open) -> None:
    shown = open_page("issues/2024-04.html#item-2024-04-whatsapp-groups")
    item = shown.locator(card_of("2024-04/whatsapp-groups"))
    assert item.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"


def test_a_lost_link_is_text_with_an_explanation(open_page: Open) -> None:
    shown = open_page("issues/2024-04.html")
    item = shown.locator(card_of("2024-04/whatsapp-groups"))
    assert item.locator(".printed a[href]").count() == 0
    tree = item.aria_snapshot()
    assert tree.count("[disabled]") == 2
    assert "The addresses of 2 links are not recorded." in tree
    shown.get_by_role("link", name="Help to restore them").click()
    shown.wait_for_url("**/links-to-restore.html#issue-2024-04")


def test_search_from_the_home_page_finds_an_entry(open_page: Open) -> None:
    shown = open_page("index.html")
    shown.locator("#home-q").fill("whatsapp")
    shown.keyboard.press("Enter")
    result = shown.locator(card_of("2024-04/whatsapp-groups"))
    result.wait_for()
    result.get_by_role("link").first.click()
    shown.wait_for_url("**/e/2024-04/whatsapp-groups.html")


def test_the_site_works_from_a_folder(window: Window, real_html: Path) -> None:
    shown = window.open((real_html / "search.html").as_uri() + "?q=ketamine")
    shown.locator(".search-result").first.wait_for()
    shown.goto((real_html / "topics" / "missing.html").as_uri())
    shown.get_by_role("link", name="April 2024").first.click()
    assert shown.locator("h1").inner_text().startswith("April 2024")


def test_numbers_over_time_lead_to_just_so_many_entries(open_page: Open) -> None:
    for page, row, opener in (
        ("topics/safeguarding.html", "tr:has(th:text-is('2023'))", ".trend summary"),
        ("trends.html", "tr:has(th :text-is('Safeguarding'))", ""),
        ("kinds/news.html", "tr:has(th:text-is('2024'))", ".trend summary"),
    ):
        shown = open_page(page)
        if opener:
            shown.locator(opener).click()
        number = shown.locator(row).locator("td a").first
        count = number.inner_text()
        number.click()
        heading = shown.locator("#search-heading")
        expect(heading).to_contain_text(f"{count} entries filtered by ")


def test_bars_are_seen_in_the_systems_own_colours_and_on_paper(open_page: Open) -> None:
    shown = open_page("topics/safeguarding.html")
    shown.locator(".trend summary").click()
    fill = "getComputedStyle(document.querySelector('.trend rect')).fill"
    ground = "getComputedStyle(document.body).backgroundColor"
    assert (
        shown.evaluate("document.querySelector('.trend rect').getBoundingClientRect().width") > 100
    )
    for media in ({"media": "print"}, {"forced_colors": "active", "color_scheme": "dark"}):
        shown.emulate_media(**media)  # type: ignore[arg-type]
        assert shown.evaluate(fill) != shown.evaluate(ground)
    shown.emulate_media(media="null", forced_colors="none")


def test_what_is_new_is_near_the_top(open_page: Open) -> None:
    """Whatever the size of an archive: home shows so many entries, issues and topics, and lists begin with entries."""
    shown = open_page("index.html")
    assert shown.evaluate("document.documentElement.scrollHeight / 800") <= 6
    entry = "document.querySelector('article .item').getBoundingClientRect().top"
    for name in ("topics/safeguarding.html", "sources/bbc.html", "kinds/news.html"):
        assert open_page(name, 390).evaluate(entry) <= 844, name


def test_words_to_search_for_find_something(open_page: Open) -> None:
    shown = open_page("index.html")
    words = shown.locator(".searches a").first.inner_text()
    shown.locator(".searches a").first.click()
    expect(shown.locator("#search-heading")).to_contain_text(f"“{words}”")
    assert "Nothing" not in shown.locator("#search-heading").inner_text()
