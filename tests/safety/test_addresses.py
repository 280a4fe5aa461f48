"""An address is accepted only if every browser reads it as we do."""

from __future__ import annotations

import string
from collections.abc import Iterator
from random import Random
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from sphinx_roundup.guard.unwrap import clean
from sphinx_roundup.guard.urls import (
    archive_problem,
    canonical,
    host_of,
    link_problem,
    read_address,
)
from sphinx_roundup.syntax.markdown import tokens_of

REFUSED = {
    "https://www.gov.uk:443:evil.test/": "is not an address",
    "https://www.gov.uk:65536/": "is not an address",
    "https://www.gov.uk:-1/": "is not an address",
    "https://www.gov.uk:x/": "is not an address",
    "https://a%00b.test/": "is not an address",
    "https://www.gov.uk%2eevil.test/": "not how its website is written",
    "https://www.gov%E3%80%82uk/": "not how its website is written",
    "https:evil.test": "does not begin with",
    "https:/evil.test": "does not begin with",
    "https:///evil.test": "names no website",
    "https://\\evil.test": "names no website",
    "HTTPS://evil.test/": "does not begin with",
    "Mailto:a@evil.test": "does not begin with",
    "ftp://evil.test/x": "does not begin with",
    "https://@evil.test/": "a name before the @",
    "https://:@evil.test/": "a name before the @",
    "https://www.gov.uk:pw@evil.test/": "a name before the @",
    "https://www.gov.uk\\@evil.test/": "a name before the @",
    "https://www.\u0261ov.uk/": "U+0261",
    "https://www.nspcc.\u0251rg.uk/": "U+0251",
    "https://b\u0131c.test/": "U+0131",
    "https://www.gov\u01c3.uk/": "U+01C3",
    "https://xn--ov-igb.uk/": "U+0261",
    "https://\uff47ov.uk/": "U+FF47",
    "https://gov\u3002uk/": "U+3002",
    "https://go\xadv.uk/": "a sign that cannot be seen",
    "https://gov.u\u212a/": "U+212A",
    "https://xn--a.test/": "no name of a website",
    "https://[::1]/": "no name of a website",
    "https://0x7f.1/": "not how its website is written",
    "https://127.0.0.1/": "no name of a website",
    "https://2130706433/": "not how its website is written",
    "https://localhost/": "no name of a website",
    "https://printer.local/": "only some networks know",
    "https://a..test/": "no name of a website",
    "https://a.test./": "no name of a website",
    "https://-a.test/": "no name of a website",
    "https://a*b.test/": "no name of a website",
    "https://a b.test/": "a space",
    "https://a.test/\u202e": "cannot be seen",
    "https://a.test/\ud800": "cannot be seen",
    "https://a.test/\x00": "cannot be seen",
    "https://a.test/" + "a" * 2_000: "are the most",
    "https://a.test/" + "\u03b1" * 350: "are the most",
    "https://" + "a" * 64 + ".test/": "no name of a website",
    "mailto:": "names no website",
    "mailto:editor": "one mailbox",
    "mailto:a@b@evil.test": "one mailbox",
    "mailto:a@gov.uk,b@evil.test": "one mailbox",
    "mailto:a@gov.uk?bcc=b@evil.test": "more than a subject",
    "mailto:a%40evil.test@gov.uk": "one mailbox",
    "mailto:a@g\u043ev.uk": "U+043E",
}
ACCEPTED = (
    "https://www.gov.uk",
    "http://www.gov.uk:8080/a?b=c#d",
    "https://t\u0177-cymru.example/",
    "https://xn--t-cymru-rvb.example/",
    "https://my_site.example/~a/(b)/%20?q=a%26b",
    "https://a.test/%E2%80%93?x[]=1",
    "mailto:o'neill+news@example.org?subject=Round-up",
)


@pytest.mark.parametrize(("address", "why"), REFUSED.items(), ids=ascii)
def test_refused(address: str, why: str) -> None:
    assert why in link_problem(address)


@pytest.mark.parametrize("address", ACCEPTED, ids=ascii)
def test_accepted(address: str) -> None:
    assert link_problem(address) == ""


PIECES = (
    *("https:", "http:", "mailto:", "HTTPS:", "ftp:", "//", "/", "///", "\\", ":", "@", "?", "#", "%"),
    *("www.", "gov.uk", "evil.test", "xn--", "xn--gv-fmc", "t\u0177", "\xdf", "\u043e", "\u0131", "\uff47", "\u3002"),
    *(".", "..", "-", "_", "443", "99999", "0", "0x7f.1", "127.0.0.1", "[::1]", "[", "]", "%2e", "%00", "%41"),
    *("a", "A", " ", "\t", "\n", "\xad", "\u200d", "\u0301", "\U0001f600", "\ufb01", "\u212a", "!", "*", "|", "^", "&"),
)  # fmt: skip


