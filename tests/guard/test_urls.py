"""How addresses are compared, and the words in which one is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from sphinx_roundup.guard import urls
from sphinx_roundup.guard.urls import MAX_ADDRESS, archive_problem, canonical, host_of, link_problem


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("https://Example.ORG", "//example.org"),
        ("http://www.example.org/", "//example.org"),
        ("https://example.org/a//", "//example.org/a"),
        ("https://example.org:8080/A#top", "//example.org:8080/A"),
        ("https://example.org/?b=2&a=1", "//example.org?b=2&a=1"),
        ("https://example.org/?a=&UTM_Source=x&fbclid=y&mc_eid=z", "//example.org?a="),
        ("https://example.org/?utm=x&xutm_a=y", "//example.org?utm=x&xutm_a=y"),
        ("https://example.org/?gclid=1", "//example.org"),
        ("https://example.org/?a=b%20c%26d", "//example.org?a=b+c%26d"),
        ("not an address", "not an address"),
        ("mailto:a@example.org", "//a@example.org"),
    ],
)
def test_the_form_in_which_addresses_are_compared(address: str, form: str) -> None:
    assert canonical(address) == form


PIECES = (
    "https://", "http://", "HTTPS://", "example.org", "EXAMPLE.org", "a_b.uk", "1.2.3", "0x7f.1", "xn--a.uk", "é.org",
    "localhost", "a@b.org", ":443", ":", "/", "//", "/../", ".", "?", "?a=b", "#", "%", "%2e", "\\", " ", "~", "+=-", "x" * 990,
)  # fmt: skip


@settings(max_examples=examples(100), deadline=None)
@given(
    st.lists(st.sampled_from(PIECES) | st.characters(max_codepoint=0x7F), max_size=6).map("".join)
)
def test_what_is_judged_by_its_website_is_judged_as_a_whole(rest: str) -> None:
    for target in (rest, f"https://{rest}", f"https://example.org/{rest}"):
        assert link_problem(target) == urls._link_problem(target)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.Example.org:80/a", "example.org"), ("http://example.org", "example.org"),
        ("mailto:a@example.org", ""), ("ftp://example.org/", ""), ("example.org", ""),
        ("https://www.www.org", "www.org"),
    ],
)  # fmt: skip
def test_the_host_of_an_address(address: str, host: str) -> None:
    assert host_of(address) == host


LONG = "https://a.test/" + "a" * MAX_ADDRESS


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://a.test/ b", ("“https://a.test/ b” is not an address: it has a space or a sign that"
         " cannot be seen.")),
        ("ftp://a.test", "“ftp://a.test” does not begin with https://, http:// or mailto:."),
        ("https://?a", "“https://?a” names no website."),
        ("https://a.test:x/", "“https://a.test:x/” is not an address."),
        (LONG, f"“{LONG[:80]}” goes on for 2,015 letters, and 2,000 are the most."),
        ("mailto:a", "“mailto:a” is not the address of one mailbox."),
        ("mailto:a@b.org?cc=c", ("“mailto:a@b.org?cc=c” asks a mail program for more than a subject"
         " and a text.")),
        ("mailto:a@b.org?cc", ("“mailto:a@b.org?cc” asks a mail program for more than a subject and"
         " a text.")),
        ("https://me@a.test/", "“https://me@a.test/” has a name before the @, and leads to a.test."),
        ("https://\u0430\u0431\u0430.test/", ("“https://\u0430\u0431\u0430.test/” leads to a website"
         " with letters that look like others: U+0430, U+0431.")),
        ("https://2130706433/", ("“https://2130706433/” leads to 127.0.0.1, which is not how its"
         " website is written.")),
        ("https://a.-b/", "“https://a.-b/” leads to a.-b, which is no name of a website."),
        ("https://x.home.arpa/", ("“https://x.home.arpa/” leads to x.home.arpa, which only some"
         " networks know.")),
    ],
)  # fmt: skip
def test_why_a_link_is_refused(address: str, why: str) -> None:
    assert link_problem(address) == why


@pytest.mark.parametrize(
    "address",
    [
        "https://a.test/" + "a" * (MAX_ADDRESS - 15), "https://A.Test:8080", "mailto:a@b.org",
        "mailto:a.b+c@b.org?subject=d&body=e", "mailto:a@b.org?", "https://a_b.test/?@",
        "https://xlocal.test/", "https://local.test/", f"https://{'a' * 63}.test/",
        f"https://{'.'.join(['a' * 61] * 4)}.abcde/", "https://é.test/",
        "https://caf\u0142.test/", "https://a.b.c.test/",
    ],
)  # fmt: skip
def test_links_that_are_accepted(address: str) -> None:
    assert link_problem(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "https://a.test/" + "a" * (MAX_ADDRESS - 14), f"https://{'a' * 64}.test/",
        f"https://{'.'.join(['a' * 61] * 4)}.abcdef/", "https://test/", "https://a.1/",
        "https://a-.test/", "https://local/", "https://a.lan/", "https://\u00d7.test/",
        "https://\u0180a.test/", "mailto:@b.org", "mailto:a b@c.org", "mailto:a@local",
    ],
)  # fmt: skip
def test_links_just_past_what_is_accepted(address: str) -> None:
    assert link_problem(address)


TARGET = "https://www.gov.uk/a?b=c"


@pytest.mark.parametrize(
    ("copy", "why"),
    [
        ("https://web.archive.org/web/2024/https://gov.uk/a?b=c", ""),
        ("https://web.archive.org/web/2024/https:/gov.uk/a?b=c", ""),
        ("https://web.archive.org/web/2024/gov.uk/a?b=c", ""),
        ("https://archive.today/20240101/https://gov.uk/a?b=c", ""),
        ("https://archive.today/AbC1", ""),
        ("https://web.archive.org/web/2024/https://gov.uk/a", ("“https://web.archive.org/web/2024/"
         "https://gov.uk/a” is a copy of another page than the one that the link leads to.")),
        ("https://a.test/x", ("“https://a.test/x” is said to be an archived copy, but a.test is no web"
         " archive we know.")),
        ("https://perma.cc/x", ("“https://perma.cc/x” is said to be an archived copy, but is no copy's"
         " address at perma.cc.")),
        ("https://perma.cc:8443/AB12-CD34", ("“https://perma.cc:8443/AB12-CD34” is said to be an"
         " archived copy, but is no copy's address at perma.cc.")),
        ("ftp://perma.cc/AB12-CD34", ("“ftp://perma.cc/AB12-CD34” does not begin with https://, http://"
         " or mailto:.")),
    ],
)  # fmt: skip
def test_why_a_copy_is_refused(copy: str, why: str) -> None:
    assert archive_problem(copy, TARGET) == why


def test_a_long_address_is_shown_cut() -> None:
    long = f"https://a.test/{'x' * 90}"
    assert archive_problem(long, TARGET).startswith(f"“{long[:80]}” is said")
