"""No address that a contributor writes has this machine or its neighbours asked."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_roundup.cli import ssrf_guard
from sphinx_roundup.cli.link_checker import LinkChecker
from sphinx_roundup.cli.ssrf_guard import PrivateAddressError, is_public, public_addresses

PRIVATE = (
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
    *("172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4"),
    *("240.0.0.0/4", "::/128", "::1/128", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
    *("2001:db8::/32", "64:ff9b:1::/48"),
)


@settings(deadline=None)
@given(st.sampled_from(PRIVATE).flatmap(lambda block: st.ip_addresses(network=block)))
def test_no_address_of_a_private_network_is_public(address: ssrf_guard.Address) -> None:
    assert not is_public(address)


@settings(deadline=None)
@given(st.ip_addresses(v=4))
def test_an_address_that_wraps_another_is_no_more_public(inner: ipaddress.IPv4Address) -> None:
    number = int(inner)
    nat64 = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + number)
    mapped = ipaddress.IPv6Address((0xFFFF << 32) + number)
    six_to_four = ipaddress.IPv6Address((0x2002 << 112) + (number << 80) + 1)
    for outer in (nat64, mapped, six_to_four):
        assert is_public(inner) or not is_public(outer)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A port of this machine, and who connected to it."""
    seen: list[str] = []
    with socket.create_server(("", 0)) as server:

        def accept() -> None:
            while True:
                try:
                    one, who = server.accept()
                except OSError:
                    return
                seen.append(str(who))
                one.close()

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1], seen
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0",
        "[::1]",
        "[::ffff:7f00:1]",
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_this_machine_is_not_even_connected_to(
    listener: tuple[int, list[str]], scheme: str, host: str
) -> None:
    port, seen = listener
    reply = LinkChecker(timeout=60, pause=0).ask(f"{scheme}://{host}:{port}/")
    assert reply.state == "unclear"
    assert "private network" in reply.why or reply.why in {"no such host", "no connection"}
    assert seen == []


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(0, 0, 0, "", (address, 80)) for address in ("1.1.1.1", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    with pytest.raises(PrivateAddressError, match=r"two\.example leads into .* \(10\.0\.0\.1\)"):
        public_addresses("two.example", 80)


def test_a_name_that_changes_its_address_is_asked_where_it_was_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    connected: list[str] = []

    def rebinding(host: str, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        return [(0, 0, 0, "", ("1.1.1.1" if len(asked) % 2 else "127.0.0.1", 80))]

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> socket.socket:
        connected.append(address[0])
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(ssrf_guard, "create_connection", connect)
    for scheme in ("http", "https"):
        reply = LinkChecker(timeout=60, pause=0).ask(f"{scheme}://rebinding.example/")
        assert "private network" in reply.why  # the second look-up: of a second try
    assert connected == ["1.1.1.1", "1.1.1.1"]


def test_a_redirect_into_a_private_network_is_not_followed(
    listener: tuple[int, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, seen = listener
    monkeypatch.setattr(ssrf_guard, "is_public", lambda address: str(address) == "127.0.0.2")
    with socket.create_server(("127.0.0.2", 0)) as site:

        def lead_astray() -> None:
            one, _ = site.accept()
            one.recv(4096)
            one.sendall(f"HTTP/1.0 302 X\r\nLocation: http://127.0.0.1:{port}/\r\n\r\n".encode())
            one.close()

        threading.Thread(target=lead_astray, daemon=True).start()
        checker = LinkChecker(timeout=60, pause=0)
        reply = checker.ask(f"http://127.0.0.2:{site.getsockname()[1]}/")
    assert "127.0.0.1 leads into a private network" in reply.why
    assert seen == []


def test_no_proxy_is_used(listener: tuple[int, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    port, seen = listener
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [])
    for scheme in ("http", "https"):
        assert LinkChecker(timeout=60, pause=0).ask(f"{scheme}://a.example/").why == "no connection"
    assert seen == []
