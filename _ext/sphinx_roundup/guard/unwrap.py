"""Addresses of links: unwrap what mail programs wrap, and keep only what the archive accepts."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from markdown_it.common.normalize_url import normalizeLink

from .urls import host_of, link_problem

_INSIDE = {
    "safelinks.protection.outlook.com": "url",
    "google.com": "q",
    "google.co.uk": "q",
    "l.facebook.com": "u",
    "lm.facebook.com": "u",
    "linkprotect.cudasvc.com": "a",
    "slack-redir.net": "url",
    "out.reddit.com": "url",
    "steamcommunity.com": "url",
}
_REDIRECTS = {"google.com": "/url", "google.co.uk": "/url", "steamcommunity.com": "/linkfilter"}
_TRACKERS = re.compile(
    r"(?:^|\.)(?:list-manage\d*\.com|sendgrid\.net|govdelivery\.com|mailchi\.mp|hubspotlinks\.com"
    r"|rs6\.net|cmail\d+\.com|createsend\d*\.com|mjt\.lu|sparkpostmail\d*\.com|mandrillapp\.com"
    r"|exacttarget\.com|mailgun\.(?:org|net)|dmtrk\.net|dotdigital-pages\.com|lnks\.gd|constantcontact\.com"
    r"|hs-sites\.com|emltrk\.com|trk\.klclick\d*\.com|awstrack\.me)$"
)
_SCHEME = re.compile(r"\A[A-Za-z]+:")
_LAYERS = 5
TRACKER_POINT = "goes through {host}, which hides the real address: open it and put that."
NO_ADDRESS_POINT = "has no address that can be used ({href}): look it up or leave #."


class Address(NamedTuple):
    """What becomes of an address; ``point`` is what to review, "" if nothing is."""

    href: str
    point: str = ""


def clean(href: str) -> Address:
    """The address behind ``href``; "" where it leads nowhere on the web."""
    href = "".join(character for character in href.strip() if character.isprintable())
    for _ in range(_LAYERS):
        inner = _unwrapped(href)
        if not inner:
            break
        href = inner
    if not href or href.startswith("#"):
        return Address("")
    # As the page will have it: without spaces, the scheme in small letters.
    address = normalizeLink(_SCHEME.sub(lambda found: found[0].lower(), href))
    if link_problem(address):
        return Address("", NO_ADDRESS_POINT.format(href=href[:60]))
    host = host_of(address)
    point = TRACKER_POINT.format(host=host) if _TRACKERS.search(host) else ""
    return Address(address, point)


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
    for name, key in _INSIDE.items():
        mine = host == name or host.endswith("." + name)
        if mine and parts.path.startswith(_REDIRECTS.get(name, "")):
            return _web(query.get(key, [""])[0])
    return ""


def _urldefense(href: str, query: dict[str, list[str]]) -> str:
    match = re.search(r"/v3/__(.+?)__;([^!]*)!", href)
    if match:
        # Version 3 writes characters as * and lists them, coded, after the address.
        return _web(match[1]) if "*" not in match[1] else ""
    given = query.get("u", [""])[0]
    if "/v2/" in href:
        given = given.replace("-", "%").replace("_", "/")
    return _web(unquote(given))


def _web(address: str) -> str:
    return address if address.casefold().startswith(("http://", "https://")) else ""
