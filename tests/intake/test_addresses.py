"""Wrapped addresses are unwrapped, hidden ones marked, useless ones dropped."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote

import pytest

from sphinx_roundup.guard.unwrap import clean

REAL = "https://www.example.org/report?id=1"


@pytest.mark.parametrize(
    "wrapped",
    [
        REAL,
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2Freport%3Fid%3D1&data=05%7C01&reserved=0",
        "https://www.google.com/url?q=https://www.example.org/report?id%3D1&sa=D",
        "https://urldefense.com/v3/__https://www.example.org/report?id=1__;!!abc$",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.example.org_report-3Fid-3D1&d=Dw",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.example.org%2Freport%3Fid%3D1",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Furldefense.com%2Fv3%2F__https%3A%2F%2Fwww.example.org%2Freport%3Fid%3D1__%3B%21%21x%24",
        " https://www.example.org/\nreport?id=1 ",
    ],
)
def test_the_address_inside_is_found(wrapped: str) -> None:
    assert clean(wrapped)[:2] == (REAL, "")


def coded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("wrapped", "wrapper"),
    [
        (f"https://links-1.govdelivery.com/CL0/{quote(REAL, ':')}/1/0100-0/abc=345".replace("/https:%2F%2F", "/https:%2F%2F"), "links-1.govdelivery.com"),
        (f"https://lnks.gd/l/{coded('{}')}.{coded(json.dumps({'url': REAL}))}.c2ln", "lnks.gd"),
        (f"https://links.govdelivery.com/track?type=click&enid=x&&&{REAL}", "links.govdelivery.com"),
        (f"https://mandrillapp.com/track/click/30/x?p={coded(json.dumps({'s': 'x', 'p': json.dumps({'url': REAL})}))}", "mandrillapp.com"),
        (f"https://eu-west-1.protection.sophos.com/?d=example.org&u={coded(REAL)}&i=1", "eu-west-1.protection.sophos.com"),
        (f"https://secure-web.cisco.com/1abc/{quote(REAL, '')}", "secure-web.cisco.com"),
        (f"https://www.google.com/url?sa=t&url={quote(REAL, '')}&usg=x", "google.com"),
        (f"https://substack.com/redirect/2/{coded(json.dumps({'e': REAL}))}", "substack.com"),
        ("https://urldefense.com/v3/__https://www.example.org/report*id=1__;Pw!!x$", "urldefense.com"),
        (REAL, ""),
    ],
)  # fmt: skip
def test_what_was_unwrapped_is_told_by_its_host(wrapped: str, wrapper: str) -> None:
    assert clean(wrapped) == (REAL, "", wrapper)


@pytest.mark.parametrize(
    "page",
    [
        "https://mailchi.mp/council/may-2024",
        "https://content.govdelivery.com/accounts/X/bulletins/1",
        "https://www.google.com/search?q=https://example.org",
        "https://www.linkedin.com/posts/x?url=https://example.org",
        "https://www.example.org/report?utm_source=Mailchimp",
    ],
)
def test_a_page_is_no_wrapper(page: str) -> None:
    assert clean(page) == (page, "", "")


def test_a_tracker_that_hides_the_address_is_kept_and_marked() -> None:
    href = "https://news.us1.list-manage.com/track/click?u=1&id=2"
    kept, point, _ = clean(href)
    assert kept == href
    assert "news.us1.list-manage.com, which hides the real address" in point


@pytest.mark.parametrize(
    "host",
    ["bit.ly", "t.co", "protect-eu.mimecast.com", "click.mlsend.com", "link.mail.beehiiv.com", "r.mail.example.org",
     "click.email.council.gov.uk", "links-1.govdelivery.com"],
)  # fmt: skip
def test_every_host_that_hides_is_marked(host: str) -> None:
    assert f"goes through {host}" in clean(f"https://{host}/x").point


@pytest.mark.parametrize("href", ["", "#", "#part", "  "])
def test_no_address_is_none(href: str) -> None:
    assert clean(href) == ("", "", "")


@pytest.mark.parametrize(
    "href",
    [
        "file:///C:/report.docx",
        "javascript:alert(1)",
        "report.docx",
        "ftp://example.org/x",
        "https://",
    ],
)
def test_an_address_the_archive_does_not_take_is_dropped_and_marked(href: str) -> None:
    kept, point, _ = clean(href)
    assert not kept
    assert point.startswith("has no address that can be used")


def test_an_address_is_never_invented() -> None:
    href = "https://eur01.safelinks.protection.outlook.com/?url=report&data=1"
    assert clean(href).href == href
    starred = "https://urldefense.com/v3/__https://example.org/**__;Iw!!x$"
    assert clean(starred).href == starred
