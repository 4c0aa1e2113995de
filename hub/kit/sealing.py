"""Secrets at rest: sealed with a key derived from ``HUB_SECRET_KEY``, bound to what they belong to."""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


class SealBroken(Exception):
    """Sealed with another key, or for something else; the secrets have to be entered again."""


def seal(key: bytes, secrets: Mapping[str, str], owner: str) -> str:
    """``key`` of 32 bytes. ``owner`` is what they belong to: elsewhere they do not open."""
    nonce = os.urandom(NONCE_BYTES)
    plain = json.dumps(dict(secrets)).encode()
    sealed = nonce + AESGCM(key).encrypt(nonce, plain, owner.encode())
    return urlsafe_b64encode(sealed).decode()


def unseal(key: bytes, sealed: str, owner: str) -> dict[str, str]:
    """Raises SealBroken."""
    if not sealed:
        return {}
    try:
        raw = urlsafe_b64decode(sealed.encode())
        plain = AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], owner.encode())
    except (InvalidTag, ValueError) as broken:
        raise SealBroken from broken
    opened: dict[str, str] = json.loads(plain)
    return opened
