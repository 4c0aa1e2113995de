"""Durable ingest: group commit against one transaction for each message, on the same mongod.

Both store the same thing through the same flow: contact, conversation, message, journal rows,
majority-acknowledged. Half of what arrives is a repeat, as providers send them.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

from benchmarks.rows import Row
from benchmarks.services import furnish, mongod, opened
from channels_adapters.livechat.adapter import Post, envelope_of
from hub.flows.receive_message import ReceiveMessages
from hub.kit.errors import Unavailable
from hub.rules.incoming import Incoming, Received
from hub.store.directory import Directory
from hub.store.groups import Groups
from hub.store.mongo import Store
from models.documents import Channel, Message
from models.documents.base import Id

VISITORS = 400
GROUPED = 12_000
ALONE = 1_200
AT_ONCE = 400
"""Requests that wait for their answer at the same time."""


def incoming(channel: Channel, store: Store, visitor: Id, number: int) -> Incoming:
    post = Post(
        channel_id=str(channel.id),
        visitor_id=str(visitor),
        client_id=f"message-{number:08}",
        text=f"Halo, ini pesan nomor {number} tentang paket saya yang belum sampai",
        at=store.clock.now(),
    )
    return Incoming(channel, envelope_of(post))


async def flood(
    items: list[Incoming], submit: Callable[[Incoming], Awaitable[Received]], at_once: int
) -> float:
    """Messages a second, repeats included."""
    left = iter(items)

    async def one_sender() -> None:
        for item in left:
            received = await submit(item)
            assert received.message is not None

    started = time.perf_counter()
    await asyncio.gather(*(one_sender() for _ in range(at_once)))
    return len(items) / (time.perf_counter() - started)


def with_repeats(channel: Channel, store: Store, count: int, first: int) -> list[Incoming]:
    visitors = [Id() for _ in range(VISITORS)]
    fresh = [
        incoming(channel, store, visitors[number % VISITORS], first + number)
        for number in range(count // 2)
    ]
    return [each for item in fresh for each in (item, item)]


async def measure() -> list[Row]:
    async with mongod() as url, opened(url) as store:
        channel, _ = await furnish(store, 1)
        directory = Directory(store)
        await directory.refresh()
        receive = ReceiveMessages(store, directory)
        groups: Groups[Incoming, Received] = Groups(
            receive, size_of=lambda _: 600, is_away=lambda error: isinstance(error, Unavailable)
        )
        running = asyncio.create_task(groups.run())

        async def alone(item: Incoming) -> Received:
            [received] = await receive([item])
            return received

        await flood(with_repeats(channel, store, 400, 900_000), groups.submit, AT_ONCE)
        before = await store.count(Message, {}, limit=10_000_000)
        single = await flood(with_repeats(channel, store, ALONE, 0), alone, 4)
        grouped = await flood(
            with_repeats(channel, store, GROUPED, 100_000), groups.submit, AT_ONCE
        )
        stored = await store.count(Message, {}, limit=10_000_000) - before
        running.cancel()
        assert stored == (ALONE + GROUPED) // 2, f"{stored} messages stored"
    return [
        Row(
            "durable ingest, half repeats, against a transaction a message",
            grouped,
            "messages/s",
            single,
            ">= 10",
        )
    ]


def run() -> list[Row]:
    return asyncio.run(measure())
