"""Sphinx's link check, but with breaks between its questions and an end to its patience."""

from __future__ import annotations

import threading
import time
from typing import Any
from urllib.parse import urlsplit

from sphinx.builders.linkcheck import HyperlinkAvailabilityCheckWorker

_TIMES = 3
"""So often a site may ask for a later visit; Sphinx would come back for ever."""


class Turns:
    """Keeps ``pause`` seconds between two questions to the same host, whoever asks."""

    def __init__(self, pause: float) -> None:
        """Start with no host asked yet."""
        self._pause = pause
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, address: str) -> None:
        """Return when the host of an address may be asked; count that as asked."""
        host = urlsplit(address).netloc
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, 0.0))
            self._next[host] = turn + self._pause
        time.sleep(turn - now)


class PatientWorker(HyperlinkAvailabilityCheckWorker):
    """Asks addresses, and waits when a site says so: a few times, and not for hours."""

    turns = Turns(0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Start without having been put off by any site."""
        super().__init__(*args, **kwargs)
        self._put_off: dict[str, int] = {}

    def _check_uri(self, uri: str, hyperlink: Any) -> Any:
        self.turns.wait(uri)
        return super()._check_uri(uri, hyperlink)

    def limit_rate(self, response_url: str, retry_after: str | None) -> float | None:
        """When to ask again, as time since the epoch; None to give up."""
        host = urlsplit(response_url).netloc
        self._put_off[host] = self._put_off.get(host, 0) + 1
        again: float | None = super().limit_rate(response_url, retry_after)
        too_late = again is not None and again > time.time() + self.rate_limit_timeout
        return None if too_late or self._put_off[host] > _TIMES else again


def worker(pause: float) -> type[PatientWorker]:
    """Workers that share their turns, ``pause`` seconds apart for each host."""
    return type("Worker", (PatientWorker,), {"turns": Turns(pause)})
