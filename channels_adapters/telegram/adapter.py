"""Telegram by the Bot API: one channel is one bot."""

import hmac
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from channels_adapters.base import Account, CheckStep, Deliver, Limit, RemoteFile, Traits
from channels_adapters.telegram import checks, files, polling, sending
from channels_adapters.telegram.bot import Bot
from channels_adapters.telegram.limits import limits_of
from channels_adapters.telegram.normalising import envelopes_of
from channels_adapters.telegram.settings import (
    Mode,
    TelegramSecrets,
    TelegramSettings,
    bot_id_of,
)
from models.envelopes import AnyEnvelope, Outgoing, Sent
from models.words import Language

TITLES = {Language.ENGLISH: "Telegram", Language.INDONESIAN: "Telegram"}

TRAITS = Traits(
    answer_target=300,
    max_text=sending.MAX_TEXT,
    max_caption=sending.MAX_CAPTION,
    max_file=sending.MAX_FILE,
)

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105


class TelegramAdapter:
    kind = "telegram"
    titles: dict[Language, str] = TITLES
    traits = TRAITS
    Settings: type[BaseModel] = TelegramSettings
    Secrets: type[BaseModel] = TelegramSecrets

    def normalise(self, raw: bytes, settings: BaseModel | None = None) -> list[AnyEnvelope]:  # noqa: ARG002
        return envelopes_of(raw)

    def is_authentic(self, account: Account, raw: bytes, headers: Mapping[str, str]) -> bool:  # noqa: ARG002
        expected = account.secrets.get("webhook_token", "")
        given = headers.get(SECRET_HEADER, "")
        return bool(expected) and hmac.compare_digest(expected.encode(), given.encode())

    def owns(self, account: Account, account_id: str) -> bool:
        return account_id == bot_id_of(account.secrets.get("bot_token", ""))

    def handshake(self, account: Account, query: Mapping[str, str]) -> str | None:  # noqa: ARG002
        return None

    def is_watching(self, account: Account) -> bool:
        return bool(account.settings.mode is Mode.POLLING)

    async def watch(self, account: Account, place: Mapping[str, Any], deliver: Deliver) -> None:
        await polling.watch(account, place, deliver)

    def split(self, outgoing: Outgoing) -> list[Outgoing]:
        return sending.split(outgoing)

    async def send(self, account: Account, outgoing: Outgoing) -> Sent:
        return await sending.send(account, outgoing)

    def limits(self, account: Account, outgoing: Outgoing) -> list[Limit]:  # noqa: ARG002
        return limits_of(outgoing)

    async def answer_callback(self, account: Account, callback_id: str) -> None:
        await Bot(account).call("answerCallbackQuery", harmless=True, callback_query_id=callback_id)

    async def fetch(self, account: Account, remote_id: str) -> RemoteFile:
        return await files.fetch(account, remote_id)

    async def check(self, account: Account) -> list[CheckStep]:
        return await checks.check(account)

    async def connect(self, account: Account) -> None:
        await checks.connect(account)

    async def disconnect(self, account: Account) -> None:
        await checks.disconnect(account)


ADAPTER = TelegramAdapter()
