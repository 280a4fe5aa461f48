"""Wrapped addresses are unwrapped, hidden ones marked, useless ones dropped."""

from __future__ import annotations

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
    assert clean(wrapped) == (REAL, "")


def test_a_tracker_that_hides_the_address_is_kept_and_marked() -> None:
    href = "https://news.us1.list-manage.com/track/click?u=1&id=2"
    kept, point = clean(href)
    assert kept == href
    assert "news.us1.list-manage.com, which hides the real address" in point


@pytest.mark.parametrize("href", ["", "#", "#part", "  "])
def test_no_address_is_none(href: str) -> None:
    assert clean(href) == ("", "")


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
    kept, point = clean(href)
    assert not kept
    assert point.startswith("has no address that can be used")


def test_an_address_is_never_invented() -> None:
    href = "https://eur01.safelinks.protection.outlook.com/?url=report&data=1"
    assert clean(href).href == href
    starred = "https://urldefense.com/v3/__https://example.org/*__;Iw!!x$"
    assert clean(starred).href == starred
