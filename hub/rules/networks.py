"""The network from which a visitor writes, as far as it may be known.

An address is never stored. What is kept is a fingerprint, made with the secret key of the house: good for
telling that two wrote from one network, and for nothing else.
"""

import ipaddress
from collections.abc import Mapping
from datetime import timedelta

KEPT = timedelta(hours=24)
"""How long it is known where a visitor wrote from, and how long a network is blocked."""

IPV6_PREFIX = 64
"""What a provider gives one household; within it a device changes its address as it likes."""

FINGERPRINT = "visitor networks"
"""The purpose under which it is signed."""

PROXIED = ("forwarded", "x-forwarded-for", "x-real-ip")


def network_of(address: str, headers: Mapping[str, str]) -> str | None:
    """``address`` as uvicorn tells it: a proxy's word counts only where the proxy is trusted.

    None when it cannot be told. An address of this machine or of the local net that is not in what the
    proxy says is the address of a proxy that is not trusted: all visitors would have it.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    said = {_bare(each) for each in headers.get("x-forwarded-for", "").split(",")}
    proxied = any(name in headers for name in PROXIED)
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if proxied and address not in said and not found.is_global:
        return None
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(ipaddress.ip_network((found, IPV6_PREFIX), strict=False))


def _bare(forwarded: str) -> str:
    """Without the port that some proxies add."""
    word = forwarded.strip()
    if word.startswith("["):
        return word[1:].partition("]")[0]
    return word.partition(":")[0] if word.count(":") == 1 else word
