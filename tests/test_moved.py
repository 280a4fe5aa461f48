"""A page that has moved leads to where it is now, on any host."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from conftest import ROOTS, Site, snapshot
from page import page
from sphinx_roundup.cli import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def site(tmp_path: Path) -> Site:
    source = Path(shutil.copytree(ROOTS / "small", tmp_path / "source"))
    words = ["rename", "topic", "county-lines", "lines", "--archive", str(source)]
    assert CliRunner().invoke(main, words, catch_exceptions=False).exit_code == 0
    return Site(source, tmp_path / "work")


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_it_leads_there_from_a_file_too(site: Site, chromium: Browser, *, script: bool) -> None:
    html = site.build_quietly()
    errors: list[str] = []
    context = chromium.new_context(java_script_enabled=script)
    tab = context.new_page()
    tab.on("console", lambda message: errors.append(message.text))
    fragment = "#main" if script else ""
    tab.goto((html / "topics/county-lines.html").as_uri() + fragment)
    tab.wait_for_url("**/topics/lines.html" + fragment)
    assert errors == []
    context.close()


def test_it_says_so_and_names_the_new_page_to_search_engines(site: Site) -> None:
    html = site.build_quietly(html_baseurl="https://example.org/archive/")
    moved = page(html / "topics/county-lines.html")
    links = [e.attributes for e in moved.named("link")]
    (canonical,) = [one["href"] for one in links if one.get("rel") == "canonical"]
    assert canonical == "https://example.org/archive/topics/lines.html"
    assert "This topic has moved" in moved.named("article")[0].text


def test_the_lists_for_hosts_come_and_go_with_the_moves(site: Site, tmp_path: Path) -> None:
    html = site.build_quietly()
    assert (html / "_redirects").read_text() == "/topics/county-lines.html /topics/lines.html 301\n"
    nginx = "/topics/county-lines.html /topics/lines.html;\n"
    assert (html / "redirects.nginx.map").read_text() == nginx
    (site.source / "redirects.json").unlink()
    on_top = snapshot(site.build_quietly())
    assert not {"_redirects", "redirects.nginx.map", "topics/county-lines.html"} & on_top.keys()
    assert on_top == snapshot(Site(site.source, tmp_path / "anew").build_quietly())
