"""Which addresses a link may have: the one place that reads, judges and compares them.

Addresses are read by the parser of the URL standard that browsers follow, so that
what is accepted here leads nowhere else there. Of what that parser takes, far from
all is accepted: nobody prints a number, an at sign or letters that look like others
in the name of a website.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import parse_qsl, quote, urlencode

import ada_url

LINK_SCHEMES = ("https", "http", "mailto")
MAX_ADDRESS = 2_000
"""Bytes of an address as it is sent; browsers and print engines bear at least so many."""

_TIME = r"\d{4,14}(?:[a-z]{2}_)?"
WEB_ARCHIVES = {
    "web.archive.org": rf"/web/{_TIME}/(?P<copied>.+)",
    "archive.org": rf"/web/{_TIME}/(?P<copied>.+)",
    "webarchive.nationalarchives.gov.uk": rf"/(?:ukgwa/)?{_TIME}/(?P<copied>.+)",
    "webarchive.org.uk": rf"/wayback/(?:archive|en/archive)/{_TIME}/(?P<copied>.+)",
    "archive.ph": rf"/(?:[A-Za-z0-9]{{4,6}}|{_TIME}/(?P<copied>.+))",
    "archive.today": rf"/(?:[A-Za-z0-9]{{4,6}}|{_TIME}/(?P<copied>.+))",
    "perma.cc": r"/[A-Z0-9]{4}-[A-Z0-9]{4}",
}
"""Where an archived copy of a page may be, and how its address goes on.

