"""kill -9 in the middle of posting: of one web process, and of the whole hub with its MongoDB."""

import asyncio
import os
import signal
import sys
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from uuid import uuid4

import pytest

from hub.kit import child_process
from hub.kit.clock import SystemClock
from hub.store.bus import LocalBus
from hub.store.mongo import Store
from models.documents import Message
from tests.faults.crowd import Ledger, sign_in, visit
from tests.faults.house import House, Mongod, Role, embedded_house, house
from tests.faults.town import town_in
from tests.faults.truth import (
    assert_each_once_and_in_order,
    assert_journal_is_whole,
    threads_by_http,
    until_pictures_are_true,
)

LEAVES_A_TRANSACTION_OPEN = """
import asyncio, sys
from pymongo import AsyncMongoClient

async def main():
    client = AsyncMongoClient(sys.argv[1], appname="simpul")
    db = client.get_default_database()
    session = client.start_session()
    await session.start_transaction()
    await db.head.update_one({"_id": "head"}, {"$inc": {"seq": 1}}, session=session)
    await db.conversations.update_many({}, {"$inc": {"version": 1}}, session=session)
    print("open", flush=True)
    await asyncio.sleep(3600)

asyncio.run(main())
"""

LEFT_OPEN_SECONDS = 12.0
"""Within which work goes on; MongoDB itself waits for a minute."""

pytestmark = [pytest.mark.faults, pytest.mark.timeout(150)]


async def test_a_web_process_in_the_middle_of_its_groups(
    tmp_path: Path, password_hash: str
) -> None:
    """Floods of posts, so that a kill meets whole groups under way; then all of them once more."""
    ledger = Ledger()
    async with house(tmp_path, password_hash, webs=1, relays=1) as there:
        [web] = there.webs
        visitors = [await visit(f"Maya{n}", there.urls, there.channel, ledger) for n in range(8)]
        posts = {uuid4().hex: visitor for visitor in visitors for _ in range(60)}
        bodies = {id: {"clientId": id, "text": f"pesan {n}"} for n, id in enumerate(posts)}
        heard: dict[str, str] = {}

        async def post(id: str) -> int | None:
            answer = await posts[id].call("POST", "/messages", json=bodies[id])
            if answer is None:
                return None
            assert heard.setdefault(id, answer.json()["id"]) == answer.json()["id"]
            if web.kills == 0 and len(heard) >= len(posts) // 10:
                await web.kill()
            return answer.status_code

        for person in visitors:
            person.http.timeout = 30
        first = await asyncio.gather(*map(post, posts))
        assert 0 < first.count(201) < len(posts)
        acknowledged_before = {id for id, status in zip(posts, first, strict=True) if status}
        await web.start()
        await there.until_ready()
        again = dict(zip(posts, await asyncio.gather(*map(post, posts)), strict=True))
        third = await asyncio.gather(*map(post, posts))

        assert set(again.values()) <= {200, 201}
        assert {again[id] for id in acknowledged_before} == {200}
        assert set(third) == {200}
        await assert_stored_once(there, heard)
        for visitor in visitors:
            await visitor.close()


async def assert_stored_once(there: House, heard: dict[str, str]) -> None:
    store = await Store.open(there.mongod.url, SystemClock(), LocalBus())
    try:
        stored = await store.find(Message, {})
    finally:
        await store.close()
    assert sorted(str(message.id) for message in stored) == sorted(heard.values())
    by_conversation: dict[object, list[int]] = {}
    for message in stored:
        by_conversation.setdefault(message.conversation_id, []).append(message.number)
    for numbers in by_conversation.values():
        assert sorted(numbers) == list(range(1, len(numbers) + 1))


async def test_the_whole_hub_in_the_middle_of_posting(tmp_path: Path, password_hash: str) -> None:
    """All roles in one process: killed three times, everybody goes on from his cursor."""
    async with (
        embedded_house(tmp_path, password_hash) as there,
        town_in(there, customers=5, pause=0.1) as town,
    ):
        [hub] = there.webs
        for _ in range(3):
            await asyncio.sleep(1.5)
            await hub.kill()
            await asyncio.sleep(0.5)
            await hub.start()
            await there.until_ready()
        before = len(town.ledger.acknowledged)
        async with asyncio.timeout(LEFT_OPEN_SECONDS):
            while len(town.ledger.acknowledged) == before:
                await asyncio.sleep(0.1)
        people = [*town.agents, *town.visitors]
        assert min(person.line.drops for person in people) >= 3
        assert [person.picture.resyncs for person in people] == [0] * len(people)
        await town.assert_nothing_was_lost()


