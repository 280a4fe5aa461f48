"""What is not looked at where nothing changed, and what is looked at all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from conftest import Site, snapshot, write_answers
from fresh import builds
from sphinx_roundup.extension import unchanged
from sphinx_roundup.extension.domain import RoundupDomain


@pytest.fixture
def assembled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows each time an archive is put together."""
    times: list[str] = []
    whole = RoundupDomain._whole

    def count(domain: RoundupDomain) -> object:
        times.append("")
        return whole(domain)

    monkeypatch.setattr(RoundupDomain, "_whole", count)
    return times


def test_where_nothing_changed_no_archive_is_put_together(
    built_small: Site, assembled: list[str]
) -> None:
    built_small.build_quietly()
    assert assembled == []


@pytest.mark.parametrize(
    "change",
    [
        lambda site: write_answers(site, "https://example.org/review"),
        lambda site: (site.source / "notes.md").write_text("---\ntitle: Notes\n---\n\nWords.\n"),
        lambda site: (site.source / "restored").mkdir(),
        lambda site: (site.work / "html/index.html").write_text("other"),
        lambda site: (site.work / "html/stray.html").write_text("other"),
        lambda site: (site.work / "html/kinds/guide.html").unlink(),
        lambda site: (site.work / "doctrees/index.doctree").unlink(),
    ],
)
def test_whatever_changed_is_noticed(
    built_small: Site, assembled: list[str], change: Callable[[Site], object], tmp_path: Path
) -> None:
    change(built_small)
    built_small.build()
    assert assembled
    clean = Site(built_small.source, tmp_path / "clean")
    assert snapshot(clean.build()) == snapshot(built_small.work / "html")


@pytest.mark.parametrize(
    "asked", [{"force_all": True}, {"filenames": ["index.md"]}], ids=["all", "one"]
)
def test_pages_asked_for_are_written_though_nothing_changed(
    built_small: Site, asked: dict[str, object], assembled: list[str]
) -> None:
    before = snapshot(built_small.work / "html")
    folders = (built_small.work / "html", built_small.work / "doctrees")
    if "filenames" in asked:
        asked = {"filenames": [built_small.source / "index.md"]}
    with patch_docutils(built_small.source), docutils_namespace():
        app = Sphinx(built_small.source, built_small.source, *folders, "html", status=None)
        app.build(**asked)  # type: ignore[arg-type]
    assert assembled
    assembled.clear()
    assert snapshot(built_small.work / "html") == before
    built_small.build_quietly()
    assert assembled == []
    assert snapshot(built_small.work / "html") == before


def test_what_is_wrong_is_told_from_what_was_kept(
    site: Callable[[str], Site], assembled: list[str]
) -> None:
    awful = site("awful")
    awful.build()
    first = awful.warnings
    assembled.clear()
    awful.build()
    assert "WARNING" in first
    assert [*map(len, awful.warnings.splitlines())] == [*map(len, first.splitlines())]


def test_every_file_that_a_build_opens_is_among_what_it_is_made_from(
    site: Callable[[str], Site],
) -> None:
    small = site("small")
    opened: set[str] = set()

    def note(path: str, _writes: bool) -> None:
        if path.startswith(f"{small.source}/"):
            opened.add(path.removeprefix(f"{small.source}/"))

    builds._watch[:] = [note]
    try:
        small.build_quietly()
    finally:
        builds._watch.clear()
    known = set(unchanged._files(small.source, {}, {}))
    assert {"conf.py", "issues/2024-04.md", "sources.yml"} <= opened
    there = {name for name in opened if (small.source / name).exists()}
    assert {name for name in there if "__pycache__" not in name} <= known
