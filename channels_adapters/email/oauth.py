"""Access tokens for sign-in with OAuth 2: fetched with the refresh token, one refresh an account."""

import asyncio
import time
from dataclasses import dataclass

import httpx2

from channels_adapters.base import Account, AccountBroken, SendDelayed
from channels_adapters.email.settings import EmailSettings, SignIn

EARLY_SECONDS = 120
"""A token is renewed so long before it ends."""

SHORTEST_SECONDS = 60


@dataclass(frozen=True)
class _Held:
    token: str
    until: float
    given_for: str


_held: dict[str, _Held] = {}
_locks: dict[str, asyncio.Lock] = {}


def uses_oauth(account: Account) -> bool:
    settings: EmailSettings = account.settings
    return settings.sign_in is SignIn.OAUTH


async def access_token(account: Account, *, refused: str = "") -> str:
    """The one that is good now; another than ``refused``. Empty where a password is used.

    Raises AccountBroken when the refresh token is worth nothing any more, SendDelayed when the provider
    is away.
    """
    if not uses_oauth(account):
        return ""
    given_for = _given_for(account)
    async with _locks.setdefault(account.channel_id, asyncio.Lock()):
        held = _held.get(account.channel_id)
        is_good = held is not None and held.given_for == given_for and held.token != refused
        if held is not None and is_good and time.monotonic() < held.until:
            return held.token
        token, seconds = await _fetch(account)
        until = time.monotonic() + max(SHORTEST_SECONDS, seconds - EARLY_SECONDS)
        _held[account.channel_id] = _Held(token, until, given_for)
        return token


def _given_for(account: Account) -> str:
    settings: EmailSettings = account.settings
    secret = account.secrets.get("refresh_token", "") + account.secrets.get("client_secret", "")
    return f"{settings.oauth_url} {settings.client_id} {settings.oauth_scope} {secret}"


async def _fetch(account: Account) -> tuple[str, float]:
    settings: EmailSettings = account.settings
    if not settings.oauth_url:
        raise AccountBroken("no_token_address", "the token address is empty")
    refresh_token = account.secrets.get("refresh_token", "")
    form = {"grant_type": "refresh_token" if refresh_token else "client_credentials"}
    form |= {"client_id": settings.client_id, "refresh_token": refresh_token}
    form |= {"client_secret": account.secrets.get("client_secret", "")}
    form |= {"scope": settings.oauth_scope}
    try:
        answer = await account.http.post(
            settings.oauth_url, data={name: value for name, value in form.items() if value}
        )
    except httpx2.HTTPError as away:
        raise SendDelayed("token_server_away", type(away).__name__, whole_channel=True) from None
    return _read(answer)


def _read(answer: httpx2.Response) -> tuple[str, float]:
    try:
        said = answer.json()
    except ValueError:
        said = {}
    said = said if isinstance(said, dict) else {}
    if answer.status_code == 200 and isinstance(said.get("access_token"), str):
        seconds = said.get("expires_in", 3600)
        return said["access_token"], float(seconds) if str(seconds).isdigit() else 3600.0
    if answer.status_code == 429 or answer.status_code >= 500:
        raise SendDelayed("token_server_away", f"HTTP {answer.status_code}", whole_channel=True)
    code = str(said.get("error") or "token_refused")
    raise AccountBroken(
        code, str(said.get("error_description") or f"HTTP {answer.status_code}")[:300]
    )
