"""Searching within a topic, source, kind or year from its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from page import page
from search.look import Open, state


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "facet"), [("topics/online-safety", "topic"), ("years/2024", "year")]
)
def test_a_page_s_entries_are_searched_from_it(
    search: Open, real_url: str, name: str, facet: str
) -> None:
    shown = search()
    shown.goto(f"{real_url}{name}.html")
    form = shown.get_by_role("search", name="These entries")
    said = form.locator("label").inner_text()
    assert re.fullmatch(r"Search these \d+ entries", said)
    total = shown.locator(".entry-total").inner_text().split()[0]
    assert said.split()[2] == total
    form.get_by_role("searchbox").fill("sextortion")
    shown.keyboard.press("Enter")
    expect(shown.locator("#search-heading")).to_contain_text(
        "2 entries for “sextortion”, filtered by "
    )
    assert state(shown) == {"q": ["sextortion"], facet: [name.split("/")[1]]}
    expect(shown.locator(".search-chip")).to_have_count(1)


@pytest.mark.browser
def test_without_javascript_no_form_is_shown_that_cannot_work(
    chromium: Browser, real_url: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    shown = context.new_page()
    shown.goto(f"{real_url}topics/online-safety.html")
    assert not shown.locator(".search-within").is_visible()
    context.close()


def test_a_short_list_has_no_form_and_keys_lead_to_the_search_of_all(real_html: Path) -> None:
    assert not page(real_html / "topics/sextortion.html").of_class("search-within")
    assert page(real_html / "kinds/report.html").of_class("search-within")
    keys = (real_html / "_static/search/keys.js").read_text(encoding="utf-8")
    assert "form:not(.search-within) input[name=q]" in keys
