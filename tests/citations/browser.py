"""Run the script that a page loads to make references, on an archive's index."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from search import made
from search.node import NODE
from sphinx_roundup.citations.browser import SCRIPT, script
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.search import write_index

PROGRAM = Path(__file__).with_name("agree.js")


def written_by_script(archive: Archive, folder: Path) -> dict[str, Any]:
    """Give what ``agree.js`` writes of an archive, whose index is made in an empty folder."""
    write_index(archive, folder, made.address_of)
    (folder / SCRIPT).parent.mkdir(parents=True)
    (folder / SCRIPT).write_text(script(archive), encoding="utf-8")
    command = [NODE, PROGRAM, folder]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    data: dict[str, Any] = json.loads(done.stdout)
    return data