def addresses(count: int, seed: int) -> Iterator[str]:
    """Addresses of pieces that mean something, most of them nearly right."""
    chance = Random(seed)  # noqa: S311 - the same addresses every time
    letters = string.ascii_letters + string.digits + "-._~:/?#[]@!$&'()*+,;=%\\ \xe9\u0142\u0430"
    for _ in range(count):
        begin = chance.choice(("https://", "https://", "http://", "mailto:", ""))
        host = chance.choice(("www.gov.uk", "t\u0177.example", "", "a.b.test"))
        parts = list(begin + host + chance.choice(("", "/", "/a?b#c", ":80/")))
        for _ in range(chance.randint(0, 3)):
            parts.insert(
                chance.randint(0, len(parts)),
                chance.choice((chance.choice(PIECES), chance.choice(letters))),
            )
        yield "".join(parts)


READ = """(addresses) => addresses.map((address) => {
  try {
    const url = new URL(address);
    return [url.href, url.hostname, url.username];
  } catch { return null; }
})"""


def in_browser(chromium: Browser, given: list[str]) -> list[Any]:
    page = chromium.new_page()
    try:
        return list(page.evaluate(READ, given))
    finally:
        page.close()


@pytest.mark.browser
def test_what_is_accepted_a_browser_reads_the_same(chromium: Browser) -> None:
    given = [*REFUSED, *ACCEPTED, *addresses(20_000, 7)]
    given = [one for one in given if one.isprintable() or "\ud800" not in one]
    accepted = 0
    for address, theirs in zip(given, in_browser(chromium, given), strict=True):
        ours = read_address(address)
        if not link_problem(address):
            accepted += 1
            assert ours is not None
            assert theirs is not None, ascii(address)
            href, *name = theirs
            assert name == [ours.hostname, ""], ascii(address)
            # Chromium spells more letters of a path with a percent sign than the standard does.
            assert unquote(href) == unquote(ours.href), ascii(address)
            assert host_of(address) == ours.hostname.removeprefix("www.")
    assert accepted > 1_000


def test_an_accepted_address_stays_accepted() -> None:
    """In Markdown, in the form to compare, unwrapped, and as a browser writes it."""
    for address in addresses(5_000, 8):
        assert isinstance(canonical(address), str)
        assert isinstance(clean(address).href, str)
        if link_problem(address) or any(letter in address for letter in "()<>[]\\*_`!&"):
            continue
        link = tokens_of(f"[x]({address})\n").tokens[1].children
        assert link is not None
        assert not link_problem(str(link[0].attrGet("href"))), ascii(address)
        url = read_address(address)
        assert url is not None
        assert not link_problem(url.href), ascii(address)


@pytest.mark.parametrize(
    ("copy", "why"),
    [
        ("https://web.archive.org/web/2024/https://www.gov.uk/a", ""),
        ("https://web.archive.org/web/20240401120000if_/http://gov.uk/a/", ""),
        ("https://archive.org/web/2024/gov.uk/a", ""),
        ("https://webarchive.nationalarchives.gov.uk/ukgwa/20240401120000/https://gov.uk/a", ""),
        ("https://www.webarchive.org.uk/wayback/archive/20240401/https://gov.uk/a", ""),
        ("https://archive.ph/AbC1d", ""),
        ("https://perma.cc/AB12-CD34", ""),
        ("https://web.archive.org/web/2024/https://www.gov.uk/b", "of another page"),
        ("https://web.archive.org/web/2024/https://evil.test/?https://gov.uk/a", "of another page"),
        ("https://archive.org/download/evil/evil.exe", "no copy's address"),
        ("https://archive.org/details/evil", "no copy's address"),
        ("https://web.archive.org/web/2024/../../download/evil/x", "no copy's address"),
        ("https://web.archive.org/web/*/https://gov.uk/a", "no copy's address"),
        ("https://web.archive.org/save/https://gov.uk/a", "no copy's address"),
        ("https://web.archive.org:8443/web/2024/https://gov.uk/a", "no copy's address"),
        ("https://web.archive.org:x/web/2024/https://gov.uk/a", "is not an address"),
        ("https://archive.ph/", "no copy's address"),
        ("https://web.archive.org.evil.test/web/2024/https://gov.uk/a", "no web archive we know"),
        ("mailto:a@web.archive.org", "no web archive we know"),
    ],
)
def test_a_copy_is_one_of_the_links_own_page(copy: str, why: str) -> None:
    found = archive_problem(copy, "https://www.gov.uk/a")
    assert (why in found) if why else not found
