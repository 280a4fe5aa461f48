"""The Round-up Archive: a newsletter's issues as a searchable, citable archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .version import VERSION

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything the archive adds to Sphinx."""
    # Not above: the command line uses the package without Sphinx, which takes a second to load.
    from . import collector, domain, pdf, plainly, settings, web  # noqa: PLC0415
    from .guard import build as guard  # noqa: PLC0415
    from .nodes import item, listing, unrecorded  # noqa: PLC0415

    settings.register(app)
    collector.setup(app)
    for node in (item, unrecorded, listing):
        app.add_node(node)
    guard.setup(app)
    domain.setup(app)
    plainly.setup(app)
    web.setup(app)
    pdf.setup(app)
    return {
        "version": VERSION,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
