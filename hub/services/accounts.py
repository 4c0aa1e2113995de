"""A channel as its adapter needs it: settings read, secrets opened, the shared HTTP client."""

import httpx2
from pydantic import ValidationError

from channels_adapters.base import Account, AccountBroken
from channels_adapters.registry import adapter_of
from hub.kit.sealing import SealBroken, unseal
from hub.rules.webhooks import webhook_path
from models.documents import Channel

CONNECT_SECONDS, ANSWER_SECONDS = 10.0, 30.0
MOST_CONNECTIONS = 100


def http_client() -> httpx2.AsyncClient:
    """For all calls to providers from one process."""
    return httpx2.AsyncClient(
        timeout=httpx2.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
        limits=httpx2.Limits(max_connections=MOST_CONNECTIONS),
        follow_redirects=False,
    )


class Accounts:
    def __init__(self, http: httpx2.AsyncClient, key: bytes, public_url: str) -> None:
        """``key`` opens the secrets."""
        self._http = http
        self._key = key
        self._public_url = public_url

    def of(self, channel: Channel) -> Account:
        """Raises AccountBroken when an admin has to enter something again."""
        adapter = adapter_of(channel.kind)
        try:
            settings = adapter.Settings.model_validate(channel.settings)
            secrets = unseal(self._key, channel.sealed_secrets, str(channel.id))
        except ValidationError as error:
            raise AccountBroken("settings", f"{error.error_count()} settings do not fit") from None
        except SealBroken:
            raise AccountBroken("secrets", "sealed with another HUB_SECRET_KEY") from None
        path = webhook_path(channel)
        url = f"{self._public_url}{path}" if path else ""
        return Account(str(channel.id), settings, secrets, url, self._http)
