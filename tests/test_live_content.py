"""The tests own their content: whoever reads the live issues, topics or sources is stopped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from live_content import LIVE, LiveContentError

from conftest import PROJECT

READS: dict[str, Callable[[Path], object]] = {
    "opened": lambda _: (PROJECT / "sources.yml").read_text(),
    "opened by number": lambda _: os.open(PROJECT / "sources.yml", os.O_RDONLY),
    "opened as bytes": lambda _: open(os.fsencode(PROJECT / "sources.yml")),  # noqa: PTH123, SIM115 - as bytes
    "listed": lambda _: os.listdir(PROJECT / "topics"),  # noqa: PTH208 - another event than scandir
    "walked": lambda _: list(PROJECT.glob("issues/*.md")),
    "copied": lambda folder: shutil.copytree(PROJECT / "issues", folder / "issues"),
    "by another way": lambda _: (PROJECT / "tests" / ".." / "sources.yml").read_text(),
    "from a folder": lambda _: Path("sources.yml").read_text(),
    "through a link": lambda folder: list((folder / "link").iterdir()),
}


@pytest.mark.parametrize("how", READS)
def test_whoever_reads_live_content_is_stopped(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to(PROJECT / "topics")
    monkeypatch.chdir(PROJECT)
    with pytest.raises(LiveContentError, match=r"Use tests/printed instead\."):
        READS[how](tmp_path)


def test_a_program_that_a_test_starts_is_stopped_too() -> None:
    code = f"import sphinx_roundup\ntry:\n    open({LIVE[2]!r})\nexcept Exception:\n    pass\n"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "LiveContentError" in done.stderr


def test_what_is_named_alike_is_free(tmp_path: Path) -> None:
    for name in ("issues", "topics"):
        (tmp_path / name).mkdir()
        assert list((tmp_path / name).iterdir()) == []
    assert list((PROJECT / "tests" / "printed" / "issues").iterdir())


def test_tests_of_single_functions_need_no_browser_and_not_what_drives_one() -> None:
    code = (
        "import sys, pytest; sys.modules['playwright'] = None;"
        "sys.exit(pytest.main(['-q', '--collect-only', '-p', 'no:cacheprovider', *sys.argv[1:]]))"
    )
    files = ["tests/test_model.py", "tests/search/test_index.py", "tests/pdf", "tests/cli"]
    done = subprocess.run(
        [sys.executable, "-c", code, *files],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
