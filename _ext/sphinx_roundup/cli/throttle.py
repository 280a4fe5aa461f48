"""Throttle requests per host, whichever thread makes them."""

from __future__ import annotations

import threading
import time
from urllib.parse import urlsplit


class HostThrottle:
    """Keeps ``pause`` seconds between two requests to the same host."""

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

    def postpone(self, address: str, seconds: float) -> None:
        """Ask the host of an address no sooner than so many seconds from now."""
        host = urlsplit(address).netloc
        with self._lock:
            later = time.monotonic() + seconds
            self._next[host] = max(later, self._next.get(host, 0.0))
