"""HTTP to providers: to public addresses, and to the servers that an admin has named.

A provider tells us where its files lie, so an address in an answer is somebody's claim. It is looked up
and judged at the moment of connecting, and the address that was judged is the one connected to: a name
that changes its mind in between gains nothing. Redirects are not followed, and no proxy is used: it would look the name up anew.
"""

import asyncio
import socket
import time
from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address
from typing import Any
from urllib.parse import urlsplit

import httpcore2
import httpx2

CONNECT_SECONDS, ANSWER_SECONDS = 10.0, 30.0
MOST_CONNECTIONS = 100

_LIMITS = httpx2.Limits(max_connections=MOST_CONNECTIONS)
_EMBEDS_IPV4 = ("64:ff9b::", "64:ff9b:1::")
_PORTS = {"http": 80, "https": 443}


class Fetching:
    """For all calls to providers from one process: a client for each set of trusted servers."""

    def __init__(self) -> None:
        # One for both: to read all certificates that are trusted takes longer than a call.
        certificates = httpx2.create_ssl_context()
        self._public = _PublicTransport(limits=_LIMITS, verify=certificates)
        self._inside = httpx2.AsyncHTTPTransport(limits=_LIMITS, verify=certificates)
        self._clients: dict[frozenset[str], httpx2.AsyncClient] = {}

    def client(self, trusted: frozenset[str]) -> httpx2.AsyncClient:
        """``trusted`` origins may be on the same machine or in the house."""
        if trusted not in self._clients:
            self._clients[trusted] = httpx2.AsyncClient(
                transport=_Chosen(trusted, self._public, self._inside),
                timeout=httpx2.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
                follow_redirects=False,
            )
        return self._clients[trusted]

    async def aclose(self) -> None:
        await self._public.aclose()
        await self._inside.aclose()


def origin_of(url: str) -> str | None:
    """Scheme, host and port; None of what is no web address."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None
    if not parts.hostname or port is None:
        return None
    return f"{parts.scheme}://{parts.hostname.lower()}:{port}"


def is_public(address: str) -> bool:
    """Whether it leads out into the world: not to this machine, this house, or many at once."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        within = found.ipv4_mapped or found.sixtofour
        if within is not None:
            return is_public(str(within))
        if str(found).startswith(_EMBEDS_IPV4):
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


class _Chosen(httpx2.AsyncBaseTransport):
    """By the origin of each request, so a connection to a trusted server serves no other account."""

    def __init__(
        self,
        trusted: frozenset[str],
        public: httpx2.AsyncBaseTransport,
        inside: httpx2.AsyncBaseTransport,
    ) -> None:
        self._trusted = trusted
        self._public = public
        self._inside = inside

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        is_trusted = origin_of(str(request.url)) in self._trusted
        chosen = self._inside if is_trusted else self._public
        return await chosen.handle_async_request(request)


class _PublicTransport(httpx2.AsyncHTTPTransport):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # httpx2 has no argument for it; its pool hands it to every connection.
        self._pool._network_backend = _PublicNetwork()


class _PublicNetwork(httpcore2.AnyIOBackend):
    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Raises ConnectError when any address of the name is not public."""
        began = time.monotonic()
        addresses = await _addresses_of(host, port, timeout)
        if not all(is_public(address) for address in addresses):
            raise httpcore2.ConnectError(f"{host} is not a public address")
        for address in addresses:
            left = None if timeout is None else max(timeout - (time.monotonic() - began), 0.01)
            try:
                return await super().connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed: Exception = error
        raise failed


async def _addresses_of(host: str, port: int, timeout: float | None) -> list[str]:
    """At least one."""
    try:
        async with asyncio.timeout(timeout):
            found = await asyncio.get_running_loop().getaddrinfo(
                host, port, type=socket.SOCK_STREAM
            )
    except TimeoutError:
        raise httpcore2.ConnectTimeout(f"{host} was not found in time") from None
    except (OSError, UnicodeError):
        raise httpcore2.ConnectError(f"{host} was not found") from None
    return list(dict.fromkeys(str(one[4][0]) for one in found))
