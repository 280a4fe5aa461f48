"""The facets, chips and empty results of the search page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from search.look import Open, heading, state, titles

pytestmark = pytest.mark.browser


def test_filters_widen_inside_a_facet_and_narrow_across(search: Open) -> None:
    page = search("?q=children")
    page.locator("#tick-year-2023").check()
    expect(page.locator(".search-chip")).to_have_count(1)
    in_2023 = int(heading(page).split()[0])
    page.locator("#tick-year-2024").check()
    expect(page.locator(".search-chip")).to_have_count(2)
    both = int(heading(page).split()[0])
    page.locator("#tick-source-bbc").check()
    expect(page.locator(".search-chip")).to_have_count(3)
    assert in_2023 < both > int(heading(page).split()[0])


def test_a_count_is_what_ticking_brings(search: Open) -> None:
    page = search("?q=report")
    label = page.locator("label[for=tick-source-nspcc]")
    count = int(label.inner_text().rsplit("(", 1)[1].rstrip(")"))
    page.locator("#tick-source-nspcc").check()
    expect(page.locator("#search-heading")).to_contain_text(", filtered")
    assert int(heading(page).split()[0]) == count


def test_a_topic_includes_its_narrower_topics(search: Open) -> None:
    wide = titles(search("?topic=child-criminal-exploitation"))
    assert set(titles(search("?topic=county-lines"))) <= set(wide)


def test_chips_take_filters_off_and_focus_stays_on_the_page(search: Open) -> None:
    page = search("?q=children&year=2024&topic=missing")
    page.get_by_role("button", name="Remove filter Topic: Missing").press("Enter")
    expect(page.locator(".search-chip")).to_have_count(1)
    assert page.evaluate("document.activeElement.id") == "search-heading"
    assert "topic" not in state(page)


def test_clear_all_filters(search: Open) -> None:
    page = search("?q=children&year=2024&topic=missing")
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator(".search-chip")).to_have_count(0)
    assert state(page) == {"q": ["children"]}


def test_focus_stays_on_a_ticked_box_and_ticked_ones_come_first(search: Open) -> None:
    page = search()
    group = page.locator("fieldset", has_text="Source").first
    group.get_by_role("button", name="Show all").click()
    last = group.locator("input[type=checkbox]").last
    name = last.get_attribute("id")
    last.focus()
    page.keyboard.press("Space")
    expect(page.locator(".search-chip")).to_have_count(1)
    assert page.evaluate("document.activeElement.id") == name
    assert group.locator("input[type=checkbox]").first.get_attribute("id") == name


def test_a_long_facet_can_be_searched_and_shown_whole(search: Open) -> None:
    page = search()
    group = page.locator("fieldset", has_text="Topic").first
    assert group.locator("li").count() == 6
    group.get_by_role("button", name="Show all").click()
    assert group.locator("li").count() > 40
    group.get_by_label("Find in topic").fill("CCE")
    assert group.locator("li").all_inner_texts()[0].startswith("Child criminal exploitation")
    group.get_by_label("Find in topic").fill("zzz")
    assert group.locator("li").all_inner_texts() == ["Nothing by this name."]


def test_when_filters_are_to_blame_it_says_which(search: Open) -> None:
    page = search("?q=sextortion&year=2023")
    notice = page.locator("#search-hints")
    expect(notice).to_contain_text("but not with these filters")
    notice.get_by_role("button", name="Without the filter on year: 2 entries").click()
    expect(page.locator("#search-heading")).to_have_text("2 entries for “sextortion”")


def test_a_filter_the_archive_does_not_know_is_shown_as_such(search: Open) -> None:
    page = search("?topic=no-such-topic")
    assert heading(page) == "Nothing found filtered by no-such-topic"
    expect(page.get_by_role("button", name="Remove filter Topic: no-such-topic")).to_be_visible()


def test_nothing_found_helps_further(search: Open) -> None:
    page = search("?q=zzzzqqqq")
    assert heading(page) == "Nothing found for “zzzzqqqq”"
    link = page.locator("#search-hints a")
    assert link.inner_text() == "browse the topics"
    link.click()
    expect(page.locator("h1")).to_have_text("Topics")
