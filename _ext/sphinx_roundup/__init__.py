"""A newsletter's issues as a searchable, citable archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .state import code_digest
from .version import VERSION

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything the archive adds to Sphinx."""
    # Not above: the command line uses the package without Sphinx, which takes a second to load.
    from . import html, pdf, search  # noqa: PLC0415 - Sphinx
    from .extension import (  # noqa: PLC0415 - Sphinx
        defaults,
        domain,
        fallback,
        gc_tuning,
        guard_events,
        identity,
        inputs,
        said,
        settings,
        whole,
    )
    from .extension.nodes import item, listing, unrecorded  # noqa: PLC0415 - Sphinx

    defaults.setup(app)
    whole.setup(app)
    said.setup(app)
    inputs.setup(app)
    settings.register(app)
    identity.setup(app)
    gc_tuning.setup(app)
    for node in (item, unrecorded, listing):
        app.add_node(node)
    guard_events.setup(app)
    domain.setup(app)
    fallback.setup(app)
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
