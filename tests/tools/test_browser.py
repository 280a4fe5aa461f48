"""Which browser `make test` takes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import PROJECT

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


@pytest.mark.parametrize("found", [NAMES[:2], NAMES[1:], NAMES[3:]])
def test_the_browser_without_windows_comes_first(found: tuple[str, ...], tmp_path: Path) -> None:
    for name in (*found, "own"):
        (tmp_path / name).touch(0o755)
    for said, expected in (("", found[0]), (str(tmp_path / "own"), "own")):
        done = subprocess.run(
            [shutil.which("sh") or "sh", PROJECT / "tools" / "browser.sh"],
            env={"PATH": str(tmp_path), "CHROMIUM": said},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.splitlines() == [str(tmp_path / expected)]
