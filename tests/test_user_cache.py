"""What one command keeps for the next: for this user alone, in little room, and never in the way."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from fresh.builds import quiet_python
from sphinx_roundup import user_cache
from sphinx_roundup.user_cache import PLACE, UserCache


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv(PLACE, str(folder))
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    return tmp_path / "archive"


def keep(archive: Path, value: object = "kept") -> None:
    UserCache(archive, "pages").put(value, "a.md", "text")


def kept(archive: Path) -> object:
    return UserCache(archive, "pages").get("a.md", "text")


def test_nobody_else_gets_in_whatever_is_usual_on_a_machine(cache: Path, archive: Path) -> None:
    before = os.umask(0)
    try:
        keep(archive)
    finally:
        os.umask(before)
    assert kept(archive) == "kept"
    folders = [cache, *(path for path in cache.rglob("*") if path.is_dir())]
    assert {folder.stat().st_mode & 0o777 for folder in folders} == {0o700}
    assert len(folders) == 3


@pytest.mark.parametrize("depth", range(3))
def test_nothing_is_taken_from_where_others_can_write(
    cache: Path, archive: Path, depth: int
) -> None:
    keep(archive)
    (sort,) = cache.glob("*/pages")
    (sort, *sort.parents)[depth].chmod(0o770)
    assert kept(archive) is None
    assert not UserCache(archive, "pages").is_there
    (sort, *sort.parents)[depth].chmod(0o755)
    assert kept(archive) == "kept"


def test_nothing_is_taken_from_what_another_user_made(
    cache: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not cache.exists()
    keep(archive)
    us = os.getuid()
    monkeypatch.setattr(user_cache.os, "getuid", lambda: us + 1)
    assert kept(archive) is None
    keep(archive, "other")  # nor is anything put there
    monkeypatch.undo()
    monkeypatch.setenv(PLACE, str(cache))
    assert kept(archive) == "kept"


@pytest.mark.parametrize("way", ["below", "link", "relative"])
def test_nothing_is_kept_in_the_archive_s_own_folder(
    archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: str
) -> None:
    """A request may bring any file there, and what is unpacked can run code."""
    monkeypatch.chdir(archive)
    (tmp_path / "link").symlink_to(archive)
    places = {"below": archive / ".cache", "link": tmp_path / "link", "relative": ".cache"}
    monkeypatch.setenv(PLACE, str(places[way]))
    keep(archive)
    assert list(archive.iterdir()) == []
    assert kept(archive) is None


def test_a_link_leads_to_no_folder_in_the_archive(cache: Path, archive: Path) -> None:
    keep(archive)
    cache.rename(archive / "brought")
    cache.symlink_to(archive / "brought")
    assert kept(archive) is None
    elsewhere = archive.with_name("elsewhere")
    (archive / "brought").rename(elsewhere)
    cache.unlink()
    cache.symlink_to(elsewhere)  # as somebody does who has a larger disk
    assert kept(archive) == "kept"


def test_what_was_kept_for_an_archive_that_is_gone_goes_with_the_next(
    cache: Path, archive: Path, tmp_path: Path
) -> None:
    keep(archive)
    (cache / "mine").mkdir()
    (cache / "mine" / "archive.txt").write_text("/nowhere")
    (cache / ("0" * 32)).mkdir()  # cut off before it said what it is for
    for number in range(3):
        copy = tmp_path / f"copy-{number}"
        copy.mkdir()
        keep(copy)
        copy.rmdir()
    assert len(list(cache.iterdir())) == 3  # the archive's, the last copy's, and what is not ours
    assert (cache / "mine" / "archive.txt").exists()
    assert kept(archive) == "kept"


def _read_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = Path.mkdir

    def refuse(self: Path, *how: object, **also: object) -> None:
        if self.is_relative_to(folder):
            raise PermissionError(13, "Permission denied", str(self))
        really(self, *how, **also)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "mkdir", refuse)


def _unreadable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = Path.stat

    def refuse(self: Path, **how: bool) -> os.stat_result:
        if self.is_relative_to(folder):
            raise PermissionError(13, "Permission denied", str(self))
        return really(self, **how)

    monkeypatch.setattr(Path, "stat", refuse)


@pytest.mark.parametrize("lock", [_read_only, _unreadable])
def test_a_home_that_cannot_be_used_costs_only_time(
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lock: Callable[[Path, pytest.MonkeyPatch], None],
) -> None:
    monkeypatch.delenv(PLACE)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    lock(tmp_path / "home", monkeypatch)
    keep(archive)
    assert kept(archive) is None
    UserCache(archive, "pages").forget_others([])
    monkeypatch.undo()
    assert not (tmp_path / "home").exists()


def test_the_place_is_the_user_s_own(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PLACE)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")  # counts as none, the standard says
    keep(archive)
    assert [path.name for path in (tmp_path / "home" / ".cache").iterdir()] == ["sphinx-roundup"]

    def without(_: type[Path]) -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", classmethod(without))
    assert kept(archive) is None


def test_another_python_and_another_shape_count_as_not_there(
    cache: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(archive)
    with monkeypatch.context() as other:
        other.setattr(user_cache.sys, "version", "3.99")
        assert kept(archive) is None
    (file,) = (path for path in cache.glob("*/pages/*") if path.is_file())
    for shape in (b"", b"\n", b"\xff", b"0" * 32 + b"\n" + pickle.dumps("foreign")):
        file.write_bytes(shape)
        assert kept(archive) is None
    keep(archive)
    assert kept(archive) == "kept"


def _work(archive: Path, number: int) -> None:
    """Put, get and forget, side by side with others who do the same."""
    whole = {f"of {one}" * 200 for one in range(3)}
    ours = UserCache(archive, "pages")
    for turn in range(20):
        ours.put(f"of {number}" * 200, "a.md", "text")
        assert ours.get("a.md", "text") in whole | {None}
        ours.forget_others(["a.md"] if turn % 2 else [])


def test_many_at_once_leave_what_is_whole(cache: Path, archive: Path) -> None:
    for number in range(3):
        with quiet_python():
            child = os.fork()
        if not child:
            try:
                _work(archive, number)
                os._exit(0)
            finally:
                os._exit(1)
    assert [os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(3)] == [0, 0, 0]
    UserCache(archive, "pages").forget_others([])
    assert [path.name for path in cache.glob("*/pages/*")] == []
