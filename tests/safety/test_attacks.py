"""Every attack on a page: told by file and line, by check and build alike, and without effect."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from conftest import ROOTS, Site
from safety.attacks import CANARY
from safety.hostile import LINE, PLANTED, Built, Planted, plant
from sphinx_roundup.model.messages import REFUSALS, Problem


def leaks(folder: Path) -> list[Path]:
    """Files that hold what no page may hold."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in found if CANARY.encode() in path.read_bytes()]


def on_page(problems: tuple[Problem, ...], path: str) -> set[tuple[int, str]]:
    return {(max(p.line, 1), p.subtype) for p in problems if p.path == path}


@pytest.mark.parametrize("planted", PLANTED, ids=str)
def test_the_message_names_file_and_line(hostile: Built, planted: Planted) -> None:
    expected = {(planted.attack.line, planted.attack.subtype)} if planted.attack.subtype else set()
    for problems in (hostile.checked, hostile.said):
        found = on_page(problems, planted.path)
        if planted.attack.subtype:
            assert expected <= found
        else:
            assert not {subtype for _, subtype in found} & REFUSALS


@pytest.mark.parametrize("planted", [p for p in PLANTED if p.attack.subtype in REFUSALS], ids=str)
def test_a_refused_page_shows_its_name_alone(hostile: Built, planted: Planted) -> None:
    page = hostile.out / planted.path.replace(".md", ".html")
    if planted.attack.subtype != "unsafe-file":
        text = page.read_text(encoding="utf-8")
        assert f"<h1>{page.stem}" in text
        assert "A title" not in text


def test_check_and_build_say_the_same(hostile: Built) -> None:
    checked = {(p.path, p.line or 1, p.subtype, p.sentence) for p in hostile.checked}
    assert {(p.path, p.line, p.subtype, p.message) for p in hostile.said} == checked


def test_odd_files_are_named_and_not_read(hostile: Built) -> None:
    for problems in (hostile.checked, hostile.said):
        found = {p.path: p.subtype for p in problems if p.path in hostile.odd_files}
        assert found == hostile.odd_files
    for path in hostile.odd_files:
        assert not (hostile.out / path.replace(".md", ".html")).exists()


def test_nothing_ran_and_nothing_leaked(hostile: Built) -> None:
    assert not hostile.touch.exists()
    written = [p for p in (*hostile.out.rglob("*"), *hostile.site.work.rglob("*")) if p.is_file()]
    assert len(written) > len(PLANTED)
    assert leaks(hostile.site.work) == []
    for path in written:
        assert b"private note" not in path.read_bytes(), path
        assert path.name != "secret.txt"
    for name in ("_downloads", "_images", "_sources"):
        assert not list((hostile.out / name).rglob("*"))


def test_only_the_guard_speaks(hostile: Built) -> None:
    others = [line for line in hostile.site.warnings.splitlines() if not LINE.fullmatch(line)]
    assert all("Ignored unreadable document" in line for line in others)


def test_the_pdf_build_is_as_safe(hostile: Built) -> None:
    site = Site(hostile.site.source, hostile.site.work / "pdf-only")
    out = site.build("roundup-pdf")
    assert [path.suffix for path in out.glob("archive.pdf")] == [".pdf"]
    assert not hostile.touch.exists()
    assert leaks(site.work) == []
    words = "".join(page.extract_text() for page in PdfReader(out / "archive.pdf").pages)
    assert CANARY not in words
    assert "private note" not in words


STOCK = """
extensions = ["myst_parser"]
include_patterns = ["index.md", "issues/*.md"]
myst_enable_extensions = ["colon_fence"]
myst_disable_syntax = ["html_block", "html_inline"]
html_theme = "basic"
"""


def test_the_attacks_work_where_there_is_no_guard(tmp_path: Path) -> None:
    source = tmp_path / "deep" / "source"
    (source / "issues").mkdir(parents=True)
    (source / "topics").mkdir()
    (source / "conf.py").write_text(STOCK, encoding="utf-8")
    (source / "index.md").write_text("# Home\n", encoding="utf-8")
    touch = plant(source)
    dangerous = {"substitution runs a command", "include", "page that reloads elsewhere"}
    for one in PLANTED:
        if one.attack.name not in dangerous:
            (source / one.path).unlink()
    out = tmp_path / "html"
    subprocess.run([sys.executable, "-m", "sphinx", "-q", source, out], check=True)
    assert touch.exists()
    assert leaks(out)
    assert any('http-equiv="refresh"' in page.read_text() for page in out.rglob("*.html"))


def test_a_parsed_page_is_looked_at_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the first look, nothing is copied or shown all the same; 6 and 7 act before it."""
    monkeypatch.setattr("sphinx_roundup.guard.inspect", lambda *_: ())
    source = tmp_path / "deep" / "source"
    shutil.copytree(ROOTS / "small", source)
    plant(source)
    for one in PLANTED:
        # These act before a page is parsed, or stop it: half a character cannot be written.
        if one.attack.number in {6, 7, 9, 28, 29, 30} or "half a" in one.attack.name:
            (source / one.path).unlink()
    site = Site(source, tmp_path / "work")
    out = site.build()
    assert leaks(tmp_path / "work") == []
    for page in (out / "issues").glob("19*.html"):
        text = page.read_text(encoding="utf-8")
        assert "alert(1)</script>" not in text
        assert "javascript:alert" not in re.sub(r"\(javascript:[^)]*\)|&lt;[^&]*&gt;", "", text), (
            page
        )
