"""Suggestions while typing: what is offered, by keyboard and pointer, and what stays as it was."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

import a11y
from search.look import Open, state, titles, type_slowly

pytestmark = pytest.mark.browser


def chosen(page: Page) -> str:
    """Return the words of the option that a screen reader is told of; "" for the box itself."""
    box = page.locator("#search-q[role=combobox]")
    name = box.get_attribute("aria-activedescendant")
    if not name:
        assert page.locator("#search-suggestions [aria-selected=true]").count() == 0
        return ""
    option = page.locator(f"#{name}[aria-selected=true]")
    assert box.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.id") == "search-q"
    return option.inner_text()


def test_names_and_titles_are_offered_with_what_each_gives(search: Open) -> None:
    page = search("?year=2024")
    box = page.locator("#search-q")
    assert box.get_attribute("role") is None
    box.focus()
    box = page.locator("#search-q[role=combobox]")
    expect(box).to_have_attribute("aria-expanded", "false")
    type_slowly(page, "miss")
    options = page.locator("#search-suggestions li")
    expect(options.first).to_have_text("Missing Topic, 4 entries")
    said = options.all_inner_texts()
    assert "Missing from care Topic, 1 entry" in said
    assert said[-1].endswith("Entry, April 2024")
    assert said[-1].removesuffix(" Entry, April 2024") in titles(page)
    told = page.get_by_role("status").filter(has_text="suggestion")
    expect(told).to_have_text(f"{len(said)} suggestions. Down arrow to choose.")
    assert a11y.violations(page, "article") == []
    # The list is gone through both ways; what was typed stands between its ends.
    walked = []
    for key in ("ArrowUp", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
        walked.append(chosen(page))
    assert walked == [said[-1], "", said[0], said[1], said[0]]
    assert box.input_value() == "miss"
    page.keyboard.press("Enter")
    # A name gives what it said it would, whatever else was ticked.
    expect(page.locator("#search-heading")).to_have_text("4 entries filtered by Missing, 2024")
    assert state(page) == {"year": ["2024"], "topic": ["missing"]}
    assert box.input_value() == ""
    assert page.evaluate("document.activeElement.id") == "search-q"


def test_free_typing_is_left_alone(search: Open) -> None:
    page = search()
    page.locator("#search-q").focus()
    box = page.locator("#search-q[role=combobox]")
    box.wait_for()
    type_slowly(page, "sextor")
    listbox = page.get_by_role("listbox")
    listbox.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    # Escape closes the list, and only then empties the box.
    expect(listbox).to_be_hidden()
    assert [box.input_value(), chosen(page)] == ["sextor", ""]
    page.keyboard.press("Enter")
    expect(page.locator("#search-heading")).to_contain_text("for “sextor”")
    assert state(page) == {"q": ["sextor"]}
    expect(listbox).to_be_hidden()
    page.keyboard.press("ArrowDown")
    listbox.wait_for()
    page.keyboard.press("Tab")
    expect(listbox).to_be_hidden()


def test_a_title_leads_to_its_entry(search: Open) -> None:
    page = search()
    page.locator("#search-q").focus()
    page.locator("#search-q[role=combobox]").wait_for()
    type_slowly(page, "podcast on child")
    option = page.get_by_role("option", name="Podcast on childhood exploitation")
    option.click()
    page.wait_for_url("**/e/2024-04/gangs-podcast.html")
