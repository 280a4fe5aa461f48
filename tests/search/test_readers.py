"""The search page for every reader: keyboard, screen reader, narrow screens, no script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

import a11y
from search.look import Open, heading, state, type_slowly

pytestmark = pytest.mark.browser


def test_a_whole_search_by_keyboard(search: Open) -> None:
    page = search()
    page.locator("body").press("/")
    assert page.evaluate("document.activeElement.id") == "search-q"
    page.keyboard.type("county lines")
    page.keyboard.press("Enter")
    expect(page.locator("#search-heading")).to_have_text("4 entries for “county lines”")
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                "document.activeElement.closest('#search-form, .search-side, .search-main, .search-result')?.className"
            )
        )
        if stops[-1] == "search-result item":
            break
    order = list(dict.fromkeys(stop for stop in stops if stop))
    assert order == ["search-page-form", "search-side", "search-main", "search-result item"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/e/2024-04/*.html")


def test_the_filters_can_be_skipped_and_the_order_is_told(search: Open) -> None:
    """From the box: the button, two boxes to open, past the filters; then sort, export, the first result."""
    page = search("?q=children")
    page.locator("#search-q").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip the filters"
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.search-result') !== null")
    page.locator("#search-sort").select_option("oldest")
    expect(page.locator("#search-heading")).to_contain_text("for “children”, oldest first")


def test_on_a_phone_the_count_stays_in_sight_while_filters_are_ticked(search: Open) -> None:
    page = search("?q=children", 390, "light")
    page.locator("#search-summary").click()
    page.locator("#search-facets input[type=checkbox]").first.check()
    jump = page.locator("#search-jump")
    expect(jump).to_have_text(re.compile(r"Go to the results: \d+ entr"))
    expect(jump).to_be_in_viewport()


def test_show_more_moves_to_the_first_new_entry(search: Open) -> None:
    page = search("?q=children")
    more = page.get_by_role("button", name="Show 10 more")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".search-result")).to_have_count(20)
    place = "[...document.querySelectorAll('.search-result a')].indexOf(document.activeElement)"
    assert page.evaluate(place) == 10
    assert state(page)["show"] == ["20"]


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_keys_lead_to_the_search_from_any_page(search: Open, real_url: str, key: str) -> None:
    page = search()
    page.goto(f"{real_url}issues/2024-04.html")
    page.locator("body").press(key)
    assert page.evaluate("document.activeElement.name") == "q"


def test_the_single_key_can_be_switched_off(search: Open, real_url: str) -> None:
    page = search()
    page.get_by_text("Search tips").click()
    page.get_by_label("Use the / key to search").uncheck()
    page.goto(f"{real_url}issues/2024-04.html")
    page.locator("body").press("/")
    assert page.evaluate("document.activeElement.name ?? ''") != "q"
    page.locator("body").press("Control+k")
    assert page.evaluate("document.activeElement.name") == "q"


def test_the_status_is_announced(search: Open) -> None:
    page = search("?q=sextortion")
    status = page.get_by_role("status").filter(has=page.locator("#search-heading"))
    expect(status).to_contain_text("2 entries for “sextortion”")
    page.locator("#search-q").focus()
    page.locator("#search-q").fill("sextortion zzzz")
    expect(status).to_contain_text("No entry has a word that begins with “zzzz”.")
    page.keyboard.press("Enter")
    expect(status).to_contain_text("No entry has “zzzz”, so it was left out.")


def open_filters(page: Page) -> None:
    """Open the filters, where there are any: nothing found leaves nothing to choose."""
    if page.locator("#search-summary").is_visible():
        page.locator("#search-summary").click()


STATES = ["", "?q=county+lines&year=2024", "?q=exploted", "?q=zzzzqqqq", "?q=sextortion&year=2023"]


@pytest.mark.parametrize("query", STATES)
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_narrow_screen(
    search: Open, query: str, width: int, scheme: str
) -> None:
    page = search(query, width, scheme)
    if width == 320:
        open_filters(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert a11y.violations(page, "article") == []


def test_marks_are_seen_in_forced_colours(search: Open) -> None:
    page = search("?q=sextortion")
    page.emulate_media(forced_colors="active")
    mark = page.locator("mark").first
    style = mark.evaluate(
        "(m) => [getComputedStyle(m).backgroundColor, getComputedStyle(m.closest('p, h3')).backgroundColor]"
    )
    assert style[0] != style[1]


def test_without_javascript_the_ways_to_browse_are_offered(
    chromium: Browser, real_url: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{real_url}search.html?q=care")
    assert not page.locator("#search-form").is_visible()
    links = page.locator("noscript a").all_inner_texts()
    assert links == ["Topics", "All issues", "Organisations", "Types of resource", "Index, A to Z"]
    context.close()


def test_whoever_saves_data_is_answered_when_asking(chromium: Browser, real_url: str) -> None:
    context = chromium.new_context()
    context.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    page = context.new_page()
    page.clock.install()
    page.goto(f"{real_url}search.html")
    expect(page.locator("#search-heading")).to_have_text("70 entries in the archive")
    type_slowly(page, "sextortion")
    page.clock.run_for(60_000)  # no pause is long enough to be answered
    assert heading(page) == "70 entries in the archive"
    page.keyboard.press("Enter")
    expect(page.locator("#search-heading")).to_have_text("2 entries for “sextortion”")
    context.close()
