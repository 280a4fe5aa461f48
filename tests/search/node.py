"""Run the search scripts in node, on what a test hands over."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable

SCRIPTS = Path(__file__).parent / "js"

# Playwright brings a node along: the same on every machine, and nothing more to install.
NODE = compute_driver_executable()[0]


def node(script: str, *arguments: object, given: object = None) -> Any:
    """Run a script of ``js/`` with data on its input; return the data it prints."""
    done = subprocess.run(
        [NODE, str(SCRIPTS / script), *map(str, arguments)],
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
