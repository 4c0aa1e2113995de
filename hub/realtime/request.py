"""What both doors read of a client's HTTP request."""

from collections.abc import Mapping


def read_query(query: str) -> dict[str, str]:
    """The parameters of a query string, as they are: those of engine.io need no unquoting, and
    unquoting is a good part of what a connection costs to open."""
    pairs = (pair.partition("=") for pair in query.split("&"))
    return {name: value for name, _, value in pairs}


def client_address(peer: str, headers: Mapping[str, str], forwarders: str | list[str]) -> str:
    """The client's IP address: what a trusted proxy says last, else the peer's own.

    `forwarders` is uvicorn's setting forwarded_allow_ips: addresses, or "*" for any.
    """
    trusted = forwarders.split(",") if isinstance(forwarders, str) else forwarders
    if peer not in trusted and "*" not in trusted:
        return peer
    forwarded = headers.get("x-forwarded-for", "").rsplit(",", 1)[-1].strip()
    return forwarded or peer
