"""Nobody is shut out: by keyboard, on a phone, with large letters, on paper, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import a11y
from conftest import Window
from page import page
from sphinx_roundup.check.ownership import contrast

pytestmark = pytest.mark.browser

ISSUE = "issues/2023-01.html"
ENTRY = "item-2023-01-county-lines-documentary"
WIDTHS = [390, 800, 1280]
Open = Callable[..., Page]


@pytest.fixture
def open_page(window: Window, real_url: str) -> Open:
    return lambda name, *how: window.open(real_url + name, *how)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_link_to_an_entry_does_not_land_below_the_bar(open_page: Open, width: int) -> None:
    shown = open_page(f"{ISSUE}#{ENTRY}", width)
    title = shown.locator(f"#{ENTRY} h3").bounding_box()
    bar = shown.locator(".top-bar").bounding_box() if width < 1000 else {"y": 0, "height": 0}
    assert title
    assert bar
    assert bar["y"] + bar["height"] <= title["y"] < 450


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [ISSUE, "topics/index.html"])
def test_each_stop_of_the_tab_key_is_seen_both_ways(open_page: Open, name: str, width: int) -> None:
    report = a11y.stops(open_page(name, width))
    assert report.stops > 20
    assert report.wrong == []


def test_the_first_stop_leads_past_the_menu_and_the_next_are_those_of_the_bar(
    open_page: Open,
) -> None:
    shown = open_page(ISSUE, 390)
    names = []
    for _ in range(4):
        shown.keyboard.press("Tab")
        names.append(shown.evaluate("document.activeElement.textContent"))
    assert names == ["Skip to content", "Menu", "Round-up Archive", "Contents"]
    assert shown.get_by_role("button", name="Menu", expanded=False).is_visible()
    for box in map(Locator.bounding_box, shown.locator(".top-bar button").all()):
        assert box
        assert min(box["width"], box["height"]) >= 44


@pytest.mark.parametrize(("width", "name"), [(390, "Menu"), (800, "Contents"), (1100, "Contents")])
def test_a_drawer_opens_and_closes_by_keyboard(open_page: Open, width: int, name: str) -> None:
    shown = open_page(ISSUE, width)
    opener = shown.get_by_role("button", name=name, exact=True)
    drawer = shown.get_by_role("navigation", name=name, exact=True)
    for opening, closing in (("Enter", "Escape"), ("Space", "Enter")):
        opener.press(opening)
        expect(drawer).to_be_visible()
        expect(drawer.get_by_role("button", name=f"Close {name.lower()}")).to_be_focused()
        assert shown.locator("[inert] article, [inert]:has(article)").count()
        assert drawer.evaluate("one => !one.closest('[inert]')")
        shown.keyboard.press(closing)
        expect(drawer).to_be_hidden()
        expect(opener).to_be_focused()
        assert shown.locator("[inert]").count() == 0
    opener.click()
    drawer.get_by_role("link").nth(1).click()
    expect(shown.locator(".open")).to_have_count(0)
    assert shown.url.split("/")[-1] != ISSUE.rsplit("/", maxsplit=1)[-1]


def test_a_page_without_contents_has_no_switch_for_them(open_page: Open) -> None:
    shown = open_page("topics/missing.html", 390)
    assert shown.locator("button:visible").all_inner_texts()[0] == "Menu"
    assert shown.get_by_role("button", name="Contents").count() == 0


@pytest.mark.parametrize(
    ("name", "width"), [(ISSUE, 390), (ISSUE, 1100), ("search.html?q=children", 800)]
)
def test_axe_finds_nothing_in_what_is_opened(open_page: Open, name: str, width: int) -> None:
    shown = open_page(name, width)
    shown.wait_for_load_state("networkidle")
    seen = []
    for state in a11y.states(shown):
        seen.append(state)
        assert a11y.violations(shown, a11y.OPENED) == [], state
        assert a11y.stops(shown, a11y.OPENED).wrong == [], state
    assert len(seen) >= 3, seen


LINKS = """() => [...document.querySelectorAll("article p a[href], article dd a[href]")].map((one) => {
  const style = getComputedStyle(one);
  return [style.textDecorationLine, style.textDecorationColor, one.textContent];
})"""


@pytest.mark.parametrize(("scheme", "behind"), [("light", "#ffffff"), ("dark", "#131416")])
def test_a_link_is_told_by_a_line_and_a_lost_one_has_none(
    open_page: Open, scheme: str, behind: str
) -> None:
    shown = open_page("topics/missing.html", 1280, scheme)
    links = shown.evaluate(LINKS)
    assert len(links) > 5
    for line, colour, words in links:
        assert line == "underline", words
        numbers = [int(one) for one in re.findall(r"\d+", colour)[:3]]
        assert contrast("#" + "".join(f"{one:02x}" for one in numbers), behind) >= 3, words
    lost = shown.locator(".unrecorded").first
    assert lost.evaluate("one => getComputedStyle(one).textDecorationLine") == "none"
    same = "one => getComputedStyle(one).color === getComputedStyle(one.parentElement).color"
    assert lost.evaluate(same)
    expect(lost).to_have_role("link")
    expect(lost).to_be_disabled()


def test_facts_say_what_they_are_and_no_article_is_without_a_name(open_page: Open) -> None:
    shown = open_page(ISSUE)
    said = " ".join((shown.locator(f"#{ENTRY} .item-facts").text_content() or "").split())
    assert re.match(r"Kind: [^·]*· Source: BBC", said)
    listed = open_page("topics/county-lines.html").locator(".item-facts").first
    assert re.match(r"Kind: News article\s· Source: CYP Now", listed.text_content() or "")
    assert listed.locator("b").first.bounding_box()["width"] <= 1  # type: ignore[index]
    assert shown.locator("article").count() == 1


def test_the_menu_tells_where_one_is(open_page: Open) -> None:
    for name, words, said in (
        ("topics/missing.html", "Topics", "true"),
        ("topics/index.html", "Topics", "page"),
        (ISSUE, "All issues", "true"),
        ("genindex.html", "Index, A to Z", "page"),
    ):
        here = open_page(name).locator(".menu [aria-current]")
        assert (here.inner_text(), here.get_attribute("aria-current")) == (words, said)


SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets.push(sheet);
}"""
CLIPPED = """() => [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() &&
  !one.closest(".skip-to-content, b") && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 80))"""


