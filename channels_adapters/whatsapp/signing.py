"""Proof that a webhook comes from Meta: an HMAC over the bytes as they were sent."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping

HEADER = "x-hub-signature-256"


def signature_of(raw: bytes, secret: str) -> str:
    return "sha256=" + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()


def is_signed(raw: bytes, headers: Mapping[str, str], secrets: Iterable[str]) -> bool:
    """By any of the secrets; of two one is being replaced. False without header or secret."""
    given = headers.get(HEADER, "").encode()
    fits = [
        hmac.compare_digest(signature_of(raw, secret).encode(), given)
        for secret in secrets
        if secret
    ]
    return any(fits)


def same_token(expected: str, given: str) -> bool:
    """In constant time; an empty one fits nothing."""
    return bool(expected) and hmac.compare_digest(expected.encode(), given.encode())
