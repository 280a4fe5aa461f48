"""Refuse web requests into private networks (an SSRF guard for ``roundup links``).

The addresses that are asked are written by contributors. One that leads to this
machine, to its neighbours or to a cloud's metadata is refused before a byte is sent:
a host's name is looked up once, every address it has is judged, and the connection
goes to an address that was judged. A name that answers otherwise the next time
(DNS rebinding) is not asked a second time, and each redirect is a connection anew.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
)
from urllib3.util.connection import create_connection

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Not all of these were known to the ipaddress module of every Python that is supported.
_LOCAL = tuple(
    ipaddress.ip_network(block)
    for block in (
        *("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24"),
        *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4"),
        *("::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20"),
        *("5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10"),
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class PrivateAddressError(HTTPError):
    """A host that leads into a private network; it was not connected to."""


def is_public(address: Address) -> bool:
    """Whether an IP address is one of the public internet, also by the one it wraps."""
    if any(address in block for block in _LOCAL if block.version == address.version):
        return False
    if not address.is_global or address.is_private or address.is_multicast:
        return False
    return all(is_public(inner) for inner in _wrapped(address))


def _wrapped(address: Address) -> Iterator[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 address stands for, where it is of such a kind."""
    if isinstance(address, ipaddress.IPv6Address):
        found = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
        yield from (one for one in found if one is not None)
        if address in _NAT64:
            yield ipaddress.IPv4Address(address.packed[-4:])


def public_addresses(host: str, port: int) -> list[str]:
    """Look a host up and give its addresses.

    :raises PrivateAddressError: where any of them is in a private network.
    :raises OSError: where there is no such host.
    """
    rows = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    found = list(dict.fromkeys(str(row[4][0]) for row in rows))
    for one in found:
        if not is_public(ipaddress.ip_address(one.partition("%")[0])):
            raise PrivateAddressError(f"{host} leads into a private network ({one})")
    return found


class _PublicOnly:
    """Connects to judged addresses only; goes before urllib3's connections."""

    host: str
    port: int
    timeout: Any
    source_address: Any
    socket_options: Any

    def _new_conn(self) -> socket.socket:
        """Open the connection; urllib3 calls this wherever it needs one."""
        try:
            return self._connect(public_addresses(self.host, self.port))
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error  # type: ignore[arg-type] # a mixin
        except TimeoutError as error:
            raise ConnectTimeoutError(self, f"{self.host} did not answer") from error
        except OSError as error:
            raise NewConnectionError(self, f"no connection to {self.host}") from error  # type: ignore[arg-type] # a mixin

    def _connect(self, addresses: list[str]) -> socket.socket:
        """Connect to the first of the addresses that lets us, as urllib3 does."""
        error = OSError(f"{self.host} has no address")
        for address in addresses:
            try:
                return create_connection(
                    (address, self.port),
                    self.timeout,
                    source_address=self.source_address,
                    socket_options=self.socket_options,
                )
            except OSError as failed:
                error = failed
        raise error


# Without this name our own would not be called, and nothing would be refused.
if not all(hasattr(one, "_new_conn") for one in (HTTPConnection, HTTPSConnection)):
    raise ImportError("this urllib3 opens its connections in another way: mend cli/ssrf_guard.py")


class _Connection(_PublicOnly, HTTPConnection):
    """A connection into the public internet."""


class _TLSConnection(_PublicOnly, HTTPSConnection):
    """A connection with TLS; the certificate is that of the host's name."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TLSPool(HTTPSConnectionPool):
    ConnectionCls = _TLSConnection


class PublicAdapter(HTTPAdapter):
    """Lets a session of ``requests`` reach the public internet and nothing else."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pool, of connections that are judged."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TLSPool}

    def proxy_manager_for(self, *_args: Any, **_kwargs: Any) -> Any:
        """Refuse a proxy: it would look hosts up by itself, unjudged."""
        raise PrivateAddressError("a proxy cannot be used, since it looks hosts up unjudged")
