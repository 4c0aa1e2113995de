"""Visitors who are there without a browser, where a test needs their chats and not their screens."""

from uuid import uuid4

import httpx2 as httpx


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
