"""The Round-up Archive: a newsletter's issues as a searchable, citable archive."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from . import domain, settings, web
from .nodes import item, listing, unrecorded
from .version import VERSION


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything the archive adds to Sphinx."""
    settings.register(app)
    for node in (item, unrecorded, listing):
        app.add_node(node)
    domain.setup(app)
    web.setup(app)
    return {
        "version": VERSION,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
