"""What processes tell each other at once: pokes, the stamped feed, and signals.

The bus makes things fast and is never the guarantee: what it drops, the journal holds.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import suppress
from enum import StrEnum
from typing import Protocol

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger()

DEAF_AFTER = 5.0
"""Seconds without a word on the feed, where the relay speaks every second, after which its
connection is made anew: it may have gone deaf."""

BACKLOG = 10_000
"""Messages kept for a slow reader, or for Redis while it is away, before the oldest is dropped."""


class Topic(StrEnum):
    POKE = "simpul:poke"
    FEED = "simpul:feed"
    SIGNALS = "simpul:signals"
    VIEWERS = "simpul:viewers"
    SIGN_OUTS = "simpul:sign-outs"
    OUTBOX = "simpul:outbox"


class Bus(Protocol):
    def publish(self, topic: Topic, payload: bytes) -> None:
        """Tell all listeners, soon. Never waits, never raises."""

    def listen(self, *topics: Topic) -> AsyncIterator[tuple[Topic, bytes]]:
        """Hear what is published from now on. Never ends by itself; may miss messages."""

    async def run(self) -> None:
        """Carry messages until cancelled."""


def _put(queue: "asyncio.Queue[tuple[Topic, bytes]]", item: tuple[Topic, bytes]) -> None:
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(item)


class LocalBus:
    """One process: a queue for each listener."""

    def __init__(self) -> None:
        self._listeners: defaultdict[Topic, set[asyncio.Queue[tuple[Topic, bytes]]]] = defaultdict(
            set
        )

    def publish(self, topic: Topic, payload: bytes) -> None:
        for queue in self._listeners[topic]:
            _put(queue, (topic, payload))

    async def listen(self, *topics: Topic) -> AsyncIterator[tuple[Topic, bytes]]:
        queue: asyncio.Queue[tuple[Topic, bytes]] = asyncio.Queue(BACKLOG)
        for topic in topics:
            self._listeners[topic].add(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            for topic in topics:
                self._listeners[topic].discard(queue)

    async def run(self) -> None:
        await asyncio.Event().wait()


class RedisBus:
    """Several processes: Redis publish and subscribe, reconnecting for ever."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis
        self.journal = ""
        """Whose messages these are: several deployments may share one Redis."""
        self._outgoing: asyncio.Queue[tuple[Topic, bytes]] = asyncio.Queue(BACKLOG)

    def publish(self, topic: Topic, payload: bytes) -> None:
        _put(self._outgoing, (topic, payload))

    async def listen(self, *topics: Topic) -> AsyncIterator[tuple[Topic, bytes]]:
        loop = asyncio.get_running_loop()
        while True:
            try:
                async with self._redis.pubsub(ignore_subscribe_messages=True) as pubsub:
                    names = {self._name(topic): topic for topic in topics}
                    await pubsub.subscribe(*names)
                    heard_at = loop.time()
                    while Topic.FEED not in topics or loop.time() - heard_at < DEAF_AFTER:
                        # None also stands for the confirmation of a subscription.
                        message = await pubsub.get_message(timeout=DEAF_AFTER)
                        if message is not None:
                            heard_at = loop.time()
                            yield names[message["channel"].decode()], message["data"]
            except (RedisError, OSError) as error:
                log.warning("redis_away", reason=type(error).__name__)
                await asyncio.sleep(0.25)

    def _name(self, topic: Topic) -> str:
        return f"{topic}:{self.journal}"

    async def run(self) -> None:
        while True:
            batch = [await self._outgoing.get()]
            while not self._outgoing.empty() and len(batch) < 100:
                batch.append(self._outgoing.get_nowait())
            with suppress(RedisError, OSError):
                async with self._redis.pipeline(transaction=False) as pipe:
                    for topic, payload in batch:
                        pipe.publish(self._name(topic), payload)
                    await pipe.execute()
