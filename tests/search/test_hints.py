"""What is said besides an answer: help, the page and feed of a topic, ways on, and on paper."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

import a11y
from gold import printed_archive
from search import made
from search.look import Open, state
from search.node import node
from sphinx_roundup.model.related_words import RelatedWords
from sphinx_roundup.search import advice, write_index

FEEDS = ("feeds/topics/missing", "feeds/all")


@pytest.fixture
def said(tmp_path: Path) -> Path:
    """An index, and the script of hints of an archive with help and feeds."""
    related = (RelatedWords("cops", ("police", "vaping", "zeppelin")),)
    archive = replace(printed_archive(), date=dt.date(2026, 11, 22), related_words=related)
    write_index(archive, tmp_path, made.address_of)
    (tmp_path / "advice.js").write_text(advice.script(archive, {"get-help"}, FEEDS), "utf-8")
    return tmp_path


CALLS = (
    "help", "HELP ME", "I was abused", "someone hurt me", "i don’t want to live", "self-harm",
    "Childline", "he is threatening me", "ran away from home",
)  # fmt: skip
SUBJECTS = (
    "", "child abuse", "helpful guides", "suicidality", "harm", "exploitation", "self-assessment",
    "prevention of self harming", "runaways from care", "living well",
)  # fmt: skip


def test_words_that_ask_for_help_are_told_from_subjects(said: Path) -> None:
    answers = node("hints.js", said, given=[*CALLS, *SUBJECTS])
    assert [one["help"] for one in answers] == [True] * len(CALLS) + [False] * len(SUBJECTS)


def test_near_topics_are_those_with_the_likest_words(said: Path) -> None:
    asked = ["county linez", "exploitatoin", "vape", "zzzz", "MISPER", ""]
    found = [one["near"] for one in node("hints.js", said, given=asked)]
    assert found[0] == ["county-lines"]
    assert found[1][0] in {"child-exploitation", "child-criminal-exploitation"}
    assert found[2:] == [["vaping"], [], ["missing"], []]


def test_an_archive_without_help_or_feeds_offers_none() -> None:
    text = advice.script(printed_archive(), {"about"}, ())
    told = json.loads(text.removeprefix("roundupSearch.advice=").removesuffix(";\n"))
    assert told["help"] == []
    assert not any(told["feeds"].values())
    assert told["pages"]["topic"] == "topics"


def test_the_page_has_no_styles_that_it_does_not_need(real_html: Path) -> None:
    text = (real_html / "search.html").read_text("utf-8")
    assert "archive.css" in text
    assert "sphinx-design" not in text
    assert "pygments" not in text


@pytest.mark.browser
def test_hints_on_the_page(search: Open, said: Path) -> None:
    told = (said / "advice.js").read_text("utf-8")
    page = search()
    hints = page.locator("#search-hints")
    page.locator("#search-printed p").wait_for(state="attached")
    page.evaluate(told)  # As an archive has it that has help and feeds.

    def shows(query: str) -> None:
        page.locator("#search-q").fill(query)
        page.keyboard.press("Enter")

    shows("i was raped")
    expect(hints.get_by_role("link", name="Get help")).to_have_attribute("href", "./get-help.html")
    shows("vaping cops")
    expect(hints).to_contain_text("Also try: police (")
    assert "vaping (" not in hints.inner_text()  # It is there.
    assert "zeppelin" not in hints.inner_text()  # It finds nothing.
    hints.get_by_role("button", name="police (").click()
    expect(page.locator("#search-heading")).to_contain_text("for “police”")
    assert state(page) == {"q": ["police"]}
    shows("Missing")
    feed = hints.get_by_role("link", name="Atom feed")
    expect(feed).to_have_attribute("href", "./feeds/topics/missing.xml")
    expect(hints.get_by_role("link", name="Missing")).to_have_attribute(
        "href", "./topics/missing.html"
    )
    shows("County lines")
    expect(hints).to_have_text("Topic with a page of its own: County lines.")
    shows('"county line"')
    loose = hints.get_by_role("button", name="the same words without quotation marks")
    expect(loose).to_contain_text("4 entries")
    near = hints.get_by_role("button", name="County lines: 4 entries")
    assert a11y.violations(page, "article") == []
    near.click()
    expect(page.locator("#search-heading")).to_have_text("4 entries filtered by County lines")
    assert state(page) == {"topic": ["county-lines"]}
    shows("care")
    expect(page.locator("#search-heading")).to_contain_text("for “care”, filtered")
    expect(hints).to_have_text("")
    page.emulate_media(media="print")
    printed = page.locator("#search-printed")
    expect(printed).to_be_visible()
    expect(printed).to_contain_text(
        "Filters: Topic: County lines. State of the archive: 2026-11-22, "
    )
    assert "search.html?q=care&topic=county-lines" in printed.inner_text()
    page.emulate_media(media="null")
    expect(printed).to_be_hidden()


@pytest.mark.browser
def test_many_results_are_shown_a_hundred_at_a_time(
    chromium: Browser, real_html: Path, tmp_path: Path
) -> None:
    shutil.copytree(real_html / "_static", tmp_path / "_static")
    shutil.copytree(real_html / "search", tmp_path / "search")
    shutil.copy(real_html / "search.html", tmp_path)
    write_index(made.archive(3, issues=60), tmp_path, made.address_of)
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{tmp_path.as_uri()}/search.html")
    results = page.locator(".search-result")
    expect(results).to_have_count(10)
    page.get_by_role("button", name="Show 100 more").click()
    expect(results).to_have_count(110)
    assert page.evaluate("document.activeElement.closest('li')") is not None
    page.reload()
    expect(results).to_have_count(110)
    page.goto(f"{tmp_path.as_uri()}/search.html?show=999999")
    expect(page.locator("#search-heading")).to_contain_text("in the archive")
    assert results.count() > 200  # all of this archive, and not ten
    context.close()
