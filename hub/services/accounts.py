"""A channel as its adapter needs it: settings read, secrets opened, a client that goes where it may."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx2
from pydantic import BaseModel, ValidationError

from channels_adapters.base import Account, AccountBroken
from channels_adapters.kit.grants import Grants, GrantsInMemory
from channels_adapters.registry import adapter_of
from hub.kit.fetching import origin_of
from hub.kit.sealing import SealBroken, unseal
from hub.rules.webhooks import webhook_path
from models.documents import Channel
from models.documents.base import Id


@dataclass(frozen=True)
class _Kept:
    """An account, and what it was made of: the calls of a busy channel need it hundreds of times a second."""

    settings: dict[str, Any]
    sealed_secrets: str
    account: Account

    def is_of(self, channel: Channel) -> bool:
        same_secrets = self.sealed_secrets == channel.sealed_secrets
        return same_secrets and self.settings == channel.settings


class Accounts:
    def __init__(
        self,
        client_of: Callable[[frozenset[str]], httpx2.AsyncClient],
        key: bytes,
        public_url: str,
        grants_of: Callable[[Id], Grants] = lambda _: GrantsInMemory(),
    ) -> None:
        """``client_of`` some trusted origins; ``key`` opens the secrets; ``grants_of`` a channel."""
        self._client_of = client_of
        self._key = key
        self._public_url = public_url
        self._grants_of = grants_of
        self._kept: dict[Id, _Kept] = {}

    def of(self, channel: Channel) -> Account:
        """Raises AccountBroken when an admin has to enter something again."""
        kept = self._kept.get(channel.id)
        if kept is None or not kept.is_of(channel):
            kept = _Kept(channel.settings, channel.sealed_secrets, self._opened(channel))
            self._kept[channel.id] = kept
        return kept.account

    def _opened(self, channel: Channel) -> Account:
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
        grants = self._grants_of(channel.id)
        return Account(str(channel.id), settings, secrets, url, http, grants)


def _named_in(settings: BaseModel) -> frozenset[str]:
    """The servers that an admin has entered: they may stand in the house."""
    texts = [value for value in settings.model_dump().values() if isinstance(value, str)]
    return frozenset(origin for text in texts if (origin := origin_of(text)))
