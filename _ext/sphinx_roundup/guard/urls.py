"""Which addresses a link may have."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

LINK_SCHEMES = ("https", "http", "mailto")
WEB_ARCHIVES = (
    "web.archive.org",
    "archive.org",
    "perma.cc",
    "webarchive.nationalarchives.gov.uk",
    "webarchive.org.uk",
    "archive.ph",
    "archive.today",
)
"""Where an archived copy of a page may be: readers are told that it is one."""


def link_problem(target: str) -> str:
    """Why an address is not accepted as a link, in one sentence; "" if it is."""
    try:
        address = urlsplit(target)
        host = address.hostname or ""
    except ValueError:
        return f"“{target}” is not an address."
    scheme = address.scheme.casefold()
    if scheme not in LINK_SCHEMES:
        return f"“{target}” does not begin with https://, http:// or mailto:."
    return "" if scheme == "mailto" else _host_problem(target, host, address.netloc)


def archive_problem(target: str) -> str:
    """Why an address is not accepted as that of an archived copy; "" if it is."""
    why = link_problem(target)
    if why:
        return why
    host = (urlsplit(target).hostname or "").removeprefix("www.")
    if host not in WEB_ARCHIVES:
        return f"“{target}” is said to be an archived copy, but {host} is no web archive we know."
    return ""


def _host_problem(target: str, host: str, netloc: str) -> str:
    if not host:
        return f"“{target}” names no website."
    if "@" in netloc:
        return f"“{target}” has a name before the @, and leads to {host}."
    if strange := _strange_letters(host):
        return f"“{target}” leads to a website with letters that look like others: {strange}."
    return ""


def _strange_letters(host: str) -> str:
    """The letters of a host's name that are not Latin, by name; "" where there are none."""
    try:
        host = host.encode("ascii").decode("idna")
    except UnicodeEncodeError:
        pass
    except UnicodeError:
        return host
    strange = [letter for letter in host if not letter.isascii() and not _is_latin(letter)]
    return ", ".join(f"U+{ord(letter):04X}" for letter in dict.fromkeys(strange))


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN ")
