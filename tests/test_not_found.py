"""The page for addresses that lead nowhere works at any depth, or is not there."""

from __future__ import annotations

import re

import pytest
from sphinx.errors import ConfigError

from conftest import Site
from sphinx_roundup.html.not_found import from_root


def test_it_leads_on_from_any_depth_below_a_folder(built_small: Site) -> None:
    assert not (built_small.work / "html/404.html").exists()  # nobody said where the archive is
    out = built_small.build_quietly(html_baseurl="https://example.org/old/archive/")
    text = (out / "404.html").read_text(encoding="utf-8")
    found = re.findall(r'\s(?:href|src|action)="([^"]*)"', text)
    assert len(found) > 15
    for address in found:
        if address.startswith("#"):
            continue
        path = address.removeprefix("/old/archive/").partition("?")[0]
        assert path != address, address
        assert (out / path).is_file(), address
    assert 'data-content_root="/old/archive/./"' in text
    assert '<meta name="robots" content="noindex">' in text
    assert text.count('role="search"') == 1
    assert "404" not in (out / "sitemap.xml").read_text(encoding="utf-8")
    built_small.build_quietly()
    assert not (out / "404.html").exists()


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ('<a href="x/y.html">', '<a href="/r/x/y.html">'),
        ('<html data-content_root="">', '<html data-content_root="/r/">'),
        ('<form class="a" action="search.html">', '<form class="a" action="/r/search.html">'),
        ('<a href="#here">', '<a href="#here">'),
        ('<a href="mailto:a@b.c">', '<a href="mailto:a@b.c">'),
        ('<a href="https://example.org">', '<a href="https://example.org">'),
        ("<p>href=x</p>", "<p>href=x</p>"),
    ],
)
def test_only_relative_addresses_are_changed(written: str, made: str) -> None:
    assert from_root(written, "/r/") == made


def test_every_page_has_an_icon(built_small: Site) -> None:
    out = built_small.work / "html"
    for name, way in (("index.html", ""), ("topics/education.html", "../")):
        assert f'<link rel="icon" href="{way}_static/favicon.svg">' in (out / name).read_text()
    assert (out / "_static/favicon.svg").read_bytes().startswith(b"<svg")
    (built_small.source / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    built_small.build_quietly(html_logo="logo.svg")
    assert '<link rel="icon" href="_static/logo.svg">' in (out / "index.html").read_text()


def test_another_theme_is_told_in_one_sentence(built_small: Site) -> None:
    with pytest.raises(ConfigError, match=r"html_theme is “basic”, but .* made for “furo”"):
        built_small.build(html_theme="basic")


def test_a_template_of_the_archives_own_stands_on_ours(built_small: Site) -> None:
    folder = built_small.source / "_templates"
    folder.mkdir()
    own = '{% extends "!page.html" %}{% block content %}Ours. {{ super() }}{% endblock %}'
    (folder / "page.html").write_text(own)
    text = (built_small.build(templates_path=["_templates"]) / "index.html").read_text()
    assert "Ours. " in text
    assert "Content-Security-Policy" in text
    assert 'aria-controls="menu"' in text
