"""The archive's date: that of the commit in every clone, and never that of the clock."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import ROOTS, Site, snapshot
from sphinx_roundup.model.records import Issue
from sphinx_roundup.parse.archive_date import commit_day, commit_of, date_of

ISSUES = (Issue("2023-12", ""), Issue("2024-02", ""))


def git(folder: Path, *words: str, when: str = "") -> None:
    who = {"NAME": "An editor", "EMAIL": "editor@example.org", "DATE": when}
    given = {f"GIT_{role}_{k}": v for role in ("AUTHOR", "COMMITTER") for k, v in who.items() if v}
    # The author's day is another: when words were written says nothing of when they were put in.
    given["GIT_AUTHOR_DATE"] = "2001-01-01T00:00:00Z"
    command = ["git", "-c", "init.defaultBranch=main", "-C", str(folder), *words]
    environment = {**os.environ, **given, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(command, env=environment, check=True, capture_output=True)


def commit(folder: Path, when: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--allow-empty", "--message", "x", when=when)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The small archive, without a date of its own, in two commits."""
    folder = Path(shutil.copytree(ROOTS / "small", tmp_path / "kept"))
    conf = folder / "conf.py"
    conf.write_text(conf.read_text().replace('roundup_date = "2024-06-01"\n', ""))
    git(folder, "init")
    commit(folder, "2024-05-01T10:00:00+00:00")
    (folder / "README.md").write_text("Not a page.\n")
    # Nine in the evening in one zone is the next day in UTC.
    commit(folder, "2024-05-23T21:00:00-05:00")
    return folder


def test_it_is_the_day_of_the_commit_in_universal_time(kept: Path) -> None:
    assert commit_day(kept) == date_of(kept, ISSUES) == dt.date(2024, 5, 24)
    git(kept, "checkout", "HEAD~1")
    assert commit_day(kept) == dt.date(2024, 5, 1)


def test_the_page_about_says_the_day_and_the_commit(kept: Path, tmp_path: Path) -> None:
    (kept / "about.md").write_text("# About\n\n```{listing} made-from\n```\n", encoding="utf-8")
    commit(kept, "2024-05-24T10:00:00Z")
    site = Site(kept, tmp_path / "work")
    said = []
    for _ in range(2):
        found = commit_of(kept)
        assert found is not None
        head = (kept / ".git" / "refs" / "heads" / "main").read_text(encoding="utf-8").strip()
        assert found.name == head
        words = (site.build_quietly() / "about.html").read_text(encoding="utf-8")
        assert f"on 24 May 2024, version <code>{head[:12]}</code>" in words
        said.append(head)
        commit(kept, "2024-05-24T11:00:00Z")  # of the same files, on the same day
    assert said[0] != said[1]


def test_a_commit_put_in_the_place_of_another_says_nothing(kept: Path) -> None:
    git(kept, "replace", "HEAD", "HEAD~1")  # kept in one clone, and not taken along to others
    assert commit_day(kept) == dt.date(2024, 5, 24)


def test_without_git_it_is_the_last_day_of_the_newest_issue(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert date_of(tmp_path, ISSUES) == dt.date(2024, 2, 29)
    assert date_of(tmp_path, [Issue("2024-W18", "")]) == dt.date(2024, 5, 5)
    assert date_of(tmp_path, ()) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert date_of(kept, ISSUES) == dt.date(2024, 2, 29)


def test_a_repository_around_the_archive_or_of_a_hook_says_nothing(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    within = kept / "elsewhere"
    (within / "issues").mkdir(parents=True)
    assert commit_day(within) is None
    monkeypatch.setenv("GIT_DIR", str(kept / ".git"))
    other = tmp_path / "other"
    (other / "issues").mkdir(parents=True)
    assert commit_day(other) is None
    assert commit_day(kept) == dt.date(2024, 5, 24)


def test_an_archive_in_a_folder_of_a_repository_has_its_date(tmp_path: Path) -> None:
    shutil.copytree(ROOTS / "small", tmp_path / "a" / "archive")
    git(tmp_path / "a", "init")
    assert commit_day(tmp_path / "a" / "archive") is None  # nothing is committed
    commit(tmp_path / "a", "2024-05-01T10:00:00Z")
    assert commit_day(tmp_path / "a" / "archive") == dt.date(2024, 5, 1)


def test_no_setting_of_a_repository_is_run(kept: Path, tmp_path: Path) -> None:
    mark = tmp_path / "was-run"
    for name in ("core.fsmonitor", "core.pager", "gpg.program", "diff.external", "core.sshCommand"):
        git(kept, "config", name, f"touch {mark}; false")
    git(kept, "config", "log.showSignature", "true")
    assert commit_day(kept) == dt.date(2024, 5, 24)
    assert not mark.exists()


def test_two_clones_of_one_commit_give_the_same_bytes_shallow_ones_too(
    kept: Path, tmp_path: Path
) -> None:
    built = []
    for name, options in (("whole", ()), ("shallow", ("--depth", "1"))):
        git(tmp_path, "clone", *options, f"file://{kept}", name)
        site = Site(tmp_path / name, tmp_path / f"work-{name}")
        built.append(snapshot(site.build_quietly()))
    assert built[0] == built[1]
    assert b"has closed" in built[0]["issues/2023-12.html"]


def test_a_new_commit_writes_again_what_has_closed_and_nothing_else(
    kept: Path, tmp_path: Path
) -> None:
    git(kept, "checkout", "HEAD~1")
    site = Site(kept, tmp_path / "work")
    before = snapshot(site.build_quietly())
    pdfs = snapshot(site.build_quietly("roundup-pdf"))
    git(kept, "checkout", "main")
    out = site.build_quietly()
    after = snapshot(out)
    assert b"has closed" not in before["issues/2023-12.html"]
    assert b"has closed" in after["issues/2023-12.html"]
    assert after == snapshot(Site(kept, tmp_path / "clean").build_quietly())
    assert before["index.html"] == after["index.html"]
    again = snapshot(site.build_quietly("roundup-pdf"))
    changed = {name for name in pdfs if pdfs[name] != again[name]}
    assert "2023-12.pdf" in changed
    assert "2024-04.pdf" not in changed


def test_a_date_in_conf_py_wins(kept: Path, tmp_path: Path) -> None:
    own = Site(kept, tmp_path / "work")
    page = own.build_quietly(roundup_date="2024-01-01") / "issues" / "2023-12.html"
    assert "has closed" not in page.read_text(encoding="utf-8")
