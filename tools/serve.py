"""Serve the site and build it anew on each save, as sphinx-autobuild does, without loading Sphinx each time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import sphinx_autobuild.build
from sphinx_autobuild.__main__ import main

from warm import Warm


class Subprocess:
    """Stands for the module ``subprocess`` where sphinx-autobuild starts Sphinx."""

    CalledProcessError = subprocess.CalledProcessError

    def __init__(self) -> None:
        """Load Sphinx."""
        self._warm = Warm()

    def run(self, command: Sequence[str], **options: Any) -> object:
        """Run a command; Sphinx in a copy of this process."""
        if list(command[:4]) != [sys.executable, "-m", "sphinx", "build"]:
            return subprocess.run(command, check=True)
        if status := self._warm.sphinx(command[4:]):
            raise subprocess.CalledProcessError(status, command)
        return options


if __name__ == "__main__":
    # Where a release of it starts Sphinx otherwise, that does as well, only slower.
    sphinx_autobuild.build.subprocess = Subprocess()
    main(sys.argv[1:])
