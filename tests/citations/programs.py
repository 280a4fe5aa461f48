"""Programs of npm that are not ours, as locked: they read and format what the archive writes."""

from __future__ import annotations

import fcntl
import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from search.node import NODE

FOLDER = Path(__file__).with_name("js")


def run(program: str, *words: str | Path, data: object) -> Any:
    """Run a program of the folder on JSON and give the JSON that it prints; install it first."""
    if not shutil.which("npm"):
        pytest.skip("npm is not installed")
    if not _installed():
        pytest.skip("the locked programs could not be installed")
    command = [NODE, FOLDER / program, *words]
    done = subprocess.run(
        command, input=json.dumps(data), capture_output=True, check=True, encoding="utf-8"
    )
    return json.loads(done.stdout)


def _installed() -> bool:
    """Install what is locked, unless it is there: one process does, and the others wait for it."""
    locked = (FOLDER / "package-lock.json").read_bytes()
    kept = FOLDER / "node_modules" / ".installed.json"
    with (FOLDER / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists() and kept.read_bytes() == locked:
            return True
        install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        if subprocess.run(install, cwd=FOLDER, capture_output=True, check=False).returncode:
            return False
        kept.write_bytes(locked)
        return True


def read_back(texts: Mapping[str, Sequence[str]]) -> dict[str, list[Any]]:
    """Have texts read, by the name of their format; see ``js/read.mjs``."""
    found: dict[str, list[Any]] = run("read.mjs", data=texts)
    return found