async def test_a_transaction_left_open_holds_nobody_up_for_long(
    tmp_path: Path, password_hash: str
) -> None:
    """As of a relay and a web process killed between two steps of their transactions."""
    async with house(tmp_path, password_hash, webs=1) as there, town_in(there) as town:
        command = [sys.executable, "-c", LEAVES_A_TRANSACTION_OPEN, there.mongod.url]
        while True:
            said = tmp_path / uuid4().hex
            killed = await child_process.start_dependent(command, output=said)
            await killed_when_open(killed, said)
            if "open" in said.read_text():
                break  # else it met a transaction of the others, as may be
        before = len(town.ledger.acknowledged)
        began = asyncio.get_running_loop().time()
        visitor, agent = town.visitors[0], town.agents[0]
        town.talks.pop(0).cancel()
        assert await visitor.write("/messages")
        text = f"{visitor.name} {visitor.written}"
        await agent.line.until(lambda picture: text in picture.texts(), LEFT_OPEN_SECONDS)
        assert asyncio.get_running_loop().time() - began < LEFT_OPEN_SECONDS
        assert len(town.ledger.acknowledged) > before
        assert sum(relay.said("orphaned_transaction_ended") for relay in there.relays) >= 1
        await town.assert_nothing_was_lost()


async def killed_when_open(process: asyncio.subprocess.Process, said: Path) -> None:
    while process.returncode is None and not said.read_text():
        await asyncio.sleep(0.02)
    if process.returncode is None:
        process.kill()
    await process.wait()


async def test_mongod_again_and_again_in_the_middle_of_commits(
    tmp_path: Path, password_hash: str
) -> None:
    """Commits whose outcome nobody hears: asked again, or told to be repeated, and stored once."""
    async with (
        embedded_house(tmp_path, password_hash) as there,
        town_in(there, customers=12, pause=0.05) as town,
    ):
        for _ in range(5):
            await asyncio.sleep(2)
            await there.mongod.kill()
            await there.mongod.start()
            await there.until_ready()
        await town.assert_nothing_was_lost()
        await assert_journal_is_whole(there)


async def test_the_hub_with_its_private_mongod_is_killed(
    tmp_path: Path, password_hash: str
) -> None:
    """As `python -m hub serve` runs with no settings at all; the MongoDB it left is taken over."""
    ledger = Ledger()
    async with embedded_house(tmp_path, password_hash) as furnished:
        settled = furnished.channel
    pid_file, data = tmp_path / "mongod" / "pid", tmp_path
    there = House(tmp_path, Mongod(tmp_path), None, settled)
    there.webs = [Role("alone", "serve", tmp_path, {"HUB_DATA_DIR": str(data)})]
    async with AsyncExitStack() as stack:
        [hub] = there.webs
        await hub.start()
        stack.push_async_callback(hub.end)
        await there.until_ready()
        agent = await sign_in("sari", there.urls, ledger)
        visitor = await visit("Maya", there.urls, settled, ledger)
        tasks = []
        for person in (agent, visitor):
            stack.push_async_callback(person.close)
            person.line.stay()
            tasks.append(asyncio.create_task(person.line.live(1)))
            await person.line.until(lambda picture: picture.ready > 0, 20)
        talk = asyncio.create_task(visitor.talk(0.02))
        for written in (30, 60):
            async with asyncio.timeout(30):
                while len(ledger.acknowledged) < written:
                    await asyncio.sleep(0.02)
            mongod = child_process.read_pid(pid_file)
            await hub.kill()
            assert mongod is not None
            with suppress(ProcessLookupError):  # it ends with its parent, if slower
                os.kill(mongod, signal.SIGKILL)
            await hub.start()
            await there.until_ready()
        talk.cancel()
        await asyncio.gather(talk, return_exceptions=True)
        await until_pictures_are_true([agent], [visitor])
        _, threads = await threads_by_http(agent)
        assert ledger.wrong == []
        assert_each_once_and_in_order(ledger, threads.values())
        assert agent.picture.resyncs == visitor.picture.resyncs == 0
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
