"""Which web pages may speak with us."""

from urllib.parse import urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
ANY_SITE = "*"
MAX_ADDRESS = 2_000


def is_own(origin: str, public_url: str) -> bool:
    """Whether this is the origin of ``HUB_PUBLIC_URL``; on loopback all names of it are one."""
    try:
        ours, theirs = urlsplit(public_url), urlsplit(origin)
        same_place = (ours.scheme, ours.port) == (theirs.scheme, theirs.port)
    except ValueError:
        return False
    if (theirs.scheme, theirs.netloc) == (ours.scheme, ours.netloc):
        return True
    return same_place and {ours.hostname, theirs.hostname} <= LOOPBACK


def origin_of(address: str) -> str | None:
    """The site of a page's address, as browsers write an Origin; None for what is no web page."""
    if len(address) > MAX_ADDRESS:
        return None
    try:
        parts = urlsplit(address.strip().lower())
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or not host.isascii():
        return None
    if set(host) & set(" ;,'\"\\<>"):
        return None
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}"


def may_embed(origin: str, allowed_sites: list[str], public_url: str) -> bool:
    """Whether a page of this origin may show the channel's widget."""
    if is_own(origin, public_url) or ANY_SITE in allowed_sites:
        return True
    return origin.rstrip("/").lower() in {site.rstrip("/").lower() for site in allowed_sites}
