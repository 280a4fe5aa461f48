"""Notice of which pages a build says something.

What Sphinx, MyST and docutils say of a page is said while it is read or written. Such a
page is not remembered, so that the next build reads and writes it, and says it, again.
Our own rules say what they find at every build.
"""

from __future__ import annotations

import logging
import re

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.build_phase import BuildPhase
from sphinx.util.logging import NAMESPACE, WarningStreamHandler

_LINE = re.compile(r":\d*$")
_ATTRIBUTE = "roundup_said"


class Said(logging.Filter):
    """Looks at each warning, and lets it pass once.

    Sphinx looks for files twice where it begins anew, and says twice what it found.
    """

    def __init__(self, app: Sphinx) -> None:
        """Begin with nothing said."""
        super().__init__()
        self._app = app
        self._shown: set[tuple[str, str]] = set()
        self.pages: set[str] = set()
        """The docnames of the pages of which something was said."""
        self.count = 0
        """How many messages of this kind were said."""
        self.of_no_page = False
        """Whether something was said that names no page: then each may be meant."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Note the page of a message; tell ``logging`` whether it is shown."""
        place = str(getattr(record, "location", None) or "")
        message = (place, record.getMessage())
        if message in self._shown:
            return False
        self._shown.add(message)
        if self._app.phase is not BuildPhase.INITIALIZATION and not _is_repeated(record):
            self.count += 1
            docname = self._app.env.path2doc(_LINE.sub("", place)) if place else None
            self.of_no_page |= docname is None
            self.pages.update({docname} if docname else ())
        return True


def _is_repeated(record: logging.LogRecord) -> bool:
    """Whether a message is one of ours, which are said at every build."""
    return getattr(record, "type", "") == "roundup"


def said_of(app: Sphinx) -> Said:
    """Give what a build has said so far."""
    said = getattr(app, _ATTRIBUTE)
    assert isinstance(said, Said)
    return said


def listen(app: Sphinx, _config: Config) -> None:
    """Begin to listen (``config-inited``)."""
    said = Said(app)
    setattr(app, _ATTRIBUTE, said)
    for handler in logging.getLogger(NAMESPACE).handlers:
        if isinstance(handler, WarningStreamHandler):
            handler.addFilter(said)  # after Sphinx's own, which drop what is not shown


def setup(app: Sphinx) -> None:
    """Register the listener."""
    app.connect("config-inited", listen, priority=1)
