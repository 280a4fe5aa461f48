"""Say when a site grows too large for where sites like it are published."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.console import colorize

logger = logging.getLogger(__name__)

MOST = 900_000_000
"""Bytes. GitHub Pages takes a gigabyte; a site that is nearly there needs another place first."""


def size_of(folder: Path) -> int:
    """Add up the bytes of all files below a folder."""
    return sum(_sizes(os.fspath(folder)))


def _sizes(folder: str) -> Iterator[int]:
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir(follow_symlinks=False):
                yield from _sizes(one.path)
            else:
                yield one.stat(follow_symlinks=False).st_size


def note_size(app: Sphinx, exception: Exception | None) -> None:
    """Tell of a site that is too large (``build-finished``).

    It fails no build, not even a strict one: what is already there has to stay up to date.
    """
    if exception is not None or app.builder.format not in {"html", "pdf"}:
        return
    folder = Path(app.outdir)
    if app.builder.format == "pdf" and (folder.parent / "index.html").is_file():
        folder = folder.parent  # where the website is, PDFs are a part of it
    size = size_of(folder)
    if size > MOST:
        words = (
            f"warning: the site has {size // 1_000_000:,} MB, and GitHub Pages publishes at most"
            " 1,000. Publish it elsewhere, or leave PDFs out: roundup_pdf = False."
        )
        logger.info(colorize("darkred", words))


def setup(app: Sphinx) -> None:
    """Look at what was built, after all of it is written."""
    app.connect("build-finished", note_size, priority=900)
