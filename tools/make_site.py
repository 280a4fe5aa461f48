"""Build website and PDFs one after the other and seal them: the work of ``make site``."""

from __future__ import annotations

import sys
from pathlib import Path

from sphinx_roundup.cli import main as roundup
from warm import Warm


def main(out: str, *options: str) -> int:
    """Build into the folder ``out``; ``options`` are Sphinx's. Give the exit code."""
    warm = Warm()
    html = Path(out) / "html"
    for builder, folder in (("html", html), ("roundup-pdf", html / "pdf")):
        doctrees = ("--doctree-dir", str(Path(out) / "doctrees"))
        if status := warm.sphinx([*options, *doctrees, "-b", builder, ".", str(folder)]):
            return status
    return int(roundup(["seal", str(html)], standalone_mode=False) or 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
