"""Calls to the Graph API of one account."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx2

from channels_adapters.base import Account, AccountBroken, SendUncertain
from channels_adapters.kit.tolerant import parsed
from channels_adapters.whatsapp.errors import as_json, error_of, trouble_of
from channels_adapters.whatsapp.settings import WhatsAppSettings

USER_AGENT = "Simpul"
"""Some of Meta's file hosts answer 403 without one."""


@dataclass(frozen=True)
class Graph:
    """``harmless`` calls may be repeated; a message that was written may have gone out."""

    account: Account

    @property
    def settings(self) -> WhatsAppSettings:
        settings: WhatsAppSettings = self.account.settings
        return settings

    def url(self, *path: str) -> str:
        return "/".join([self.settings.api_base, self.settings.api_version, *path])

    def headers(self) -> dict[str, str]:
        """Raises AccountBroken without a token, or with one that no header takes."""
        token = self.account.secrets.get("access_token", "").strip()
        if not token or not token.isascii() or not token.isprintable():
            raise AccountBroken("no_token", "the access token is missing or unreadable")
        return {"Authorization": f"Bearer {token}", "User-Agent": USER_AGENT}

    async def get(
        self, *path: str, query: Mapping[str, str] | None = None, missing_is_ours: bool = True
    ) -> dict[str, Any]:
        return await self.call(
            "GET", *path, params=query, harmless=True, missing_is_ours=missing_is_ours
        )

    async def post(self, *path: str, body: Any = None, harmless: bool = True) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"} if body is not None else {}
        content = as_json(body) if body is not None else b""
        return await self.call("POST", *path, harmless=harmless, content=content, headers=headers)

    async def call(
        self,
        method: str,
        *path: str,
        harmless: bool,
        missing_is_ours: bool = True,
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        """The answer. Raises ChannelError."""
        try:
            response = await self.account.http.request(
                method,
                self.url(*path),
                headers=self.headers() | (headers or {}),
                follow_redirects=False,
                **more,
            )
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise trouble_of(error, harmless=harmless) from error
        if response.status_code != 200:
            raise error_of(response, missing_is_ours=missing_is_ours)
        answer = parsed(response.content)
        if not isinstance(answer, dict):
            raise SendUncertain("no_answer", "the answer is not one of the Graph API")
        return answer
