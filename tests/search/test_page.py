"""The search page in a real browser: what is found and said, over http and from a folder."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Route, expect

from search.look import Open, heading, state, titles, type_slowly

pytestmark = pytest.mark.browser


def test_typing_shows_entries_with_what_a_reader_needs(search: Open, anywhere: str) -> None:
    page = search(root=anywhere)
    assert heading(page) == "70 entries in the archive"
    type_slowly(page, "sextortion")
    expect(page.locator("#search-heading")).to_have_text("2 entries for “sextortion”")
    first = page.locator(".search-result").first
    assert first.get_attribute("data-item") == "2024-04/sextortion-increase"
    facts = first.locator(".search-facts").inner_text().split("\u00a0· ")
    assert facts[:3] == ["April 2024", "News article", "IWF"]
    assert "Sextortion" in facts[3]
    assert first.locator(".search-text mark").first.inner_text() == "sextortion"
    assert state(page) == {"q": ["sextortion"]}
    assert page.title().startswith("sextortion – Search")
    first.locator("h3 a").click()
    page.wait_for_url("**/e/2024-04/sextortion-increase.html")
    expect(page.locator("h1")).to_contain_text("Eight-fold increase in sextortion")


def test_an_address_is_a_search_and_back_restores_it(search: Open, anywhere: str) -> None:
    page = search("?q=children&kind=report&sort=oldest", root=anywhere)
    before = titles(page)
    assert page.locator("#search-q").input_value() == "children"
    assert page.locator("#search-sort").input_value() == "oldest"
    assert page.locator("#tick-kind-report").is_checked()
    page.locator("#tick-year-2024").check()
    expect(page.locator(".search-chip")).to_have_count(2)
    assert state(page)["year"] == ["2024"]
    assert titles(page) != before
    page.go_back()
    expect(page.locator(".search-chip")).to_have_count(1)
    assert titles(page) == before
    page.reload()
    expect(page.locator(".search-chip")).to_have_count(1)
    assert titles(page) == before


def test_no_words_browse_newest_first(search: Open) -> None:
    page = search()
    facts = page.locator(".search-facts").all_inner_texts()
    assert [fact.split("\u00a0·")[0] for fact in facts] == ["April 2024"] * 10
    page.locator("#search-sort").select_option("oldest")
    expect(page.locator(".search-facts").first).to_contain_text("January 2023")


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("CCE", "Also about: Child criminal exploitation."),
        ("LAC", "Also about: Children in care."),
        ("misper", "Also about: Missing."),
        ("MASH", "No entry has “mash”. Also about: Safeguarding."),
        ("sextor", "Showing words that begin with “sextor”."),
        ("children of prisoners", "No entry has “prisoners”, so it was left out."),
        ("the", "“the” is too common to search for."),
        ("whats app", "Showing results for “whatsapp”."),
    ],
)
def test_what_was_done_with_the_words_is_said(search: Open, q: str, said: str) -> None:
    page = search(f"?q={q}")
    expect(page.locator("#search-notices")).to_contain_text(said)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("looked-after", "looked after"),
        ("children's homes", "childrens homes"),
        ("vape", "vaping"),
        ("“county lines”", '"county lines"'),
    ],
)
def test_spellings_that_mean_the_same_find_the_same(search: Open, one: str, other: str) -> None:
    assert titles(search(f"?q={one}")) == titles(search(f"?q={other}"))


def test_phrases_and_words_left_out(search: Open, anywhere: str) -> None:
    page = search('?q="cost of living"', root=anywhere)
    assert heading(page) == '3 entries for "cost of living"'
    page = search('?q="cost of living" -anxiety', root=anywhere)
    assert heading(page).startswith("2 entries")


def test_a_slip_is_mended_and_said_and_can_be_taken_back(search: Open, anywhere: str) -> None:
    page = search("?q=exploted", root=anywhere)
    assert heading(page).endswith("entries for “exploited”")
    notice = page.locator("#search-notices")
    expect(notice).to_contain_text("No entry has “exploted”. Showing results for “exploited”.")
    notice.get_by_role("button", name="Search for “exploted” as typed").click()
    expect(page.locator("#search-heading")).to_have_text("Nothing found for “exploted”")
    expect(notice).to_contain_text("No entry has “exploted” yet.")
    assert state(page)["verbatim"] == ["1"]


def test_a_first_search_loads_each_file_once(chromium: Browser, real_url: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{real_url}search.html?q=county+lines&topic=gangs")
    expect(page.locator("#search-heading")).to_contain_text("for “county lines”")
    page.wait_for_load_state("networkidle")
    assert sorted(path for path in asked if path.startswith("/search/")) == [
        "/search/app.js",
        "/search/hints.js",
        "/search/manifest.js",
    ]
    context.close()


def test_back_leads_to_the_search_before(search: Open) -> None:
    page = search()
    page.locator("#search-q").fill("missing children")
    page.keyboard.press("Enter")
    expect(page.locator("#search-heading")).to_contain_text("for “missing children”")
    page.locator("#search-q").fill("vap")
    expect(page.locator("#search-heading")).to_contain_text("for “vap”")
    page.locator("#search-q").fill("vaping")
    expect(page.locator("#search-heading")).to_contain_text("for “vaping”")
    page.go_back()
    expect(page.locator("#search-heading")).to_contain_text("for “missing children”")
    assert page.locator("#search-q").input_value() == "missing children"


def hold(held: list[Route], route: Route) -> None:
    held.append(route)


def test_words_typed_while_it_loads_are_searched(chromium: Browser, real_url: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    held: list[Route] = []
    page.route("**/search/manifest.js*", lambda route: hold(held, route))
    page.goto(f"{real_url}search.html?q=missing", wait_until="commit")
    box = page.locator("#search-q")
    expect(box).to_have_value("missing")
    expect(page.locator("#search-loading")).to_be_visible()
    box.fill("vaping")
    for route in held:
        route.continue_()
    expect(page.locator("#search-heading")).to_contain_text("for “vaping”")
    assert box.input_value() == "vaping"
    assert not page.locator("#search-loading").is_visible()
    context.close()


def test_what_does_not_arrive_leaves_what_was_shown_and_is_tried_again_in_place(
    chromium: Browser, real_url: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{real_url}search.html?q=vaping")
    heading_of = page.locator("#search-heading")
    expect(heading_of).to_contain_text("for “vaping”")
    before = titles(page)
    page.route("**/search/places/*", lambda route: route.abort())
    page.route("**/search/manifest.js*", lambda route: route.abort())
    page.locator("#search-q").fill('"county lines"')
    page.keyboard.press("Enter")
    expect(page.locator("#search-notices")).to_contain_text("did not arrive")
    assert titles(page) == before
    assert page.evaluate("document.activeElement.id") == "search-q"
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(heading_of).to_contain_text('entries for "county lines"')
    page.route("**/search/english/*", lambda route: route.abort())
    page.route("**/search/manifest.js*", lambda route: route.abort())
    page.locator("#search-q").fill("vaping qqqq")
    page.keyboard.press("Enter")
    expect(page.locator("#search-notices")).to_contain_text("No entry has “qqqq”")
    assert titles(page) == before
    context.close()


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("site:nspcc", "“site:” means nothing here"),
        ("topic:misssing", "No topic is called “misssing”."),
        ("missing AND zzzz", "No entry has “zzzz”."),
        ("🚸", "Type a word."),
        ("abortion", "No entry has “abortion” yet."),
        ("countylines", "Showing results for “county lines”."),
        (" ".join(f"w{n}" for n in range(84)), "its first 24 words were searched"),
    ],
)
def test_what_is_not_understood_is_said(search: Open, q: str, said: str) -> None:
    expect(search(f"?q={q}").locator("#search-notices")).to_contain_text(said)


@pytest.mark.parametrize(
    ("q", "first", "mark"),
    [
        ("suicide", "2023-01/radicalisation-documentary", "suicide"),
        ("stolen futures", "2024-04/jay-review", "stolen futures"),
        ("SPOC", "2024-04/inter-agency-responses", "SPOC"),
        ("eightfold", "2024-04/sextortion-increase", "Eight-fold"),
        ("83 per cent", "2024-04/seriously-harmed-missing", "83"),
        ("15 March 2023", "2023-01/policing-conference", "15th March 2023"),
    ],
)
def test_what_a_card_shows_is_found_first_and_marked(
    search: Open, q: str, first: str, mark: str
) -> None:
    results = search(f"?q={q}").locator(".search-result")
    # What was printed under a heading belongs to both entries there.
    result = results.nth(1 if q == "stolen futures" else 0)
    assert result.get_attribute("data-item") == first
    assert mark in result.locator("mark").all_inner_texts()
