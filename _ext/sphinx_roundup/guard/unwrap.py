"""Addresses of links: unwrap what mail programs wrap, and keep only what the archive accepts.

A wrapper that carries the real address inside is unwrapped: in its query, in its path, or
as base64 in either. What hides it is kept and marked. None is ever invented.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from markdown_it.common.normalize_url import normalizeLink

from .urls import host_of, link_problem

_WRAPPERS = re.compile(
    r"(?:^|\.)(?:safelinks\.protection\.outlook\.com|cdn\.office\.net|facebook\.com|cudasvc\.com|slack-redir\.net"
    r"|out\.reddit\.com|steamcommunity\.com|google\.(?:com|co\.uk)|linkedin\.com|substack\.com|govdelivery\.com"
    r"|lnks\.gd|mandrillapp\.com|protection\.sophos\.com|secure-web\.cisco\.com|clicktime\.symantec\.com"
    r"|protect2?\.fireeye\.com|trendmicro\.com|exclaimer\.net|awstrack\.me)$"
)
_ONLY_UNDER = {
    "google.com": "/url", "google.co.uk": "/url", "steamcommunity.com": "/linkfilter", "linkedin.com": "/redir",
    "substack.com": "/redirect", "facebook.com": "/l.php", "cdn.office.net": "/evergreen-assets/safelinks",
}  # fmt: skip
"""Hosts that wrap under one path, and are pages elsewhere."""
_TRACKERS = re.compile(
    r"(?:^|\.)(?:list-manage\d*\.com|sendgrid\.net|(?<!content\.)(?<!public\.)govdelivery\.com|hubspotlinks\.com"
    r"|rs6\.net|cmail\d+\.com|createsend\d*\.com|mjt\.lu|sparkpostmail\d*\.com|mandrillapp\.com"
    r"|exacttarget\.com|mailgun\.(?:org|net)|dmtrk\.net|dotdigital-pages\.com|lnks\.gd|constantcontact\.com"
    r"|hs-sites\.com|emltrk\.com|trk\.klclick\d*\.com|awstrack\.me|mimecast\.com|mlsend\d*\.com|mailanyone\.net"
    r"|(?:link\.)?mail\.beehiiv\.com|urldefense\.(?:com|us)|urldefense\.proofpoint\.com)$"
    r"|^(?:bit\.ly|t\.co|tinyurl\.com|ow\.ly|buff\.ly|dlvr\.it|goo\.gl|lnkd\.in|is\.gd|rebrand\.ly)$"
    r"|^(?:click|clicks|r|link|links|trk|track|tracking)\.(?:e?mail|news|newsletter|mg|em)\."
)
_SCHEME = re.compile(r"\A[A-Za-z]+:")
_INSIDE = re.compile(r"https?(?::|%3A)(?://|%2F%2F)", re.IGNORECASE)
_KEYS = ("url", "u", "q", "a", "p", "e", "target", "to", "upn")
"""Where a wrapper has the address: in its query, or in data that it carries there."""
_MOST_CODED = 8_000
_LAYERS = 5
TRACKER_POINT = "goes through {host}, which hides the real address: open it and put that."
NO_ADDRESS_POINT = "has no address that can be used ({href}): look it up or leave #."


class Address(NamedTuple):
    """What becomes of an address.

    ``point`` is what to review, "" if nothing is; ``wrapper`` is the host that it was
    taken out of.
    """

    href: str
    point: str = ""
    wrapper: str = ""


@lru_cache(10_000)  # an import asks several times of each link
def clean(href: str) -> Address:
    """The address behind ``href``; "" where it leads nowhere on the web."""
    href = "".join(character for character in href.strip() if character.isprintable())
    wrapper = ""
    for _ in range(_LAYERS):
        inner = _unwrapped(href)
        if not inner:
            break
        wrapper, href = wrapper or host_of(href), inner
    if not href or href.startswith("#"):
        return Address("")
    # As the page will have it: without spaces, the scheme in small letters.
    address = normalizeLink(_SCHEME.sub(lambda found: found[0].lower(), href))
    if link_problem(address):
        return Address("", NO_ADDRESS_POINT.format(href=href[:60]))
    host = host_of(address)
    point = TRACKER_POINT.format(host=host) if _TRACKERS.search(host) else ""
    return Address(address, point, wrapper)


def _unwrapped(href: str) -> str:
    """The address that a wrapper carries inside; "" where there is none to be had."""
    try:
        parts = urlsplit(href)
        query = parse_qs(parts.query)
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    if host.startswith("urldefense."):
        return _urldefense(href, query)
    if not _WRAPPERS.search(host) or not _wraps_here(host, parts.path):
        return ""
    return next((web for found in _carried(parts, query) if (web := _web(found))), "")


def _wraps_here(host: str, path: str) -> bool:
    under = next(
        (p for name, p in _ONLY_UNDER.items() if host == name or host.endswith(f".{name}")), ""
    )
    return path.startswith(under)


def _carried(parts: SplitResult, query: dict[str, list[str]]) -> Iterator[str]:
    """What may be the address, the plainest first."""
    given = [value for key in _KEYS for value in query.get(key, ())]
    yield from given
    yield parts.query.rpartition("&&&")[2]
    steps = parts.path.split("/")
    yield from (unquote(step) for step in steps if _INSIDE.match(step))
    for coded in (*given, *(piece for step in steps for piece in step.split("."))):
        yield from _decoded(coded)


def _decoded(coded: str, layers: int = 2) -> Iterator[str]:
    """What base64 or JSON holds as an address."""
    text = coded
    if not coded.startswith("{"):
        try:
            data = base64.urlsafe_b64decode(coded[:_MOST_CODED] + "=" * (-len(coded) % 4))
            text = data.decode("utf-8")
        except (binascii.Error, ValueError):
            return
    yield text
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return
    for key in _KEYS if isinstance(told, dict) else ():
        value = told.get(key)
        if isinstance(value, str):
            yield value
            if layers:
                yield from _decoded(value, layers - 1)


def _urldefense(href: str, query: dict[str, list[str]]) -> str:
    match = re.search(r"/v3/__(.+?)__;([^!]*)!", href)
    if match:
        return _web(_starred(match[1], match[2]))
    given = query.get("u", [""])[0]
    if "/v2/" in href:
        given = given.replace("-", "%").replace("_", "/")
    return _web(unquote(given))


def _starred(address: str, coded: str) -> str:
    """Version 3 writes characters as * and lists them, coded, after the address."""
    if "*" not in address:
        return address
    signs = next(_decoded(coded), "") if "**" not in address else ""
    if len(signs) != address.count("*"):
        return ""
    waiting = iter(signs)
    return re.sub(r"\*", lambda _: next(waiting), address)


def _web(address: str) -> str:
    return address if address.casefold().startswith(("http://", "https://")) else ""
