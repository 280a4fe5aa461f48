"""What was read of a page is given again only where it is the very same, by the same code."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import ROOTS, Site, snapshot
from sphinx_roundup import user_cache
from sphinx_roundup.check import archive
from sphinx_roundup.cli import main
from sphinx_roundup.parse import page_records, read_before
from sphinx_roundup.parse.read_before import ReadBefore
from sphinx_roundup.parse.vocabulary import load
from sphinx_roundup.user_cache import PLACE

TEXT = "---\nmasthead: X\n---\n\n# May 2024\n\n## Care\n\n> Words.\n"
PATH = "issues/2024-05.md"


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere") / "cache"
    monkeypatch.setenv(PLACE, str(folder))
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows with each page that is really read."""
    paths: list[str] = []
    really = read_before.read_page

    def note(path: str, text: str) -> object:
        paths.append(path)
        return really(path, text)

    monkeypatch.setattr(read_before, "read_page", note)
    return paths


def test_a_page_is_read_once(cache: Path, read: list[str], tmp_path: Path) -> None:
    first = ReadBefore(tmp_path).read(PATH, TEXT)
    assert ReadBefore(tmp_path).read(PATH, TEXT) == first
    assert read == [PATH]
    (folder,) = cache.glob("*/pages")
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "change",
    [
        lambda folder, path, text: (folder, path, text + "\nMore.\n"),
        lambda folder, _path, text: (folder, "issues/2024-06.md", text),
        lambda folder, path, text: (folder / "elsewhere", path, text),
    ],
)
def test_another_text_path_or_archive_is_another_page(
    cache: Path, read: list[str], tmp_path: Path, change: Callable[..., tuple[Path, str, str]]
) -> None:
    assert not cache.exists()
    ReadBefore(tmp_path).read(PATH, TEXT)
    folder, path, text = change(tmp_path, PATH, TEXT)
    ReadBefore(folder).read(path, text)
    assert read == [PATH, path]


def test_all_that_several_processes_read_is_kept(
    cache: Path, read: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOTS / "small", tmp_path / "small")
    paths = archive.all_pages(tmp_path / "small")
    with monkeypatch.context() as patch:
        patch.setattr(archive, "_FEW", 1)
        patch.setattr(archive, "_SHARE", 1)
        patch.setattr(os, "cpu_count", lambda: 2)
        found = archive.read_pages(tmp_path / "small", paths)
    assert len(list(cache.glob("*/pages/*"))) == len(paths)
    assert archive.read_pages(tmp_path / "small", paths) == found
    assert read == []  # those processes are copies, and their list is not this one


def test_other_code_reads_again(
    cache: Path, read: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not cache.exists()
    ReadBefore(tmp_path).read(PATH, TEXT)
    monkeypatch.setattr(user_cache, "code_digest", lambda: "other")
    ReadBefore(tmp_path).read(PATH, TEXT)
    assert read == [PATH, PATH]


@pytest.mark.parametrize("at", [0, 10, 33, 200, -1])
@pytest.mark.parametrize("cut", [True, False])
def test_what_is_damaged_or_half_written_is_read_again(
    cache: Path, read: list[str], tmp_path: Path, at: int, cut: bool
) -> None:
    first = ReadBefore(tmp_path).read(PATH, TEXT)
    (file,) = (path for path in cache.glob("*/pages/*") if path.is_file())
    whole = file.read_bytes()
    at %= len(whole)
    file.write_bytes(whole[:at] if cut else whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    assert ReadBefore(tmp_path).read(PATH, TEXT) == first
    assert read == [PATH, PATH]
    assert file.read_bytes() == whole


@pytest.mark.parametrize("place", ["", "/dev/null"])
def test_without_a_place_for_it_a_page_is_read_each_time(
    place: str, read: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PLACE, place)
    for _ in range(2):
        ReadBefore(tmp_path).read(PATH, TEXT)
    ReadBefore(tmp_path).forget_others([])
    assert read == [PATH, PATH]


def _check(folder: Path) -> str:
    return CliRunner().invoke(main, ["check", "--archive", str(folder)]).stdout


def test_a_check_says_the_same_a_second_time_and_after_an_edit(
    cache: Path, read: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    awful = Path(shutil.copytree(ROOTS / "awful", tmp_path / "awful"))
    first = _check(awful)
    read.clear()
    assert _check(awful) == first
    assert read == []
    (awful / "topics" / "broken.md").unlink()
    page = awful / "issues" / "2024-04.md"
    page.write_text(page.read_text() + "\n## Late\n\nLoose words.\n")
    kept = len(list(cache.rglob("*")))
    edited = _check(awful)
    assert read == ["issues/2024-04.md"]
    assert len(list(cache.rglob("*"))) == kept - 1  # nothing is kept of a page that is gone
    monkeypatch.setenv(PLACE, "")
    assert edited == _check(awful) != first


def test_a_refused_file_is_never_opened_for_what_was_read_of_it(
    cache: Path, tmp_path: Path
) -> None:
    small = Path(shutil.copytree(ROOTS / "small", tmp_path / "small"))
    assert "nothing to mend" in _check(small)
    assert cache.is_dir()
    page = small / "issues" / "2024-04.md"
    page.rename(tmp_path / "aside.md")
    page.symlink_to(tmp_path / "aside.md")
    assert archive.read_pages(small, ["issues/2024-04.md"])[0].refused


def test_a_build_takes_over_what_a_check_read(
    cache: Path, read: list[str], site: Callable[[str], Site], tmp_path: Path
) -> None:
    small = site("small")
    _check(small.source)
    assert cache.is_dir()
    read.clear()
    built = snapshot(small.build_quietly())
    assert read == []
    shutil.rmtree(cache)
    assert built == snapshot(Site(small.source, tmp_path / "clean").build_quietly())


def test_records_are_read_again_where_one_of_their_pages_changed(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Path(shutil.copytree(ROOTS / "small", tmp_path / "small"))
    first = load(small)
    read: list[str] = []
    really = page_records.read_record

    def note(name: str, *others: object) -> object:
        read.append(name)
        return really(name, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(page_records, "read_record", note)
    assert load(small) == first
    assert read == []
    for file in cache.glob("*/records/*"):
        file.write_bytes(file.read_bytes()[:-1])
    assert load(small) == first
    assert "topics/education.md" in read
    page = small / "topics" / "education.md"
    page.write_text(page.read_text().replace("title: Education", "title: Learning"))
    assert [topic.title for topic in load(small).topics if topic.slug == "education"] == [
        "Learning"
    ]
    page.write_text(page.read_text().replace("title: Learning", "titel: Learning"))
    wrong = load(small).problems
    assert wrong
    assert load(small).problems == wrong  # what is wrong is told again
    page.unlink()
    assert "education" not in {topic.slug for topic in load(small).topics}
