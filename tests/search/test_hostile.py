"""The search page keeps working: hostile words, a strict policy, a publish meanwhile."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from search import made
from search.look import heading
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
    for name in ("app.js", "spelling.js"):
        shutil.copy(real_html / "search" / name, tmp_path / "search")
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
    page.wait_for_timeout(200)
    assert page.evaluate("window.bad") is None
    assert page.locator("#search-app img, #search-app script").count() == 0
    if query == "?q=care":
        assert page.locator(".search-result h3").first.inner_text() == HOSTILE
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
