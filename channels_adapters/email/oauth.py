"""Access tokens for sign-in with OAuth 2, got with a refresh token. One refresh an account at a time, over
all processes; when the provider replaces the refresh token, the new one is stored before it is used.
"""

import asyncio
from hashlib import blake2b

import httpx2

from channels_adapters.base import Account, AccountBroken, SendDelayed
from channels_adapters.email.settings import EmailSettings, SignIn
from channels_adapters.kit.grants import Grant
from models.words import Language

EARLY_SECONDS = 120
"""A token is renewed so long before it ends."""

SHORTEST_SECONDS = 60

PATIENCE = 60.0
"""Seconds that who needs a token waits for it."""

LATE_SECONDS = 1.0
"""Who was cut off from the database may store what he got only so much later."""

UNHEARD = "token_answer_lost"
"""The provider may have replaced the refresh token, and we do not know the new one."""

LOST = (
    "The provider has replaced the refresh token, and its answer was lost because this hub or the"
    " connection ended at that moment. Sign in at the provider again and enter the new refresh token."
)

REMEDIES = {
    "invalid_grant": {
        Language.ENGLISH: "The refresh token is no longer valid. Sign in at your provider again and enter a "
        "new one.",
        Language.INDONESIAN: "Token penyegar tidak berlaku lagi. Masuk kembali di penyedia Anda dan isi "
        "token baru.",
    },
    "token_lost": {
        Language.ENGLISH: "The provider has replaced the refresh token, and the new one did not arrive here. "
        "Sign in at your provider again and enter the new one.",
        Language.INDONESIAN: "Penyedia telah mengganti token penyegar, tetapi token barunya tidak sampai. "
        "Masuk kembali di penyedia Anda dan isi token baru.",
    },
}

NEVER_ASKED = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)

FOR_A_WHILE = {"temporarily_unavailable", "server_error", "slow_down"}

_renewals: set[asyncio.Task[Grant]] = set()


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
    kept = await account.grants.read(_given_for(account))
    if kept is not None and kept.gives(refused):
        return kept.access_token
    renewal = asyncio.create_task(_renewed(account, refused))
    _renewals.add(renewal)
    renewal.add_done_callback(_ended)
    try:
        async with asyncio.timeout(PATIENCE):
            # Whoever gives up waiting: what the provider has replaced is stored all the same.
            return (await asyncio.shield(renewal)).access_token
    except TimeoutError:
        raise SendDelayed("token_server_away", "no answer yet", whole_channel=True) from None


async def _renewed(account: Account, refused: str) -> Grant:
    given_for = _given_for(account)
    async with account.grants.alone():
        kept = await account.grants.read(given_for)
        if kept is not None and kept.gives(refused):
            return kept
        unanswered = await account.grants.begin(given_for)
        try:
            fetched = await _fetch(account, kept)
        except AccountBroken as broken:
            await asyncio.sleep(LATE_SECONDS)
            late = await account.grants.read(given_for)
            if late is not None and late != kept and late.gives(refused):
                return late
            if unanswered and broken.code == "invalid_grant":
                raise AccountBroken("token_lost", LOST) from None
            await account.grants.end(given_for)
            raise
        except SendDelayed as delayed:
            if delayed.code != UNHEARD:
                await account.grants.end(given_for)
            raise
        return await account.grants.keep(given_for, kept, fetched)


def _ended(renewal: asyncio.Task[Grant]) -> None:
    _renewals.discard(renewal)
    if not renewal.cancelled():
        # Nobody may wait any more; then what went wrong is told to the next who asks.
        renewal.exception()


def _given_for(account: Account) -> str:
    """What the admin has entered, as a fingerprint."""
    settings: EmailSettings = account.settings
    secret = account.secrets.get("refresh_token", "") + account.secrets.get("client_secret", "")
    entered = f"{settings.oauth_url} {settings.client_id} {settings.oauth_scope} {secret}"
    return blake2b(entered.encode(), digest_size=16).hexdigest()


async def _fetch(account: Account, kept: Grant | None) -> Grant:
    settings: EmailSettings = account.settings
    if not settings.oauth_url:
        raise AccountBroken("no_token_address", "the token address is empty")
    replaced = kept.refresh_token if kept else ""
    refresh_token = replaced or account.secrets.get("refresh_token", "")
    form = {"grant_type": "refresh_token" if refresh_token else "client_credentials"}
    form |= {"client_id": settings.client_id, "refresh_token": refresh_token}
    form |= {"client_secret": account.secrets.get("client_secret", "")}
    form |= {"scope": settings.oauth_scope}
    try:
        answer = await account.http.post(
            settings.oauth_url, data={name: value for name, value in form.items() if value}
        )
    except NEVER_ASKED as away:
        raise SendDelayed("token_server_away", type(away).__name__, whole_channel=True) from None
    except httpx2.HTTPError as away:
        raise SendDelayed(UNHEARD, type(away).__name__, whole_channel=True) from None
    return _read(answer, replaced)


def _read(answer: httpx2.Response, replaced: str) -> Grant:
    try:
        said = answer.json()
    except ValueError:
        said = {}
    said = said if isinstance(said, dict) else {}
    token, refresh_token = said.get("access_token"), said.get("refresh_token")
    if answer.status_code == 200 and token and isinstance(token, str):
        lasts = str(said.get("expires_in", ""))
        seconds = float(lasts) if lasts.isdigit() else 3600.0
        usable = max(SHORTEST_SECONDS, seconds - EARLY_SECONDS)
        newer = refresh_token if isinstance(refresh_token, str) else ""
        return Grant(token, newer or replaced, usable)
    code = str(said.get("error") or "token_refused")
    if answer.status_code in (502, 504):
        # A gateway, which does not know what became of it either.
        raise SendDelayed(UNHEARD, f"HTTP {answer.status_code}", whole_channel=True)
    if answer.status_code == 429 or answer.status_code >= 500 or code in FOR_A_WHILE:
        raise SendDelayed("token_server_away", f"HTTP {answer.status_code}", whole_channel=True)
    raise AccountBroken(
        code, str(said.get("error_description") or f"HTTP {answer.status_code}")[:300]
    )
