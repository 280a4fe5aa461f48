"""Work on the whole archive that a builder may share out among processes, beside its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sphinx.application import Sphinx

COLLECT = "roundup-collect-tasks"
"""The event by which a builder asks for tasks; whoever has any gives a list of them.

They are done before ``html-collect-pages`` is emitted, whose pages may need what was made.
"""


@dataclass(frozen=True, slots=True)
class Task:
    """One task of several.

    :ivar name: for the status line.
    :ivar make: does the work, perhaps in another process, which knows all that is known here.
    :ivar take: is given, in this process, what was made: plain data.
    :ivar is_long: whether it takes as long as many pages.
    """

    name: str
    make: Callable[[], Any]
    take: Callable[[Any], None]
    is_long: bool = False


def setup(app: Sphinx) -> None:
    """Register the event."""
    app.add_event(COLLECT)
