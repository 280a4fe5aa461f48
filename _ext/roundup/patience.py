"""Sphinx's link check, but with an end to its patience."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from sphinx.builders.linkcheck import HyperlinkAvailabilityCheckWorker

_TIMES = 3
"""So often a site may ask for a later visit; Sphinx would come back for ever."""


class PatientWorker(HyperlinkAvailabilityCheckWorker):
    """Asks addresses, and waits when a site says so: a few times, and not for hours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Start without having been put off by any site."""
        super().__init__(*args, **kwargs)
        self._put_off: dict[str, int] = {}

    def limit_rate(self, response_url: str, retry_after: str | None) -> float | None:
        """When to ask again, as time since the epoch; None to give up."""
        host = urlsplit(response_url).netloc
        self._put_off[host] = self._put_off.get(host, 0) + 1
        again: float | None = super().limit_rate(response_url, retry_after)
        too_late = again is not None and again > time.time() + self.rate_limit_timeout
        return None if too_late or self._put_off[host] > _TIMES else again