Readers are told that it is one, so places for anybody's uploads do not count.
``copied`` is the address that was copied, where an archive's own names it.
"""

SAID = MappingProxyType(
    {
        "unseen": "{shown} is not an address: it has a space or a sign that cannot be seen.",
        "beginning": "{shown} does not begin with https://, http:// or mailto:.",
        "nameless": "{shown} names no website.",
        "none": "{shown} is not an address.",
        "long": "{shown} goes on for {size} letters, and {most} are the most.",
        "mailbox": "{shown} is not the address of one mailbox.",
        "mail-fields": "{shown} asks a mail program for more than a subject and a text.",
        "user": "{shown} has a name before the @, and leads to {host}.",
        "strange": "{shown} leads to a website with letters that look like others: {letters}.",
        "otherwise": "{shown} leads to {host}, which is not how its website is written.",
        "no-name": "{shown} leads to {host}, which is no name of a website.",
        "own-network": "{shown} leads to {host}, which only some networks know.",
    }
)
"""What is said of an address that is not accepted, by the name of the reason."""
BEGINNING = re.compile(r"https?://|mailto:")
_NO_NAME = frozenset(("", "/", "\\", "?", "#"))
_AUTHORITY = re.compile(r"https?://([^/?#]*)")
LABEL = re.compile(r"(?!xn--)[^\W_](?:[\w-]{0,61}[^\W_])?")
ASCII_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?")
LAST_LABEL = re.compile(r".*[^\W\d_]")
_LONGEST_HOST = 253
_PLAIN = re.compile(r"(https?://[^/?#]+)/[A-Za-z0-9_./?=~+-]++")
"""A website, and below it nothing that a browser reads otherwise than it is written."""
MAILBOX = re.compile(r"mailto:[A-Za-z0-9.!#$&'*+/=^_`{|}~-]+@([^@?#]+)(?:\?([^#]*))?")
_KEPT = "%/:?#[]@!$&'()*+,;=~"
_MAIL_FIELDS = frozenset({"subject", "body"})
OWN_NETWORK = re.compile(r"(?:.*\.)?(?:localhost|local|internal|intranet|lan|home\.arpa)")
_TRACKING = re.compile(r"utm_\w+|mc_[ce]id|fbclid|gclid|igshid|_hsenc|_hsmi|mkt_tok|ref_src")
# Of Latin-1 and Latin Extended-A, those that are taken for an i, a k, an n or an s.
_LOOK_ALIKE = frozenset("\u0131\u0138\u0149\u017f")


def read_address(address: str) -> ada_url.URL | None:
    """Read an address as a browser does; None for what a browser calls no address."""
    try:
        return ada_url.URL(address)
    except ValueError:  # a lone surrogate is one, too
        return None


def host_of(address: str) -> str:
    """The host of a web address without ``www.``; "" for any other address."""
    url = read_address(address)
    if url is None or url.protocol not in {"http:", "https:"}:
        return ""
    return url.hostname.removeprefix("www.")


@lru_cache(maxsize=100_000)
def canonical(address: str) -> str:
    """The form in which two addresses of the same page are equal.

    The scheme, ``www.``, a final slash, the fragment and tracking parameters do
    not count, nor does the case of the host; the order of parameters does.
    """
    url = read_address(address)
    if url is None:
        return address
    kept = [
        (name, value)
        for name, value in parse_qsl(url.search.removeprefix("?"), keep_blank_values=True)
        if not _TRACKING.fullmatch(name.casefold())
    ]
    host = url.host.removeprefix("www.")
    return f"//{host}{url.pathname.rstrip('/')}{'?' * bool(kept)}{urlencode(kept)}"


@lru_cache(maxsize=100_000)
def link_problem(target: str) -> str:
    """Why an address is not accepted as a link, in one sentence; "" if it is."""
    plain = _PLAIN.fullmatch(target) if len(target) < MAX_ADDRESS else None
    # What is below a website by plain signs is as good as the website, which is judged once.
    return "" if plain and not link_problem(plain[1]) else _link_problem(target)


def _link_problem(target: str) -> str:
    shown = f"“{target[:80]}”"
    if why := _form_problem(target, shown):
        return why
    url = read_address(target)
    if url is None:
        return SAID["none"].format(shown=shown)
    size = max(len(url.href), len(quote(target, safe=_KEPT)))
    if size > MAX_ADDRESS:
        return SAID["long"].format(shown=shown, size=f"{size:,}", most=f"{MAX_ADDRESS:,}")
    if url.protocol == "mailto:":
        return _mail_problem(target, shown)
    authority = _AUTHORITY.match(target)
    assert authority  # else there were no host, and no URL
    return _host_problem(authority[1], url.hostname, shown)


def web_problem(address: str) -> str:
    """Why an address is not accepted as that of a page of the web, in one sentence; "" if it is."""
    if address.casefold().startswith("mailto:"):
        return f"“{address[:80]}” is no address of a page; write https://…."
    return link_problem(address)


def archive_problem(copy: str, target: str) -> str:
    """Why an address is not accepted as that of an archived copy of ``target``; "" if it is."""
    why = link_problem(copy)
    if why:
        return why
    shown = f"“{copy[:80]}”"
    host = host_of(copy)
    if host not in WEB_ARCHIVES:
        return f"{shown} is said to be an archived copy, but {host} is no web archive we know."
    url = read_address(copy)
    assert url is not None
    found = None if url.port else re.fullmatch(WEB_ARCHIVES[host], url.pathname)
    if found is None:
        return f"{shown} is said to be an archived copy, but is no copy's address at {host}."
    copied = found.groupdict().get("copied")
    if copied is None:
        return ""
    # Archives leave the scheme out, or one of its slashes.
    copied = re.sub(r"\A(?:https?:/+)?", "https://", copied, count=1) + url.search
    if canonical(copied) != canonical(target):
        return f"{shown} is a copy of another page than the one that the link leads to."
    return ""


def _form_problem(target: str, shown: str) -> str:
    if " " in target or not target.isprintable():  # no other space is printable
        return SAID["unseen"].format(shown=shown)
    begins = BEGINNING.match(target)
    if not begins:
        return SAID["beginning"].format(shown=shown)
    if target[begins.end() : begins.end() + 1] in _NO_NAME:
        return SAID["nameless"].format(shown=shown)
    return ""


def _mail_problem(target: str, shown: str) -> str:
    found = MAILBOX.fullmatch(target)
    if not found:
        return SAID["mailbox"].format(shown=shown)
    fields = {name for name, _ in parse_qsl(found[2] or "", keep_blank_values=True)}
    if fields - _MAIL_FIELDS:
        return SAID["mail-fields"].format(shown=shown)
    site = read_address(f"https://{found[1]}")
    if site is None:
        return SAID["mailbox"].format(shown=shown)
    return _host_problem(found[1], site.hostname, shown)


def _host_problem(authority: str, host: str, shown: str) -> str:
    """Judge the name of a website; ``authority`` is how it was written, ``host`` how it is read."""
    if "@" in authority:
        return SAID["user"].format(shown=shown, host=host)
    written = re.sub(r":\d*\Z", "", authority).lower()
    meant = ada_url.idna_to_unicode(host.encode())
    if strange := _strange_letters(f"{authority}{meant}"):
        return SAID["strange"].format(shown=shown, letters=strange)
    if written not in {host, meant} or ada_url.idna_to_ascii(meant) != host.encode():
        return SAID["otherwise"].format(shown=shown, host=host)
    if not _is_name(host, meant):
        return SAID["no-name"].format(shown=shown, host=host)
    if OWN_NETWORK.fullmatch(host):
        return SAID["own-network"].format(shown=shown, host=host)
    return ""


def _is_name(host: str, meant: str) -> bool:
    """Whether the name of a website is one that the domain name system can have."""
    labels = meant.split(".")
    return (
        len(labels) > 1
        and len(host) <= _LONGEST_HOST
        and all(map(LABEL.fullmatch, labels))
        and all(map(ASCII_LABEL.fullmatch, host.split(".")))
        and bool(LAST_LABEL.fullmatch(labels[-1]))
    )


def _strange_letters(host: str) -> str:
    """The letters of a host's name that may be taken for others; "" where there are none."""
    strange = [letter for letter in host if not letter.isascii() and not _is_latin(letter)]
    return ", ".join(f"U+{ord(letter):04X}" for letter in dict.fromkeys(strange))


def _is_latin(letter: str) -> bool:
    """Whether a letter is of Latin-1 or Latin Extended-A, and none that looks like another."""
    return (
        "\xc0" <= letter <= "\u017f"
        and unicodedata.category(letter) in {"Ll", "Lu"}
        and letter not in _LOOK_ALIKE
    )
