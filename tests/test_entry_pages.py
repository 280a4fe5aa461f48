"""A page of its own for each entry: what it tells, where it leads, and what becomes of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

import a11y
from conftest import ROOTS, Site, Window, snapshot, times
from page import Page, links_to_nothing, page
from sphinx_roundup.cli import main
from sphinx_roundup.model.records import WITHDRAWN_TITLE

SITE = "https://example.org/archive/"
REPORT = "e/2024-04/drugs-report.html"
GONE = "e/2024-04/missing-school.html"


def run(folder: Path, *words: str) -> str:
    done = CliRunner().invoke(main, [*words, "--archive", str(folder)], catch_exceptions=False)
    return f"{done.exit_code} {done.output}"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The tiny archive, published at an address."""
    folder = tmp_path_factory.mktemp("entries")
    made = Site(Path(shutil.copytree(ROOTS / "small", folder / "source")), folder / "work")
    words = "News of missing school"
    made.edit("issues/2024-04.md", words, f"{words} and a [guide](https://example.org/guide/)")
    made.build_quietly(html_baseurl=SITE)
    return made


@pytest.fixture(scope="module")
def out(small: Site) -> Path:
    return small.work / "html"


def _told(shown: Page) -> dict[str | None, str | None]:
    metas = [e.attributes for e in shown.named("meta")]
    return {m.get(key): m.get("content") for m in metas for key in ("name", "property")}


def _hrefs(shown: Page, words: str) -> list[str | None]:
    return [e.attributes.get("href") for e in shown.named("a") if words in e.text]


def test_each_entry_has_a_page_and_each_title_leads_to_it(out: Path) -> None:
    names = {path.relative_to(out).as_posix() for path in (out / "e").rglob("*.html")}
    cards = page(out / "issues/2024-04.html").listed + page(out / "issues/2023-12.html").listed
    assert names == {f"e/{name}.html" for name in cards}
    assert "../e/2024-04/drugs-report.html" in _hrefs(page(out / "issues/2024-04.html"), "A report")
    assert "../e/2024-04/drugs-report.html" in _hrefs(page(out / "sources/bbc.html"), "A report")
    assert [one for one in links_to_nothing(out) if one[0] != "404.html"] == []


def test_a_page_tells_what_a_shared_link_previews(out: Path) -> None:
    shown = page(out / REPORT)
    told = _told(shown)
    words = "A report by the BBC & others on <drugs>, costing £5m – “too much”."
    assert (
        told["description"] == told["og:description"] == words.replace("“", '"').replace("”", '"')
    )
    assert told["og:title"] == "A report on drugs"
    assert told["og:url"] == SITE + REPORT
    assert told["twitter:card"] == "summary"
    assert [e.text for e in shown.named("title")] == ["A report on drugs - Small archive"]
    (canonical,) = [e for e in shown.named("link") if e.attributes.get("rel") == "canonical"]
    assert canonical.attributes["href"] == SITE + REPORT
    # What warns of the words comes before them, in a preview too.
    warned = _told(page(out / "e/2024-04/review.html"))["description"] or ""
    assert warned.startswith("Content note: violence. A review of all forms.")


def test_a_page_leads_on(out: Path) -> None:
    shown = page(out / REPORT)
    assert _hrefs(shown, "April 2024")[-1] == "../../issues/2024-04.html#item-2024-04-drugs-report"
    assert "under County lines" in shown.of_class("issue-facts")[0].text
    assert _hrefs(shown, "Earlier: ") == ["review.html"]
    assert _hrefs(shown, "Later: ") == ["practice-tips.html"]
    assert _hrefs(page(out / "e/2024-04/review.html"), "Earlier") == []
    related = [e for e in shown.elements if e.tag == "li" and "20" in e.text]
    assert any("Practice tips" in e.text for e in related)
    again = page(out / "e/2023-12/guide.html")
    assert [e.text for e in again.named("h2")] == ["Mentioned again in", "Related entries"]
    assert again.of_class("related")[0].text.split("\n")[3] == "Missing school April 2024"
    for words, href in (("Report", "../../kinds/report.html"), ("BBC", "../../sources/bbc.html")):
        assert href in _hrefs(shown, words)
    assert "../../topics/county-lines.html" in _hrefs(shown, "County lines")


def test_a_page_has_the_frame_and_the_policy_of_all_others(out: Path) -> None:
    entry, source = ((out / name).read_text("utf-8") for name in (REPORT, "sources/bbc.html"))
    for part in (r"<meta http-equiv.*?>", r'<ul class="menu">.*?</ul>', r'<a class="skip.*?</a>'):
        one, other = (re.search(part, text, re.DOTALL)[0] for text in (entry, source))  # type: ignore[index]
        same = other.replace("../", "../../").replace('"index.html"', '"../../sources/index.html"')
        assert re.sub(" aria-current=.true.", "", one) == re.sub(" aria-current=.true.", "", same)
    assert "~" not in entry


