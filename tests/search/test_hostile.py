"""The search page keeps working: hostile words, a strict policy, a publish meanwhile."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from search import made
from search.look import Open, heading, state
from sphinx_roundup.model.records import Link
from sphinx_roundup.search import write_index

pytestmark = pytest.mark.browser


POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'none'"


def test_it_works_under_a_strict_policy(real_url: str, chromium: Browser) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/search.html*", _with_policy)
    page.goto(f"{real_url}search.html?q=exploted")
    expect(page.locator("#search-heading")).to_contain_text("entries for “exploited”")
    context.close()


def _with_policy(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": POLICY})


HOSTILE = '<script>window.bad=1</script><img src=x onerror=window.bad=1> "quoted" & care </script>'


@pytest.fixture
def hostile_site(tmp_path: Path, real_html: Path) -> Path:
    """The site, with an index in which every field of every item is markup."""
    for name in ("_static", "search.html"):
        source = real_html / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    archive = made.archive(5)
    issues = []
    for issue in archive.issues:
        sections = []
        for section in issue.sections:
            items = [
                replace(
                    item, title=HOSTILE, editor_note=HOSTILE, content_note=(HOSTILE,),
                    body=(replace(item.body[0], runs=(replace(item.body[0].runs[0], text=HOSTILE),)),),
                )
                for item in section.items
            ]  # fmt: skip
            sections.append(replace(section, items=tuple(items)))
        issues.append(replace(issue, date=HOSTILE, sections=tuple(sections)))
    topics = tuple(
        replace(t, title=f"{t.title}{HOSTILE}", also_printed_as=(HOSTILE,)) for t in archive.topics
    )
    sources = tuple(replace(s, name=HOSTILE + s.slug) for s in archive.sources)
    archive = replace(archive, issues=tuple(issues), topics=topics, sources=sources)
    write_index(archive, tmp_path, made.address_of)
    for path in (real_html / "search").glob("*.js"):
        if path.name != "manifest.js":
            shutil.copy(path, tmp_path / "search")
    return tmp_path


@pytest.mark.parametrize(
    "query",
    ["?q=care", "?q=<img src=x onerror=window.bad=1>", "?topic=<script>window.bad=1</script>"],
)
def test_markup_in_any_field_comes_out_as_text(
    chromium: Browser, hostile_site: Path, query: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{hostile_site.as_uri()}/search.html{query}")
    expect(page.locator("#search-app")).to_be_visible()
    page.evaluate("new Promise((done) => setTimeout(done, 100))")  # a picture would have failed
    assert page.evaluate("window.bad") is None
    assert page.locator("#search-app img, #search-app script").count() == 0
    if query == "?q=care":
        assert page.locator(".search-result h3").first.inner_text() == HOSTILE
    context.close()


NAMES = (
    "constructor", "__proto__", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf", "toLocaleString",
    "propertyIsEnumerable", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__",
)  # fmt: skip


def test_the_names_of_the_language_are_words_like_others(search: Open) -> None:
    page = search()
    everything = heading(page)
    assert set(page.evaluate("Object.getOwnPropertyNames(Object.prototype)")) == set(NAMES)
    page = search("?" + "&".join(f"{name}=x&{name}=y" for name in NAMES))
    assert heading(page) == everything
    for name in NAMES[:3]:  # alone: a function, the setter, and what makes words of all
        page = search(f"?topic={name}&{name}=1&q={name}&sort={name}")
        expect(page.locator("#search-heading")).to_contain_text(", filtered")
        page.locator(".search-chip").click()
        expect(page.locator(".search-chip")).to_have_count(0)
        assert state(page) == {name: ["1"], "q": [name]}


@pytest.fixture
def odd_site(tmp_path: Path, real_html: Path) -> Path:
    """The site, with entries whose addresses and dates no browser can read; the check refuses them."""
    for name in ("_static", "search.html"):
        source = real_html / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    archive = made.archive(5)
    odd = [Link("x", "https://gov.uk:99999/", "https://a b%00:x/")]
    issues = [
        replace(
            issue,
            sections=tuple(
                replace(s, items=tuple(replace(item, links=tuple(odd)) for item in s.items))
                for s in issue.sections
            ),
        )
        for issue in archive.issues
    ]
    write_index(replace(archive, issues=tuple(issues)), tmp_path, made.address_of)
    for path in (real_html / "search").glob("*.js"):
        if path.name != "manifest.js":
            shutil.copy(path, tmp_path / "search")
    return tmp_path


def test_what_a_browser_cannot_read_costs_its_line_alone(chromium: Browser, odd_site: Path) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{odd_site.as_uri()}/search.html")
    expect(page.locator("#search-heading")).to_contain_text("in the archive")
    assert page.locator(".search-result h3").count() == 10
    assert page.locator(".search-out").count() == 0
    context.close()


def test_a_page_left_open_while_the_archive_is_published_keeps_working(
    chromium: Browser, real_html: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(real_html, site)
    write_index(made.archive(1, issues=60), site, made.address_of)
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site.as_uri()}/search.html?q=vaping")
    expect(page.locator("#search-heading")).to_contain_text("for “vaping”")
    write_index(made.archive(2, issues=200), site, made.address_of)
    page.locator("#search-q").fill('"county lines"')
    expect(page.locator("#search-heading")).to_contain_text('entries for "county lines"')
    fresh = context.new_page()
    fresh.goto(f"{site.as_uri()}/search.html?q=%22county lines%22")
    expect(fresh.locator("#search-heading")).to_contain_text("entries for")
    assert heading(page) == heading(fresh)
    context.close()
