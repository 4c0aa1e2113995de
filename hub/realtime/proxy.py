"""Whose address a request comes from when a proxy stands in between."""

from collections.abc import Mapping


def client_address(peer: str, headers: Mapping[str, str], forwarders: str | list[str]) -> str:
    """The client's IP address: what a trusted proxy says last, else the peer's own.

    `forwarders` is uvicorn's setting forwarded_allow_ips: addresses, or "*" for any.
    """
    trusted = forwarders.split(",") if isinstance(forwarders, str) else forwarders
    if peer not in trusted and "*" not in trusted:
        return peer
    forwarded = headers.get("x-forwarded-for", "").rsplit(",", 1)[-1].strip()
    return forwarded or peer
