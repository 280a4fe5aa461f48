"""Citing and exporting in a real browser: from a folder, and with what a page tells Zotero."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, expect

import a11y
from gold import printed_archive

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture
def page(chromium: Browser, real_html: Path) -> Iterator[Open]:
    context = chromium.new_context(accept_downloads=True)
    wrong: list[str] = []

    def open_(name: str) -> Page:
        shown = context.new_page()
        shown.on("pageerror", lambda error: wrong.append(str(error)))
        shown.goto(f"{real_html.as_uri()}/{name}")
        return shown

    yield open_
    assert not wrong
    context.close()


def saved(shown: Page, place: str, label: str) -> str:
    with shown.expect_download() as waiting:
        shown.locator(place).get_by_role("button", name=label, exact=True).click()
    return Path(waiting.value.path()).read_text(encoding="utf-8")


def test_an_entry_is_cited_from_a_folder(page: Open, real_html: Path) -> None:
    shown = page("issues/2024-04.html")
    entry = shown.locator("#item-2024-04-gangs-podcast")
    opener = entry.get_by_role("button", name="Cite: Podcast on childhood")
    opener.click()
    panel = entry.locator(".cite")
    expect(panel).to_contain_text("(2024) ‘Podcast on childhood exploitation by drug gangs")
    expect(panel).to_contain_text("Publisher: The Guardian.")
    assert opener.get_attribute("aria-expanded") == "true"
    text = saved(shown, "#item-2024-04-gangs-podcast .cite", "RIS")
    whole = (real_html / "cite/issues/2024-04.ris").read_text(encoding="utf-8")
    assert "AN  - 2024-04/gangs-podcast" in text
    assert text in whole
    assert a11y.violations(shown, "#item-2024-04-gangs-podcast") == []
    opener.click()
    expect(panel).to_be_hidden()


def test_a_list_and_a_search_are_exported_from_a_folder(page: Open, real_html: Path) -> None:
    shown = page("topics/sextortion.html")
    shown.get_by_text("Export these entries").click()
    text = saved(shown, "details.cite", "RIS")
    kept = (real_html / "cite/topics/sextortion.ris").read_text(encoding="utf-8")
    assert text == kept
    names = [one.partition("-")[2].strip() for one in kept.splitlines() if one.startswith("AN")]
    nothing = page("search.html?q=zzzqqq&verbatim=1")
    expect(nothing.locator("#search-heading")).to_have_text("Nothing found for “zzzqqq”")
    box = nothing.locator("details.cite")
    box.wait_for(state="attached")
    assert box.is_hidden()
    found = page("search.html?q=sextortion&year=2024")
    found.get_by_text("Export these entries").click()
    text = saved(found, "details.cite", "CSV")
    assert [line.split(",")[0] for line in text.splitlines()[1:]] == names
    expect(found.locator("details.cite [role=status]")).to_have_text("Saved 2 entries as CSV.")
    record = found.locator(".cite-record").inner_text()
    assert saved(found, "details.cite", "Save the record").strip() == record.strip()
    lines = dict(line.split(": ", 1) for line in record.strip().splitlines())
    manifest = (real_html / "search/manifest.js").read_text(encoding="utf-8")
    digest = re.findall('"digest":"([a-z0-9]+)"', manifest)[-1]
    assert lines.pop("Date of the search")
    assert lines == {
        "Database": "Round-up Archive",
        "Searched through": "the archive’s own search page",
        "State of the archive": f"2026-11-22, index {digest}, 70 entries, January 2023 to April 2024",
        "Query": "sextortion",
        "What was done with it": "entries with all of the words, each in any of its forms, "
        "also in the names they are filed under",
        "Limits": "Year: 2024",
        "Found": "2 entries",
        "Address": "search.html?q=sextortion&year=2024",
    }
    assert a11y.violations(found, "details.cite") == []


def test_an_issue_is_exported_whole(page: Open, real_html: Path) -> None:
    shown = page("issues/2024-04.html")
    shown.get_by_text("Cite this issue or its entries").click()
    text = saved(shown, "details.cite", "RIS")
    assert text == (real_html / "cite/issues/2024-04.ris").read_text(encoding="utf-8")
    listed = json.loads(saved(shown, "details.cite", "CSL-JSON"))
    assert [listed[0]["type"], listed[0]["archive_location"]] == ["report", "2024-04"]
    assert saved(shown, "details.cite", "BibTeX").count("\n@") == len(listed) - 1
    assert a11y.violations(shown, "details.cite") == []


def test_without_scripts_there_is_a_file_for_an_issue_and_a_topic(
    chromium: Browser, real_html: Path
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    for name in ("issues/2024-04.html", "topics/sextortion.html"):
        shown = context.new_page()
        shown.goto(f"{real_html.as_uri()}/{name}")
        link = shown.locator(".cite-files a")
        assert link.count() == 1
        target = (real_html / name).parent / (link.get_attribute("href") or "")
        assert target.read_text(encoding="utf-8").startswith("TY  - ")
    context.close()


def test_a_page_tells_what_its_entries_are(page: Open) -> None:
    shown = page("issues/2024-04.html")
    told = [parse_qs(one.get_attribute("title") or "") for one in shown.locator(".Z3988").all()]
    assert told[0]["rft.type"] == ["report"]
    assert told[0]["rft.title"][0].endswith("Round-up: April 2024")
    assert {"magazineArticle"} == {one["rft.type"][0] for one in told[1:]}
    assert {"2024-04"} == {one["rft.date"][0] for one in told}
    assert len(told) == 1 + shown.locator("section.item").count()
    assert told[1]["rft.title"] == [
        "Jay Review of child criminal exploitation: findings and recommendations"
    ]
    archive = printed_archive()
    topics = [
        [topic.title for topic in archive.topics_of(one)] for one in archive.issue["2024-04"].items
    ]
    assert [one["rft.subject"] for one in told[1:]] == topics
    assert any(", " in topic for line in topics for topic in line)
    assert told[1]["rft.source"][0].startswith("Missing, Child Exploitation")
    listed = page("topics/sextortion.html").locator(".Z3988")
    first = parse_qs(listed.first.get_attribute("title") or "")
    assert first["rft.date"] == ["2024-04"]
    assert first["rft.source"] == told[1]["rft.source"]
    tags = shown.evaluate(
        "[...document.head.querySelectorAll('meta')].map((one) => [one.name, one.content])"
    )
    assert ["citation_publication_date", "2024/04"] in tags
