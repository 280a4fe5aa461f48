"""The archive as PDF: accessible, indexed, and the same bytes every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the builder and its settings."""
    # Not above: the command line makes reading lists without Sphinx, which takes a second to load.
    from . import builder  # noqa: PLC0415 - Sphinx

    builder.setup(app)