def test_search_engines_are_told_of_the_pages(out: Path) -> None:
    assert f"<loc>{SITE}{REPORT}</loc>" in (out / "sitemap.xml").read_text("utf-8")


def test_an_edit_writes_only_what_changed(small: Site, tmp_path: Path) -> None:
    made = Site(Path(shutil.copytree(small.source, tmp_path / "source")), tmp_path / "work")
    out = made.build_quietly()
    before = times(out)
    made.edit("issues/2023-12.md", "A guide", "A good guide")
    made.build_quietly()
    after = times(out)
    written = {name for name in after if name.startswith("e/") and after[name] != before[name]}
    assert written
    assert "e/2023-12/guide.html" in written
    told = {name for name in written if "A good guide" in (out / name).read_text("utf-8")}
    assert written == told
    clean = Site(made.source, tmp_path / "clean").build_quietly()
    assert snapshot(out) == snapshot(clean)
    (out / REPORT).write_text("damaged", "utf-8")
    made.build_quietly()
    assert snapshot(out) == snapshot(clean)
    made.build_quietly(roundup_entry_pages="false")
    assert not (out / "e").exists()
    assert (
        "../issues/2024-04.html#item-2024-04-review"
        in (out / "topics/exploitation.html").read_text()
    )


def test_what_was_withdrawn_or_has_moved_is_told_at_its_page(
    site: Callable[[str], Site],
) -> None:
    small = site("small")
    assert run(small.source, "ledger", "--date", "2024-05-01").startswith("0")
    assert run(
        small.source,
        "withdraw",
        "2024-04/missing-school",
        "--reason",
        "rights",
        "--date",
        "2024-06-02",
    ).startswith("0")
    assert run(
        small.source, "withdraw", "2024-04/review", "--erase", "--reason", "rights"
    ).startswith("0")
    assert run(small.source, "rename", "entry", "2024-04/practice-tips", "2023-12/tips").startswith(
        "0"
    )
    out = small.build_quietly(html_baseurl=SITE)
    stone = page(out / GONE)
    assert [e.text for e in stone.named("h1")] == [WITHDRAWN_TITLE]
    assert "It was withdrawn on 2 June 2024" in stone.of_class("tombstone")[0].text
    assert _told(stone)["robots"] == "noindex"
    assert "Missing school" not in (out / GONE).read_text("utf-8")
    assert not (out / "e/2024-04/review.html").exists()
    moved = page(out / "e/2024-04/practice-tips.html")
    assert _hrefs(moved, "Practice tips") == ["../2023-12/tips.html"]
    assert "/archive/e/2024-04/practice-tips.html /archive/e/2023-12/tips.html 301" in (
        out / "_redirects"
    ).read_text("utf-8")
    listed = (out / "sitemap.xml").read_text("utf-8")
    assert "e/2023-12/tips.html" in listed
    assert "e/2024-04/practice-tips" not in listed
    assert "missing-school" not in listed
    assert [one for one in links_to_nothing(out) if one[0] != "404.html"] == []
    # A site without one of these pages is not sealed.
    (small.source / "archive.toml").write_text('entry-pages = "true"\n', "utf-8")
    assert run(small.source, "seal", str(out)).startswith("0")
    for name in ("e/2024-04/practice-tips.html", GONE, "e/2024-04/drugs-report.html"):
        kept = (out / name).read_bytes()
        (out / name).unlink()
        assert run(small.source, "seal", str(out)).startswith("1"), name
        (out / name).write_bytes(kept)


@pytest.mark.browser
def test_all_that_a_page_offers_is_reached_by_the_tab_key_and_it_fits_on_a_sheet(
    window: Window, real_url: str, tmp_path: Path
) -> None:
    address = f"{real_url}e/2024-04/sextortion-increase.html"
    for width, scheme in ((390, "light"), (800, "dark"), (1280, "light")):
        shown = window.open(address, width, scheme)
        assert a11y.violations(shown) == []
    assert {one.get_attribute("tabindex") for one in shown.locator(".item-actions > *").all()} == {
        None
    }
    shown.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown.get_by_role("button", name="Copy link: Eight-fold").click()
    expect(shown.get_by_role("status").first).to_have_text("Link copied.")
    assert shown.evaluate("navigator.clipboard.readText()") == address
    shown.context.clear_permissions()
    shown.get_by_role("button", name="Cite: Eight-fold").click()
    expect(shown.locator(".cite")).to_contain_text("‘Eight-fold increase in sextortion")
    told = shown.locator(".Z3988").first.get_attribute("title") or ""
    assert "rft.date=2024-04" in told
    assert "item-2024-04-sextortion-increase" in told
    assert "rft.subject=Sextortion" in told
    assert window.broken() == []
    shown.goto(address)
    shown.pdf(path=tmp_path / "printed.pdf", format="A4")
    (sheet,) = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    printed = sheet.get_textpage().get_text_range()
    assert "Printed in April 2024, under Child Sexual Abuse" in printed
    assert "Related entries" not in printed
    assert "Copy link" not in printed
