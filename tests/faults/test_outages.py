"""Redis or MongoDB are away for a while: everybody is told so, nobody loses anything."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from tests.faults.crowd import Agent, Ledger, Visitor, sign_in, visit
from tests.faults.house import House, embedded_house, house, until_readyz
from tests.faults.truth import (
    assert_each_once_and_in_order,
    threads_by_http,
    until_pictures_are_true,
)
from tests.journeys.people import PASSWORD

AWAY_SECONDS = 14.0
STALE_AFTER = 4.0
"""Seconds after which a broken path sends no heartbeat any more."""

pytestmark = [pytest.mark.faults, pytest.mark.timeout(150)]


class Town:
    """One agent and some visitors who write all the time and whose lines are not touched."""

    def __init__(self, there: House, customers: int, pause: float) -> None:
        """``pause``: mean seconds between two messages of one person."""
        self.there = there
        self._customers, self._pause = customers, pause
        self.ledger = Ledger()
        self.agents: list[Agent] = []
        self.visitors: list[Visitor] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        urls = self.there.urls
        self.agents = [await sign_in("sari", urls, self.ledger)]
        for n in range(self._customers):
            self.visitors.append(await visit(f"Maya{n}", urls, self.there.channel, self.ledger))
        for person in (*self.agents, *self.visitors):
            person.http.timeout = 30
            person.line.stay()
            self._tasks.append(asyncio.create_task(person.line.live(1)))
            await person.line.until(lambda picture: picture.ready > 0, 20)
        self.talks = [asyncio.create_task(each.talk(self._pause)) for each in self.visitors]
        self.talks += [asyncio.create_task(each.talk(self._pause)) for each in self.agents]

    async def fall_silent(self) -> None:
        """Nobody writes any more; what is under way may be stored or not."""
        for talk in self.talks:
            talk.cancel()
        await asyncio.gather(*self.talks, return_exceptions=True)

    async def close(self) -> None:
        for task in (*self.talks, *self._tasks):
            task.cancel()
        await asyncio.gather(*self.talks, *self._tasks, return_exceptions=True)
        for person in (*self.agents, *self.visitors):
            await person.close()

    def heartbeats(self) -> int:
        return sum(each.picture.heartbeats for each in (*self.agents, *self.visitors))

    async def assert_nothing_was_lost(self) -> None:
        await self.fall_silent()
        await until_pictures_are_true(self.agents, self.visitors)
        _, threads = await threads_by_http(self.agents[0])
        assert self.ledger.wrong == []
        assert_each_once_and_in_order(self.ledger, threads.values())


@asynccontextmanager
async def town_in(there: House, *, customers: int = 2, pause: float = 0.5) -> AsyncIterator[Town]:
    town = Town(there, customers, pause)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(town.close)
        await town.open()
        await asyncio.sleep(2)
        yield town


async def every_door(there: House, visitor: Visitor, agent: Agent) -> dict[str, int]:
    """The status of each kind of request, all at once."""
    url, channel = there.webs[0].url, there.channel.id
    api, chat = f"{url}/api/v1", f"{url}/api/v1/chat/{channel}"
    staff, customer = agent.http.headers, visitor.http.headers
    account = {"email": "sari@paketara.example", "password": PASSWORD}
    file: Any = {"file": ("a.txt", b"Halo", "text/plain")}
    id = next(iter(agent.picture.objects["conversation"]))
    async with httpx.AsyncClient(timeout=30) as http:
        doors = {
            "sign in": http.post(f"{api}/auth/sign-in", json=account),
            "me": http.get(f"{api}/me", headers=staff),
            "list": http.get(f"{api}/conversations", headers=staff),
            "counts": http.get(f"{api}/counts", headers=staff),
            "thread": http.get(f"{api}/conversations/{id}/messages", headers=staff),
            "claim": http.post(f"{api}/conversations/{id}/claim", headers=staff, json={}),
            "read": http.post(f"{api}/conversations/{id}/read", headers=staff, json={"number": 1}),
            "members": http.get(f"{api}/members", headers=staff),
            "upload": http.post(f"{api}/attachments", headers=staff, files=file),
            "session": http.post(f"{chat}/session", json={}),
            "chat": http.get(f"{chat}/messages", headers=customer),
            "receipts": http.post(f"{chat}/receipts", headers=customer, json={"read": 1}),
            "chat upload": http.post(f"{chat}/attachments", headers=customer, files=file),
            "readyz": http.get(f"{url}/readyz"),
            "healthz": http.get(f"{url}/healthz"),
        }
        answers = await asyncio.gather(*doors.values())
    for answer in answers:
        if answer.status_code == 503 and not answer.url.path.endswith("/readyz"):
            assert answer.headers["retry-after"] and answer.json()["error"], answer.text
    return dict(zip(doors, (answer.status_code for answer in answers), strict=True))


async def stale_meanwhile(town: Town) -> None:
    """While the path is broken: /readyz is red and no heartbeat comes."""
    await until_readyz(town.there.webs[0].url, 503, 6)
    await asyncio.sleep(STALE_AFTER)
    before = town.heartbeats()
    await asyncio.sleep(AWAY_SECONDS - STALE_AFTER)
    assert town.heartbeats() == before


async def live_again(town: Town) -> None:
    await town.there.until_ready()
    before = town.heartbeats()
    for _ in range(150):
        await asyncio.sleep(0.1)
        if town.heartbeats() > before:
            break
    assert town.heartbeats() > before
    await town.assert_nothing_was_lost()


async def without_mongod(town: Town) -> None:
    there = town.there
    await there.mongod.kill()
    doors, _ = await asyncio.gather(
        every_door(there, town.visitors[0], town.agents[0]), stale_meanwhile(town)
    )
    assert doors.pop("healthz") == 200
    assert {name: status for name, status in doors.items() if status != 503} == {}
    await there.mongod.start()
    await live_again(town)


async def test_without_mongod_embedded(tmp_path: Path, password_hash: str) -> None:
    async with (
        embedded_house(tmp_path, password_hash) as there,
        town_in(there) as town,
    ):
        await without_mongod(town)


async def test_without_mongod_in_several_processes(tmp_path: Path, password_hash: str) -> None:
    async with house(tmp_path, password_hash) as there, town_in(there) as town:
        await without_mongod(town)


async def test_without_redis(tmp_path: Path, password_hash: str) -> None:
    async with house(tmp_path, password_hash) as there, town_in(there) as town:
        assert there.redis is not None
        await there.redis.kill()
        before = len(town.ledger.acknowledged)
        await stale_meanwhile(town)
        assert len(town.ledger.acknowledged) > before, "Redis is no condition for writing"
        await there.redis.start()
        await live_again(town)


@pytest.mark.parametrize("which", ["mongod", "redis"])
async def test_while_one_of_them_hangs(tmp_path: Path, password_hash: str, which: str) -> None:
    """It takes connections and answers nothing."""
    async with house(tmp_path, password_hash, webs=1) as there, town_in(there) as town:
        service: Any = getattr(there, which)
        service.signal(signal.SIGSTOP)
        try:
            await stale_meanwhile(town)
        finally:
            service.signal(signal.SIGCONT)
        await live_again(town)
