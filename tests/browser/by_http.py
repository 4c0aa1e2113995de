"""Visitors who are there without a browser, where a test needs their chats and not their screens."""

from typing import Any
from uuid import uuid4

import httpx2 as httpx

from tests.browser.houses import PASSWORD


class RemoteVisitor:
    def __init__(self, chat_url: str, token: str) -> None:
        self._url = chat_url
        self._headers = {"Authorization": f"Bearer {token}"}

    async def write(self, text: str) -> None:
        body = {"clientId": uuid4().hex, "text": text}
        async with httpx.AsyncClient(timeout=30) as http:
            answer = await http.post(f"{self._url}/messages", json=body, headers=self._headers)
        assert answer.status_code == 201, answer.text


async def remote_visitor(hub_url: str, channel_id: str, name: str, *texts: str) -> RemoteVisitor:
    """A new visitor who has written these texts."""
    url = f"{hub_url}/api/v1/chat/{channel_id}"
    async with httpx.AsyncClient(timeout=30) as http:
        answer = await http.post(f"{url}/session", json={"name": name})
    assert answer.status_code == 200, answer.text
    visitor = RemoteVisitor(url, answer.json()["token"])
    for text in texts:
        await visitor.write(text)
    return visitor


class Colleague:
    """A member without a browser, who does what a test needs done."""

    def __init__(self, hub_url: str, member: dict[str, Any], token: str) -> None:
        self.id: str = member["id"]
        self._url = f"{hub_url}/api/v1"
        self._headers = {"Authorization": f"Bearer {token}"}

    @classmethod
    async def signed_in(cls, hub_url: str, email: str, password: str = PASSWORD) -> "Colleague":
        body = {"email": email, "password": password}
        async with httpx.AsyncClient(timeout=30) as http:
            answer = await http.post(f"{hub_url}/api/v1/auth/sign-in", json=body)
        assert answer.status_code == 200, answer.text
        return cls(hub_url, answer.json()["member"], answer.json()["token"])

    async def chats(self, tab: str) -> list[dict[str, Any]]:
        async with httpx.AsyncClient(timeout=30) as http:
            answer = await http.get(
                f"{self._url}/conversations", params={"tab": tab}, headers=self._headers
            )
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def post(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        async with httpx.AsyncClient(timeout=30) as http:
            answer = await http.post(f"{self._url}{path}", json=body or {}, headers=self._headers)
        assert answer.is_success, answer.text
        told: dict[str, Any] = answer.json()
        return told

    async def mention(self, chat_id: str, member_id: str, text: str) -> None:
        note = {"clientId": uuid4().hex, "text": text, "visibility": "internal"}
        await self.post(f"/conversations/{chat_id}/messages", {**note, "mentions": [member_id]})

    async def switch(self, channel: str, *, on: bool) -> None:
        """A channel, by its name."""
        async with httpx.AsyncClient(timeout=30, headers=self._headers) as http:
            found = (await http.get(f"{self._url}/channels")).json()["items"]
            named = next(one for one in found if one["name"] == channel)
            change = {"enabled": on, "version": named["version"]}
            answer = await http.patch(f"{self._url}/channels/{named['id']}", json=change)
        assert answer.is_success, answer.text
