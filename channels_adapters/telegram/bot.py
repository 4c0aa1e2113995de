"""Calls to the Bot API of one bot, and what its refusals mean.

The token stands in every address: no address is ever logged or told.
"""

from dataclasses import dataclass
from typing import Any

import httpx2

from channels_adapters.base import (
    Account,
    AccountBroken,
    ChannelError,
    SendDelayed,
    SendRefused,
    SendUncertain,
)
from channels_adapters.kit.cleaning import clean_line
from channels_adapters.kit.tolerant import Loose, parsed, read
from channels_adapters.telegram.refusals import refusal_in
from channels_adapters.telegram.settings import TelegramSettings


class ChatMoved(SendRefused):
    """The group has become a supergroup; nothing was sent. ``chat`` is its id from now on."""

    def __init__(self, chat: int) -> None:
        super().__init__("migrated", f"the group is {chat} now")
        self.chat = chat


class Parameters(Loose):
    retry_after: float | None = None
    migrate_to_chat_id: int | None = None


class Answer(Loose):
    ok: bool = False
    result: Any = None
    error_code: int | None = None
    description: str | None = None
    parameters: Parameters | None = None


@dataclass(frozen=True)
class Bot:
    """``harmless`` calls may be repeated; a message that was written may have gone out."""

    account: Account

    @property
    def settings(self) -> TelegramSettings:
        settings: TelegramSettings = self.account.settings
        return settings

    @property
    def token(self) -> str:
        """Raises AccountBroken without one, or with one that no address takes."""
        token = self.account.secrets.get("bot_token", "").strip()
        fits = (
            ":" in token
            and token.isascii()
            and token.replace(":", "").replace("_", "").replace("-", "").isalnum()
        )
        if not fits:
            raise AccountBroken("no_token", "the bot token is missing or unreadable")
        return token

    async def call(self, method: str, *, harmless: bool, **values: Any) -> Any:
        """The result. Raises ChannelError."""
        given = {name: value for name, value in values.items() if value is not None}
        return await self._call(method, harmless=harmless, json=given)

    async def post_form(self, method: str, content: Any, headers: dict[str, str]) -> Any:
        timeout = httpx2.Timeout(120, connect=10)
        return await self._call(
            method, harmless=False, content=content, headers=headers, timeout=timeout
        )

    async def _call(self, method: str, *, harmless: bool, **more: Any) -> Any:
        url = f"{self.settings.api_base}/bot{self.token}/{method}"
        try:
            response = await self.account.http.post(url, follow_redirects=False, **more)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise trouble_of(error, harmless=harmless) from None
        answer = read(Answer, parsed(response.content) or {})
        if answer.ok:
            return answer.result
        status, nobodys = response.status_code, answer.error_code is None
        if 300 <= status < 400:
            raise AccountBroken(str(status), "the address of the Bot API is wrong")
        if nobodys and not harmless and (status == 504 or response.is_success):
            # A gateway had handed it on and heard nothing, or nothing of what was said is left.
            raise SendUncertain("no_answer", f"HTTP {status} without the Bot API's own words")
        raise error_of(status, answer)

    def file_url(self, path: str) -> str:
        return f"{self.settings.api_base}/file/bot{self.token}/{path}"


def trouble_of(error: Exception, *, harmless: bool) -> ChannelError:
    """Of a call without an answer: was it written?"""
    name = type(error).__name__
    never_written = isinstance(
        error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.PoolTimeout | httpx2.InvalidURL
    )
    if harmless or never_written:
        return SendDelayed("unreachable", name, whole_channel=True)
    return SendUncertain("no_answer", name)


def error_of(status: int, answer: Answer) -> ChannelError:
    code = answer.error_code or status
    detail = clean_line(answer.description, 300) or f"HTTP {status}"
    parameters = answer.parameters or Parameters()
    if code == 429:
        return SendDelayed("429", detail, retry_after=parameters.retry_after)
    if code in (401, 404):
        return AccountBroken(str(code), detail)
    if code == 409:
        return SendDelayed("409", detail, whole_channel=True)
    if code >= 500:
        return SendDelayed(str(code), detail, whole_channel=True)
    if parameters.migrate_to_chat_id is not None:
        return ChatMoved(parameters.migrate_to_chat_id)
    return SendRefused(refusal_in(code, detail), detail)
