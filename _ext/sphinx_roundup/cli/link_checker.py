"""Ask web addresses over HTTP whether they answer, politely and safely.

``requests`` sends, urllib3's ``Retry`` tries a failed connection again and reads
``Retry-After``. Ours are three things that they do not do: the pause between two
requests to a host, the refusal of private networks, and what an answer means.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError, InvalidHeader, NameResolutionError
from urllib3.util import Retry

from ..parse.link_status import Reply, reply_of
from ..version import VERSION
from .ssrf_guard import PrivateAddressError, PublicAdapter
from .throttle import HostThrottle

_WORKERS = 4
_TIMES = 3
"""So often a host may ask to be asked later."""
_HOPS = 10
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_LASTING = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; sphinx-roundup/{VERSION}; link check)",
    "Accept": "text/html,*/*;q=0.8",
}


class LinkChecker:
    """Asks addresses; ``timeout`` and ``pause`` are seconds, the pause is kept for each host."""

    def __init__(self, timeout: float, pause: float) -> None:
        """Prepare; nothing is asked yet."""
        self._timeout = timeout
        self._patience = 3 * timeout
        self._throttle = HostThrottle(pause)
        self._retry = Retry(
            total=None, connect=1, read=False, redirect=0, status=0, backoff_factor=1
        )

    def ask_all(self, addresses: Sequence[str]) -> Iterator[tuple[str, Reply]]:
        """Ask addresses, a few hosts at a time; give each with what came of it."""
        turns = _taking_turns(addresses)
        with ThreadPoolExecutor(_WORKERS) as pool:
            yield from zip(turns, pool.map(self.ask, turns), strict=True)

    def ask(self, address: str) -> Reply:
        """Ask one address: its head first, and all of it where that is refused."""
        reply = Reply("unclear")
        for method in ("HEAD", "GET"):
            try:
                reply = self._follow(method, address)
            except PrivateAddressError as refused:
                return Reply("unclear", why=f"{refused}: it was not asked")
            except requests.Timeout:
                return Reply("unclear", why=f"no answer within {self._timeout:g} seconds")
            except (requests.RequestException, HTTPError, ValueError) as error:
                reply = Reply("unclear", why=_why(error))
            if reply.state in {"works", "moved"} or reply.is_busy:
                return reply
        return reply

    def _follow(self, method: str, address: str) -> Reply:
        """Send a request, follow where it leads, and judge the last answer."""
        lasting, here = True, address
        with requests.Session() as session:
            session.trust_env = False  # no proxy, which looks hosts up unjudged; no .netrc
            adapter = PublicAdapter(max_retries=self._retry)
            session.mount("http://", adapter)
            session.mount("https://", adapter)
            for _ in range(_HOPS):
                response = self._send(session, method, here)
                target = session.get_redirect_target(response)
                if target is None:
                    lasting = lasting and here != address
                    return reply_of(response.status_code, here if lasting else "")
                lasting = lasting and response.status_code in _LASTING
                here = urljoin(here, target)
        raise requests.TooManyRedirects

    def _send(self, session: requests.Session, method: str, address: str) -> requests.Response:
        """Send one request in its host's turn; come back later where the host says so."""
        for _ in range(_TIMES):
            self._throttle.wait(address)
            with session.request(
                method,
                address,
                headers=_HEADERS,
                timeout=self._timeout,
                allow_redirects=False,
                stream=True,  # the body is never read
            ) as response:
                later = self._later(response)
            if later is None:
                break
            self._throttle.postpone(address, later)
        return response

    def _later(self, response: requests.Response) -> float | None:
        """In how many seconds to ask again; None if not at all, or not as long as we wait."""
        given = response.headers.get("Retry-After")
        if response.status_code not in _BUSY or given is None:
            return None
        try:
            seconds = self._retry.parse_retry_after(given)
        except InvalidHeader:
            return None
        return seconds if seconds <= self._patience else None


def _taking_turns(addresses: Sequence[str]) -> list[str]:
    """Order addresses so that neighbours are of different hosts."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        hosts[urlsplit(address).netloc].append(address)
    rounds = itertools.zip_longest(*hosts.values())
    return [address for one in rounds for address in one if address is not None]


def _why(error: Exception) -> str:
    """Say in a few plain words why there was no answer."""
    if isinstance(error, requests.TooManyRedirects):
        return "it leads on and on"
    if isinstance(error, requests.exceptions.SSLError):
        return "no secure connection, perhaps for its certificate"
    if isinstance(error, requests.ConnectionError):
        reason = getattr(error.args[0] if error.args else None, "reason", None)
        return "no such host" if isinstance(reason, NameResolutionError) else "no connection"
    return "it is not an address of the web"
