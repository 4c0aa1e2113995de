"""People who write over lines that break: they repeat a post until it is acknowledged, and come
back with their cursor. What was acknowledged is remembered, to be looked for afterwards.
"""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx2 as httpx

from models.documents import Channel
from tests.faults.line import Restless, Watched
from tests.journeys.people import PASSWORD

PATIENCE = 4.0
"""Seconds before a post is taken for lost: less than the hub's own patience, so that some posts
are stored whose answer nobody hears."""


@dataclass
class Ledger:
    """What happened to everybody's requests."""

    acknowledged: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By clientId: the stored message and the text that was sent."""
    refused: dict[str, int] = field(default_factory=dict)
    repeats: int = 0
    unavailable: int = 0
    unheard: int = 0
    wrong: list[str] = field(default_factory=list)
    """Answers that nobody may ever get."""


class Person:
    """Somebody with a token, a line and the patience to repeat a post."""

    def __init__(
        self, name: str, urls: Sequence[str], base: str, token: str, line: Restless, ledger: Ledger
    ) -> None:
        self.name = name
        self.line = line
        self.written = 0
        self._urls = urls
        self._base = base
        self._ledger = ledger
        self.http = httpx.AsyncClient(
            timeout=PATIENCE, headers={"Authorization": f"Bearer {token}"}
        )

    @property
    def picture(self) -> Watched:
        return self.line.picture

    async def call(self, method: str, path: str, **more: Any) -> httpx.Response | None:
        """None when there was no answer, or one that says to come back later."""
        url = f"{random.choice(self._urls)}/api/v1{self._base}{path}"
        try:
            answer = await self.http.request(method, url, **more)
        except httpx.TransportError:
            self._ledger.unheard += 1
            return None
        if answer.status_code in (429, 503) and _is_in_shape(answer):
            self._ledger.unavailable += 1
            return None
        if answer.status_code >= 500:
            self._ledger.wrong.append(f"{answer.status_code} {method} {path} {answer.text}")
            return None
        return answer

    async def get(self, path: str, **query: Any) -> Any:
        """Repeated until it is answered."""
        while True:
            answer = await self.call("GET", path, params=query)
            if answer is not None:
                assert answer.status_code == 200, answer.text
                return answer.json()
            await asyncio.sleep(0.1)

    async def write(self, path: str) -> bool:
        """Post the next message, again and again until it is acknowledged or refused."""
        self.written += 1
        text, client_id = f"{self.name} {self.written}", uuid4().hex
        for tries in range(10_000):
            answer = await self.call("POST", path, json={"clientId": client_id, "text": text})
            if answer is None:
                await asyncio.sleep(random.uniform(0.05, 0.3))
                continue
            if answer.status_code in (200, 201):
                stored = answer.json()
                if stored["text"] != text or (tries == 0 and answer.status_code == 200):
                    self._ledger.wrong.append(f"{answer.status_code} {text!r}: {stored}")
                self._ledger.acknowledged[client_id] = stored
                self._ledger.repeats += answer.status_code == 200
                return True
            self._ledger.refused[text] = answer.status_code
            return False
        return False

    async def close(self) -> None:
        await self.line.disconnect()
        await self.http.aclose()


class Visitor(Person):
    async def talk(self, pause: float) -> None:
        """Write for ever."""
        while True:
            await self.write("/messages")
            await asyncio.sleep(random.expovariate(1 / pause))


class Agent(Person):
    id: str

    async def talk(self, pause: float) -> None:
        """Answer what waits and what is one's own, and resolve some of it."""
        while True:
            await asyncio.sleep(random.expovariate(1 / pause))
            shown = list(self.picture.objects.get("conversation", {}).values())
            own = [
                each
                for each in shown
                if each["state"] == "queued"
                or (each["state"] == "handled" and (each["assignee"] or {}).get("id") == self.id)
            ]
            if not own:
                continue
            chosen = random.choice(own)
            if random.random() < 0.04 and chosen["state"] == "handled":
                await self.call("POST", f"/conversations/{chosen['id']}/resolve", json={})
            else:
                await self.write(f"/conversations/{chosen['id']}/messages")


def _is_in_shape(answer: httpx.Response) -> bool:
    """An outage as the contract tells it: an error in words, and when to come back."""
    return bool(answer.headers.get("retry-after")) and {"error", "detail"} <= set(answer.json())


async def visit(
    name: str, urls: Sequence[str], channel: Channel, ledger: Ledger, **how: str
) -> Visitor:
    base = f"/chat/{channel.id}"
    async with httpx.AsyncClient(timeout=20) as http:
        answer = await http.post(f"{urls[0]}/api/v1{base}/session", json={"name": name})
        assert answer.status_code == 200, answer.text
        token = answer.json()["token"]
    auth = {"channelId": str(channel.id), "token": token}
    line = Restless(urls, "/visitor", auth, transport=how.get("transport", "websocket"))
    return Visitor(name, urls, base, token, line, ledger)


async def sign_in(name: str, urls: Sequence[str], ledger: Ledger, **how: str) -> Agent:
    async with httpx.AsyncClient(timeout=20) as http:
        account = {"email": f"{name}@paketara.example", "password": PASSWORD}
        answer = await http.post(f"{urls[0]}/api/v1/auth/sign-in", json=account)
        assert answer.status_code == 200, answer.text
        told = answer.json()
    line = Restless(
        urls, "/agent", {"token": told["token"]}, transport=how.get("transport", "websocket")
    )
    agent = Agent(name, urls, "", told["token"], line, ledger)
    agent.id = told["member"]["id"]
    return agent
