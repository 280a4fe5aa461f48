"""Register the parts of this folder with Sphinx, in the order in which they need each other."""

from __future__ import annotations

from sphinx.application import Sphinx

from . import (
    defaults,
    domain,
    entries,
    fallback,
    gc_tuning,
    guard_events,
    identity,
    inputs,
    reading,
    said,
    settings,
    size,
    tasks,
    unchanged,
    whole,
)
from .nodes import item, listing, unrecorded


def setup(app: Sphinx) -> None:
    """Register settings, nodes, domain and events that all builders share."""
    defaults.setup(app)
    whole.setup(app)
    said.setup(app)
    inputs.setup(app)
    settings.register(app)
    identity.setup(app)
    gc_tuning.setup(app)
    size.setup(app)
    tasks.setup(app)
    for node in (item, unrecorded, listing):
        app.add_node(node)
    guard_events.setup(app)
    reading.setup(app)
    domain.setup(app)
    unchanged.setup(app)
    entries.setup(app)
    fallback.setup(app)
