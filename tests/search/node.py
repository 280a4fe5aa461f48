"""Run the search scripts in node, on what a test hands over."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

SCRIPTS = Path(__file__).parent / "js"

needs_node = pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")


def node(script: str, *arguments: object, given: object = None) -> Any:
    """Run a script of ``js/`` with data on its input; return the data it prints."""
    done = subprocess.run(
        ["node", str(SCRIPTS / script), *map(str, arguments)],
        input=json.dumps(given),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def ask(folder: Path, *queries: dict[str, Any]) -> list[dict[str, Any]]:
    """Put queries to the index in a site's folder."""
    answers: list[dict[str, Any]] = node("ask.js", folder / "search", given=queries)
    return answers
