"""Secrets that travel: opaque tokens kept as hashes, and values signed with a key derived per purpose."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import jwt

from hub.kit.clock import Clock
from hub.kit.errors import Unauthenticated

MOST_PROVED = 4_096
"""Tokens whose signature is remembered to be right: a visitor sends the same one with each call."""


class TokenInvalid(Unauthenticated):
    detail_by_default = "This token is not valid."


class TokenExpired(Unauthenticated):
    detail_by_default = "This token has expired."


def new_token() -> str:
    """256 random bits, safe in URLs and cookies."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What is stored instead of the token; a plain hash is enough for 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


class Signer:
    """Signs with keys derived from the one secret, one per purpose, so no signature fits elsewhere."""

    def __init__(self, secret_key: str, clock: Clock) -> None:
        self._secret = secret_key.encode()
        self._clock = clock
        self._proved = lru_cache(MOST_PROVED)(self._prove)

    def derived_key(self, purpose: str) -> bytes:
        return hmac.digest(self._secret, b"simpul:" + purpose.encode(), hashlib.sha256)

    def sign(self, purpose: str, value: str) -> str:
        """A short signature of ``value``, such as the csrf value that belongs to a session."""
        return urlsafe_b64encode(self.digest(purpose, value)).rstrip(b"=").decode()

    def digest(self, purpose: str, value: str) -> bytes:
        """The signature as 32 bytes."""
        return hmac.digest(self.derived_key(purpose), value.encode(), hashlib.sha256)

    def is_signed(self, purpose: str, value: str, signature: str) -> bool:
        expected = self.sign(purpose, value).encode()
        return hmac.compare_digest(expected, signature.encode("utf-8", "replace"))

    def sign_until(self, purpose: str, value: str, lifetime: timedelta) -> str:
        """A signature that ends, ``<unix seconds>.<signature>``, for short-lived links."""
        until = int((self._clock.now() + lifetime).timestamp())
        return f"{until}.{self.sign(purpose, f'{until}.{value}')}"

    def check_until(self, purpose: str, value: str, signed: str) -> None:
        """Raises TokenInvalid or TokenExpired."""
        until, _, signature = signed.partition(".")
        digits = until.isascii() and until.isdigit() and len(until) < 12
        if not digits or not self.is_signed(purpose, f"{until}.{value}", signature):
            raise TokenInvalid
        if self._clock.now().timestamp() >= int(until):
            raise TokenExpired

    def encode(
        self, purpose: str, claims: Mapping[str, Any], *, expires_at: datetime | None = None
    ) -> str:
        """A JWT (HS256) of these claims; ``iat`` and, when given, ``exp`` are added."""
        payload = {**claims, "iat": int(self._clock.now().timestamp())}
        if expires_at is not None:
            payload["exp"] = int(expires_at.timestamp())
        return jwt.encode(payload, self.derived_key(purpose), algorithm="HS256")

    def decode(self, purpose: str, token: str) -> dict[str, Any]:
        """The claims of a token made by ``encode``. Raises TokenInvalid or TokenExpired."""
        claims = self._proved(purpose, token)
        _check_expiry(claims, self._clock)
        return dict(claims)

    def _prove(self, purpose: str, token: str) -> dict[str, Any]:
        return _signed_claims(token, self.derived_key(purpose))


def decode_jwt(token: str, key: bytes | str, clock: Clock) -> dict[str, Any]:
    """The claims of an HS256 JWT, its ``exp`` judged by our clock. Raises TokenInvalid, TokenExpired."""
    claims = _signed_claims(token, key)
    _check_expiry(claims, clock)
    return claims


def _signed_claims(token: str, key: bytes | str) -> dict[str, Any]:
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=["HS256"],
            options={"verify_exp": False, "verify_iat": False, "verify_aud": False},
        )
    except (jwt.PyJWTError, UnicodeError, ValueError) as error:
        raise TokenInvalid from error
    return claims


def _check_expiry(claims: Mapping[str, Any], clock: Clock) -> None:
    expires_at = claims.get("exp")
    if expires_at is not None:
        if not isinstance(expires_at, int | float):
            raise TokenInvalid
        if clock.now().timestamp() >= expires_at:
            raise TokenExpired
