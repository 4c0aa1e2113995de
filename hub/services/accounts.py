"""A channel as its adapter needs it: settings read, secrets opened, a client that goes where it may."""

from collections.abc import Callable

import httpx2
from pydantic import BaseModel, ValidationError

from channels_adapters.base import Account, AccountBroken
from channels_adapters.registry import adapter_of
from hub.kit.fetching import origin_of
from hub.kit.sealing import SealBroken, unseal
from hub.rules.webhooks import webhook_path
from models.documents import Channel


class Accounts:
    def __init__(
        self,
        client_of: Callable[[frozenset[str]], httpx2.AsyncClient],
        key: bytes,
        public_url: str,
    ) -> None:
        """``client_of`` some trusted origins; ``key`` opens the secrets."""
        self._client_of = client_of
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
        http = self._client_of(_named_in(settings))
        return Account(str(channel.id), settings, secrets, url, http)


def _named_in(settings: BaseModel) -> frozenset[str]:
    """The servers that an admin has entered: they may stand in the house."""
    texts = [value for value in settings.model_dump().values() if isinstance(value, str)]
    return frozenset(origin for text in texts if (origin := origin_of(text)))
