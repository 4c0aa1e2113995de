"""Real processes: the worker that sends to a provider is killed between the message and its answer."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from channels_adapters.whatsapp.simulator import Fault, Simulator
from hub.kit.clock import SystemClock
from hub.store import migrations
from hub.store.bus import RedisBus
from hub.store.journal import ensure_head
from hub.store.leases import LONG_AGO
from hub.store.mongo import Store
from hub.store.redis import open_redis
from models.documents import Message, OutboxEntry
from models.words import MessageStatus
from tests.journeys.conftest import in_database
from tests.sending.conftest import SECRET, Post, furnished
from tests.services.command import start_hub

pytestmark = pytest.mark.faults


@pytest.fixture
async def store(mongodb_url: str, redis_url: str, database_name: str) -> AsyncIterator[Store]:
    redis = open_redis(redis_url)
    bus = RedisBus(redis)
    store = await Store.open(in_database(mongodb_url, database_name), SystemClock(), bus)
    await migrations.migrate(store)
    bus.journal = (await ensure_head(store)).epoch
    carrying = asyncio.create_task(bus.run())
    yield store
    carrying.cancel()
    await store.client.drop_database(database_name)
    await store.close()
    await redis.aclose()


@pytest.fixture
async def post(store: Store) -> AsyncIterator[Post]:
    simulator = Simulator()
    async with furnished(store, store.clock, simulator) as made:
        yield made
    await simulator.close()


async def worker(
    mongodb_url: str, redis_url: str, database: str, cwd: Path
) -> asyncio.subprocess.Process:
    return await start_hub(
        "worker",
        cwd=cwd,
        HUB_MONGODB_URL=in_database(mongodb_url, database),
        HUB_REDIS_URL=redis_url,
        HUB_SECRET_KEY=SECRET,
        HUB_PUBLIC_URL="https://hub.example",
    )


async def until(store: Store, status: MessageStatus, count: int) -> None:
    for _ in range(1200):
        if await store.count(Message, {"status": status.value}) == count:
            return
        await asyncio.sleep(0.05)
    found = await store.find(Message, {})
    raise AssertionError([(one.text, one.status, one.error) for one in found])


async def at_the_provider(post: Post) -> None:
    """Until the call that is to be slow has come."""
    while post.simulator.faults.planned:
        await asyncio.sleep(0.01)
    await until(post.store, MessageStatus.SENDING, 1)


@pytest.mark.timeout(180)
async def test_a_killed_worker_sends_nothing_twice_and_the_uncertain_message_says_so(
    mongodb_url: str, redis_url: str, database_name: str, post: Post, tmp_path: Path
) -> None:
    store = post.store
    dewi, eka = await post.customer(1), await post.customer(2)
    first = await worker(mongodb_url, redis_url, database_name, tmp_path)
    try:
        await post.answer(dewi, "satu")
        await until(store, MessageStatus.SENT, 1)
        # A lone message goes out by the word of its commit, and not by the next look.
        began = time.monotonic()
        await post.answer(dewi, "dua")
        while len(post.simulator.accepted) < 2:
            await asyncio.sleep(0.002)
        print(f"a lone message was at the provider after {time.monotonic() - began:.3f} s")
        await until(store, MessageStatus.SENT, 2)

        post.simulator.faults.plan(Fault.SLOW, seconds=2)
        await post.answer(dewi, "tiga", "empat", "lima")
        await at_the_provider(post)
        first.kill()
        await first.wait()
        # The provider has it, takes it, and answers nobody.
        while len(post.simulator.accepted) < 3:
            await asyncio.sleep(0.01)
    finally:
        if first.returncode is None:
            first.kill()
    await post.answer(eka, "enam")
    # Its claim runs out.
    await store.change(
        OutboxEntry, {"holder": {"$ne": None}}, {"$set": {"claimed_until": LONG_AGO}}
    )

    second = await worker(mongodb_url, redis_url, database_name, tmp_path)
    try:
        await until(store, MessageStatus.SENT, 5)
        await until(store, MessageStatus.UNKNOWN, 1)
        await asyncio.sleep(2.5)
    finally:
        second.terminate()
        await asyncio.wait_for(second.wait(), 40)
    assert await post.statuses(dewi) == [
        MessageStatus.SENT,
        MessageStatus.SENT,
        MessageStatus.UNKNOWN,
        MessageStatus.SENT,
        MessageStatus.SENT,
    ]
    assert post.got(dewi) == ["satu", "dua", "tiga", "empat", "lima"]
    assert post.got(eka) == ["enam"]
    assert post.doubled() == []
    assert await post.nothing_waits()


@pytest.mark.timeout(120)
async def test_a_worker_that_is_asked_to_stop_still_stores_the_answer_it_waits_for(
    mongodb_url: str, redis_url: str, database_name: str, post: Post, tmp_path: Path
) -> None:
    dewi = await post.customer(1)
    one = await worker(mongodb_url, redis_url, database_name, tmp_path)
    try:
        post.simulator.faults.plan(Fault.SLOW, seconds=2.5)
        await post.answer(dewi, "satu", "dua")
        await at_the_provider(post)
    finally:
        one.terminate()
        await asyncio.wait_for(one.wait(), 40)
    assert await post.statuses(dewi) == [MessageStatus.SENT, MessageStatus.PENDING]
    [entry] = await post.store.find(OutboxEntry, {})
    assert entry.holder is None
