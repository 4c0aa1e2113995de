"""gzip for answers that are worth it."""

import gzip
import re

from starlette.requests import Request

WORTH_IT = 2_000
"""Bytes below which a packed answer saves no packet."""

_GZIP = re.compile(
    r"(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)", re.IGNORECASE
)


def takes_gzip(request: Request) -> bool:
    return bool(_GZIP.search(request.headers.get("accept-encoding", "")))


def packed(body: bytes, level: int) -> bytes:
    """The same body gives the same bytes, so that caches and ETags hold."""
    return gzip.compress(body, level, mtime=0)
