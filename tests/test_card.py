"""The card of an entry: the same on every page, one stop of the Tab key, and all it offers reached."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page as Shown
from playwright.sync_api import expect

import a11y
from conftest import Site, Window
from page import Page, card_of, page

ISSUE = "issues/2024-04.html"
ENTRY = "2024-04/gangs-podcast"
TITLE = "Podcast on childhood exploitation by drug gangs and later work as a mentor"
Open = Callable[..., Shown]


@pytest.fixture
def open_page(window: Window, real_url: str) -> Open:
    return lambda name, *how: window.open(real_url + name, *how)


def _card(html: str, item: str) -> str:
    """What is inside of a card, with the ways to other pages as they are from the root."""
    cards = re.findall(r'<section class="item[ "][^>]*>(.*?)</section>', html, re.DOTALL)
    (found,) = [card for card in cards if f'/e/{item}.html"' in card]
    return found.replace('"../', '"')


def test_an_issue_and_a_topic_have_the_very_same_card(real_html: Path) -> None:
    cards = [
        _card((real_html / name).read_text(encoding="utf-8"), ENTRY)
        for name in (ISSUE, "topics/gangs.html")
    ]
    assert cards[0] == cards[1]
    for name in (ISSUE, "topics/gangs.html", "years/2024.html"):
        # Of a thousand issues that is a twentieth of the website, and the link of the title has it.
        assert not page(real_html / name).having("data-item")
    brief = _card((real_html / "years/2024.html").read_text(encoding="utf-8"), ENTRY)
    shared = [line for line in cards[0].splitlines() if line in brief.splitlines()]
    assert [line for line in shared if line] == [line for line in brief.splitlines() if line]
    for part in ("<h3>", "item-facts", "item-topics"):
        assert part in brief


def test_a_content_note_stands_before_the_words_and_topics_after(real_html: Path) -> None:
    html = (real_html / ISSUE).read_text(encoding="utf-8")
    card = _card(html, "2024-04/sextortion-increase")
    order = ["<h3>", "item-facts", "content-note-notice", 'class="printed"', "item-topics"]
    places = [card.index(part) for part in order]
    assert places == sorted(places)


@pytest.mark.parametrize(("heading", "level"), [("\n## News\n", "h3"), ("", "h2")])
def test_the_title_of_a_card_is_one_level_below_its_heading(
    site: Callable[[str], Site], heading: str, level: str
) -> None:
    weekly = site("weekly")
    for path in (weekly.source / "issues").glob("*.md"):
        text = re.sub(r"\n## .*\n", "\n", path.read_text(encoding="utf-8"))
        place = text.index(":::{item}")
        path.write_text(f"{text[:place]}{heading}\n{text[place:]}", encoding="utf-8")
    out = weekly.build()
    issue = next((out / "issues").glob("*.html"))
    shown = page(issue)
    titles = [e for e in shown.named("h2", "h3") if e.text.strip() in issue.read_text()]
    first = next(e.tag for e in titles if "</a></" + e.tag in issue.read_text())
    assert first == level


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_an_issue_has_few_stops_and_each_card_is_one(open_page: Open, width: int) -> None:
    shown = open_page(ISSUE, width)
    cards = shown.locator(".item").count()
    assert cards == 48
    # Before there was a card, an issue had 255.
    assert a11y.stops(shown).stops < 255 / 2
    buttons = shown.locator(".item-actions :is(button, a)")
    assert buttons.count() == 3 * cards
    assert {one.get_attribute("tabindex") for one in buttons.all()} == {"-1"}


@pytest.mark.browser
def test_arrow_keys_lead_from_a_title_to_all_that_its_card_offers(
    open_page: Open, real_html: Path
) -> None:
    shown = open_page(ISSUE)
    card = shown.locator(card_of(ENTRY))
    card.get_by_role("link", name=TITLE).focus()
    names = []
    for _ in range(4):
        shown.keyboard.press("ArrowRight")
        names.append(shown.evaluate("document.activeElement.textContent"))
    assert names == ["Add to my pack", "Copy link", "Cite", TITLE]
    shown.keyboard.press("ArrowLeft")
    assert shown.evaluate("document.activeElement.textContent") == names[2]
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.closest('.item').dataset.item") != ENTRY
    # What a lost link may have led to is reached so, too.
    note = '<p class="link-note suggested">Perhaps: <a href="about.html">This</a></p><p class="item-topics">'
    html = (real_html / ISSUE).read_text("utf-8").replace('<p class="item-topics">', note)
    shown.route(f"**/{ISSUE}", lambda route: route.fulfill(body=html, content_type="text/html"))
    shown = open_page(ISSUE)
    card.get_by_role("link", name=TITLE).focus()
    shown.keyboard.press("ArrowRight")
    assert shown.evaluate("document.activeElement.textContent") == "This"
    assert card.locator(".link-note a").get_attribute("tabindex") == "-1"
    shown.unroute_all()
    # A key of the browser’s own, as Alt and ← for the page before, is left to it.
    card.get_by_role("link", name=TITLE).focus()
    shown.keyboard.press("Shift+ArrowRight")
    assert shown.evaluate("document.activeElement.textContent") == TITLE


@pytest.mark.browser
def test_a_link_is_copied_and_said_to_be(open_page: Open, real_url: str) -> None:
    shown = open_page(ISSUE)
    shown.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card = shown.locator(card_of(ENTRY))
    button = card.get_by_role("button", name=f"Copy link: {TITLE}")
    button.click()
    expect(shown.get_by_role("status")).to_have_text("Link copied.")
    address = f"{real_url}e/{ENTRY}.html"
    assert shown.evaluate("navigator.clipboard.readText()") == address
    shown.context.clear_permissions()
    # Where nothing may be copied, the address is there to be taken.
    shown.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    button.click()
    field = card.get_by_role("textbox", name="The link, to copy")
    expect(field).to_have_value(address)
    expect(field).to_be_focused()


@pytest.mark.browser
def test_what_a_search_finds_offers_the_same_and_leads_to_the_same_page(open_page: Open) -> None:
    shown = open_page("search.html?q=gangs")
    card = shown.locator(card_of(ENTRY))
    title = card.get_by_role("link", name=TITLE)
    expect(title).to_have_attribute("href", f"./e/{ENTRY}.html")
    row = card.locator(".item-actions > *")
    assert row.all_inner_texts() == ["Add to my pack", "Copy link", "Cite"]
    title.focus()
    shown.keyboard.press("ArrowLeft")
    shown.keyboard.press("Enter")
    expect(card.locator(".cite")).to_contain_text(TITLE)
    # A search anew shows it anew, and offers each once.
    shown.locator("#search-sort").select_option("oldest")
    expect(shown.locator(".search-result").first).not_to_have_attribute("data-item", "")
    assert row.count() == 3


@pytest.mark.browser
@pytest.mark.parametrize("to_issues", [False, True], ids=["own page", "issue"])
@pytest.mark.parametrize("name", [ISSUE, "years/2023.html", f"e/{ENTRY}.html"])
def test_scripts_know_which_entry_a_card_is_of(
    open_page: Open, real_html: Path, name: str, *, to_issues: bool
) -> None:
    html = (real_html / name).read_text("utf-8")
    if to_issues:  # as where no entry has a page of its own
        html = re.sub(
            r'(<h\d><a href="\.\./)e/([^/]+)/([^."]+)\.html"', r'\1issues/\2.html#item-\2-\3"', html
        )
    listed = [ENTRY] if name.startswith("e/") else Page(html).listed
    path = f"**/{name}"
    shown = open_page("about.html")
    shown.route(path, lambda route: route.fulfill(body=html, content_type="text/html"))
    shown = open_page(name)
    assert shown.evaluate("roundupCards.all().map(roundupCards.idOf)") == listed
    shown.unroute(path)


@pytest.mark.browser
@pytest.mark.parametrize("name", [ISSUE, "search.html?q=gangs"])
def test_titles_and_actions_look_alike_everywhere(open_page: Open, name: str) -> None:
    shown = open_page(name)
    card = shown.locator(card_of(ENTRY))
    row = card.locator(".item-actions")
    row.evaluate(
        """row => row.insertAdjacentHTML("beforeend", '<a class="look" href="x">Look</a>')"""
    )
    colour = "one => getComputedStyle(one).color"
    black = shown.locator("article").evaluate(colour)
    title, link, button = card.locator("h3 a"), row.locator("a"), row.locator("button").first
    for one, like in ((title, black), (link, button.evaluate(colour))):
        one.hover()
        assert one.evaluate(colour) == like
    height = "one => one.getBoundingClientRect().height"
    assert link.evaluate(height) == button.evaluate(height)


@pytest.mark.browser
def test_contents_of_an_issue_stand_in_the_page_where_none_are_beside(open_page: Open) -> None:
    shown = open_page(ISSUE, 390)
    shown.get_by_text("Contents: 16 headings").click()
    shown.locator(".issue-contents").get_by_role("link", name="Education").click()
    assert shown.url.endswith("#heading-education")
    assert open_page(ISSUE, 1280).get_by_text("Contents: 16 headings").is_hidden()
