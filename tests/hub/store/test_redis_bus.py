"""The bus between processes, on a real Redis."""

import asyncio
from contextlib import suppress

from hub.store.bus import RedisBus, Topic
from hub.store.redis import open_redis


async def test_what_is_said_is_heard_at_once_over_one_subscription(redis_url: str) -> None:
    redis = open_redis(redis_url)
    bus = RedisBus(redis)
    bus.journal = "here"
    before = (await redis.info("stats"))["total_commands_processed"]
    heard: list[bytes] = []

    async def listen() -> None:
        async for _, payload in bus.listen(Topic.FEED):
            heard.append(payload)

    tasks = [asyncio.create_task(bus.run()), asyncio.create_task(listen())]
    while not await redis.pubsub_numsub("simpul:feed:here") or not heard:
        bus.publish(Topic.FEED, b"first")
        await asyncio.sleep(0.05)
    heard.clear()
    for number in range(50):
        bus.publish(Topic.FEED, str(number).encode())
    async with asyncio.timeout(2):
        while len([each for each in heard if each != b"first"]) < 50:
            await asyncio.sleep(0.01)

    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    spent = (await redis.info("stats"))["total_commands_processed"] - before
    await redis.aclose()
    assert [int(each) for each in heard if each != b"first"] == list(range(50))
    assert spent < 300, "it subscribes once, not again and again"


async def test_another_deployment_on_the_same_redis_is_not_heard(redis_url: str) -> None:
    redis = open_redis(redis_url)
    here, there = RedisBus(redis), RedisBus(redis)
    here.journal, there.journal = "here", "there"
    heard: list[bytes] = []

    async def listen() -> None:
        async for _, payload in here.listen(Topic.FEED):
            heard.append(payload)

    tasks = [asyncio.create_task(each()) for each in (here.run, there.run, listen)]
    async with asyncio.timeout(5):
        while not heard:
            there.publish(Topic.FEED, b"theirs")
            here.publish(Topic.FEED, b"ours")
            await asyncio.sleep(0.02)

    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    await redis.aclose()
    assert set(heard) == {b"ours"}
