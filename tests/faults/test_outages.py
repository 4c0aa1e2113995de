"""Redis or MongoDB are away for a while: everybody is told so, nobody loses anything."""

import asyncio
import signal
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from tests.faults.crowd import Agent, Visitor
from tests.faults.house import House, embedded_house, house, until_readyz
from tests.faults.town import Town, town_in
from tests.journeys.people import PASSWORD

AWAY_SECONDS = 14.0
"""Longer than the time between two heartbeats."""

STALE_AFTER = 4.0
"""Seconds after which a broken path sends no heartbeat any more."""

STILL_STALE = 6.0
"""Seconds within which the next one is due, and would be sent as soon as the path seems to work."""

AGAIN_WITHIN = 5.0
"""Seconds from being ready until screens that were stale hear that they are live."""

NEXT_WITHIN = 15.0
"""Seconds until screens that were live all the time hear so once more."""

LATE_SECONDS = 5.0
"""Within which a message is shown while Redis is away: silence is noticed after two."""

pytestmark = [pytest.mark.faults, pytest.mark.timeout(150)]


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
    await asyncio.sleep(STILL_STALE)
    assert town.heartbeats() == before


async def live_again(town: Town, within: float) -> None:
    before = town.heartbeats()
    await town.there.until_ready()
    async with asyncio.timeout(within):
        while town.heartbeats() == before:
            await asyncio.sleep(0.1)
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
    await live_again(town, AGAIN_WITHIN)


async def test_without_mongod_embedded(tmp_path: Path, password_hash: str) -> None:
    async with (
        embedded_house(tmp_path, password_hash) as there,
        town_in(there) as town,
    ):
        await without_mongod(town)


async def test_without_mongod_in_several_processes(tmp_path: Path, password_hash: str) -> None:
    async with house(tmp_path, password_hash) as there, town_in(there) as town:
        await without_mongod(town)


async def live_without_redis(town: Town) -> None:
    """The journal is read instead: a little later everything is there, and screens stay live."""
    visitor, agent = town.visitors[0], town.agents[0]
    heartbeats = town.heartbeats()
    loop = asyncio.get_running_loop()
    end = loop.time() + AWAY_SECONDS
    while loop.time() < end:
        assert await visitor.write("/messages")
        text = f"{visitor.name} {visitor.written}"
        await agent.line.until(lambda picture, text=text: text in picture.texts(), LATE_SECONDS)  # type: ignore[misc]
        await asyncio.sleep(0.5)
    assert town.heartbeats() > heartbeats
    await town.there.until_ready(2)


async def test_without_redis(tmp_path: Path, password_hash: str) -> None:
    async with house(tmp_path, password_hash) as there, town_in(there, customers=1) as town:
        assert there.redis is not None
        town.talks.pop(0).cancel()
        await there.redis.kill()
        await live_without_redis(town)
        await there.redis.start()
        await live_again(town, NEXT_WITHIN)


async def test_while_redis_hangs(tmp_path: Path, password_hash: str) -> None:
    """It takes connections and answers nothing."""
    async with house(tmp_path, password_hash, webs=1) as there, town_in(there, customers=1) as town:
        assert there.redis is not None
        town.talks.pop(0).cancel()
        there.redis.signal(signal.SIGSTOP)
        try:
            await live_without_redis(town)
        finally:
            there.redis.signal(signal.SIGCONT)
        await live_again(town, NEXT_WITHIN)


async def test_while_mongod_hangs(tmp_path: Path, password_hash: str) -> None:
    async with house(tmp_path, password_hash, webs=1) as there, town_in(there) as town:
        there.mongod.signal(signal.SIGSTOP)
        try:
            await stale_meanwhile(town)
        finally:
            there.mongod.signal(signal.SIGCONT)
        await live_again(town, AGAIN_WITHIN)
