"""What `make a11y` looks for is found, and told."""

from __future__ import annotations

from pathlib import Path

import pytest

import a11y
from conftest import Window

PAGE = """<!doctype html><html lang="en"><title>A page</title>
<style>.bar { position: fixed; top: 0; width: 100%; height: 60px; background: #fff }
.bare:focus { outline: none } .wide { width: 2000px }</style>
<main><article><div class="bar"></div><p><a href="#a">covered</a></p>
<h1 style="margin-top: 5rem">Words</h1><p><a class="bare" href="#b">bare</a> <a href="#c">sound</a></p>
<details><summary>More</summary><button></button></details><p class="wide">wide</p></article></main>"""


@pytest.mark.browser
def test_what_is_wrong_is_told_where_it_is_open(window: Window, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE)
    shown = window.open((tmp_path / "index.html").as_uri(), 390)
    told = dict(a11y.audit(shown))
    assert list(told) == ["as it comes", "more"]
    whole, opened = told.values()
    assert whole.stops == 4
    assert "covered, backwards: a “covered”" in whole.wrong
    assert "no outline: a “bare”" in whole.wrong
    assert not any("sound" in one for one in whole.wrong)
    assert any(one.endswith("px wider than the window") for one in whole.wrong)
    assert any(one.startswith("button-name: <button>") for one in opened.wrong)
    assert not any(one.startswith("button-name") for one in whole.wrong)


def test_each_kind_of_page_is_found_once(tmp_path: Path) -> None:
    for name in ("index.html", "topics/index.html", "topics/gangs.html", "search.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert list(a11y.pages(tmp_path, a11y.KINDS)) == [
        ("home", "index.html"),
        ("topic", "topics/gangs.html"),
        ("topics", "topics/index.html"),
        ("search", "search.html?q=children"),
    ]
    assert set(a11y.SHORT) <= set(a11y.KINDS)
    widths, schemes = zip(*a11y.settings(short=True), strict=True)
    assert (set(widths), set(schemes)) == (set(a11y.WIDTHS), set(a11y.SCHEMES))
    assert len(list(a11y.settings(short=False))) == 9
