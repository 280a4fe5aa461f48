"""A newsletter's issues as a searchable, citable archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from .model.archive import Archive

__all__ = ["read", "setup"]


def read(path: str | Path) -> Archive:
    """Read an ``archive.json`` as the frozen model, without Sphinx.

    ::

        import sphinx_roundup

        archive = sphinx_roundup.read("archive.json")
        for item in archive.items:
            print(item.id, item.title, [topic.title for topic in archive.topics_of(item)])

    :raises OSError: where the file cannot be opened.
    :raises ValueError: where it is no archive, is cut short, or is of another version.
    """
    from .data import reader  # noqa: PLC0415 - what a build does not need

    return reader.read(path)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything the archive adds to Sphinx."""
    # Not above: the command line uses the package without Sphinx, which takes a second to load.
    from . import html, pdf, search  # noqa: PLC0415 - Sphinx
    from .extension import registration  # noqa: PLC0415 - Sphinx
    from .state import code_digest  # noqa: PLC0415 - what a reader does not need

    registration.setup(app)
    html.setup(app)
    search.setup(app)
    pdf.setup(app)
    return {
        "version": VERSION,
        # What other code has read is read again.
        "env_version": int(code_digest()[:12], 16),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
