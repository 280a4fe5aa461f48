"""Read files over HTTP, from the public internet alone."""

from __future__ import annotations

from collections.abc import Iterator

import requests
from urllib3.exceptions import HTTPError

from ..version import VERSION
from .ssrf_guard import PublicAdapter

_PART = 1 << 16
_LARGEST = 1 << 30
"""Bytes: no file of an archive is larger than what a host takes for a whole site."""


class Fetcher:
    """Reads files; ``timeout`` is in seconds. It follows no redirect: a copy stands where it is."""

    def __init__(self, timeout: float) -> None:
        """Prepare; nothing is asked yet."""
        self._timeout = timeout
        self._session = requests.Session()
        self._session.trust_env = False  # no proxy, which looks hosts up unjudged; no .netrc
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, PublicAdapter())

    def read(self, address: str) -> Iterator[bytes]:
        """Give the bytes of a file, part by part.

        :raises OSError: where it is not answered with the file.
        """
        headers = {
            "User-Agent": f"sphinx-roundup/{VERSION} (verify)",
            "Accept-Encoding": "identity",
        }
        try:
            with self._session.get(
                address, timeout=self._timeout, stream=True, allow_redirects=False, headers=headers
            ) as answer:
                if answer.status_code != requests.codes.ok:
                    raise OSError(f"the host answered {answer.status_code}")
                count = 0
                for part in answer.iter_content(_PART):
                    count += len(part)
                    if count > _LARGEST:
                        raise OSError("it is too large")
                    yield part
        except (requests.RequestException, HTTPError) as error:
            raise OSError(f"no answer ({type(error).__name__})") from error