@pytest.fixture
def letters(window: Window) -> Iterator[Callable[[int], None]]:
    """Set the size of letters that a reader has chosen in the browser."""
    session = window.page.context.new_cdp_session(window.page)

    def choose(size: int) -> None:
        session.send("Page.setFontSizes", {"fontSizes": {"standard": size}})

    yield choose
    choose(16)
    session.detach()


@pytest.mark.parametrize("name", [ISSUE, "genindex.html", "how-to-write-an-item.html"])
def test_nothing_is_cut_off_by_small_windows_wide_spacing_or_large_letters(
    open_page: Open, letters: Callable[[int], None], name: str
) -> None:
    shown = open_page(name, 320)
    shown.evaluate(SPACED)
    assert shown.evaluate(CLIPPED) == []
    letters(32)
    shown = open_page(name, 390)
    assert shown.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert shown.evaluate(CLIPPED) == []
    assert shown.locator(".top-bar").evaluate("one => getComputedStyle(one).position") == "static"


SMALL = """() => { const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement: one, data } = texts.currentNode;
    if (data.trim() && one.checkVisibility() && parseFloat(getComputedStyle(one).fontSize) < 14)
      found.push(data.trim());
  }
  return [found, getComputedStyle(document.querySelector("article p")).fontSize]; }"""


@pytest.mark.parametrize("name", [ISSUE, "search.html?q=children", "how-to-write-an-item.html"])
def test_no_letters_are_small(open_page: Open, name: str) -> None:
    shown = open_page(name)
    shown.wait_for_load_state("networkidle")
    small, _ = shown.evaluate(SMALL)
    assert small == []
    assert open_page("about.html").evaluate(SMALL)[1] == "18px"


def test_nothing_moves_for_whoever_asked_for_that(window: Window, real_url: str) -> None:
    shown = window.open(real_url + ISSUE, 390)
    shown.emulate_media(reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("html, body *")].filter((one) => {
      const { scrollBehavior, transitionDuration } = getComputedStyle(one);
      return scrollBehavior === "smooth" || parseFloat(transitionDuration) > 0.001; })
      .map((one) => one.outerHTML.slice(0, 60))"""
    assert shown.evaluate(moving) == []
    shown.emulate_media(reduced_motion="no-preference")


def test_without_scripts_menu_contents_and_index_are_there_and_no_dead_control(
    chromium: Browser, real_url: str
) -> None:
    with chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 900}
    ) as context:
        shown = context.new_page()
        shown.goto(real_url + "index.html")
        assert shown.locator("button:visible, input:visible").count() == 0
        assert shown.locator("article").get_by_role("link", name="index, A to Z").is_visible()
        assert shown.get_by_role("link", name="Index, A to Z", exact=True).is_visible()
        shown.goto(real_url + "search.html")
        assert shown.locator("article").get_by_role("link", name="Index, A to Z").is_visible()
        shown.goto(real_url + ISSUE)
        contents = shown.get_by_role("navigation", name="Contents")
        assert contents.get_by_role("link", name="Safeguarding", exact=True).is_visible()
        assert shown.locator("h1").bounding_box()["y"] < 900  # type: ignore[index]


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text)


def test_on_paper_nothing_covers_words_and_no_entry_is_torn(
    open_page: Open, real_html: Path, real_url: str, tmp_path: Path
) -> None:
    shown = open_page(ISSUE, 1280)
    shown.pdf(path=tmp_path / "printed.pdf", format="A4")
    paper = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    sheets = [one.get_textpage().get_text_range() for one in paper]
    whole = "".join(sheets)
    assert len(sheets) > 2
    for words in ("Skip to content", "Colours:", "Index, A to Z", "Contents"):
        assert words not in whole
    assert f"{real_url}{ISSUE}" in sheets[-1]
    squeezed = [_squeezed(one) for one in sheets]
    for entry in page(real_html / ISSUE).of_class("printed"):
        text = _squeezed(entry.text)
        assert any(text[:40] in one and text[-40:] in one for one in squeezed), entry.text
