"""What every process remembers of the database is never older than what it knew before."""

import asyncio
from typing import TypeVar

from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Filter
from models.documents import Channel, Doc, Workspace

D = TypeVar("D", bound=Doc)


class SlowOnce(Store):
    """Its first reading of the workspace takes until it is let go."""

    def __init__(self, store: Store) -> None:
        super().__init__(store.client, store.db.name, store.clock, store.bus)
        self.reading = asyncio.Event()
        self.let_go = asyncio.Event()

    async def get(self, kind: type[D], filter: Filter) -> D | None:
        if kind is Workspace and not self.reading.is_set():
            self.reading.set()
            await self.let_go.wait()
        return await super().get(kind, filter)


async def test_a_slow_reading_does_not_cover_a_newer_one(store: Store) -> None:
    slow = SlowOnce(store)
    directory = Directory(slow)
    earlier = asyncio.create_task(directory.refresh())
    await slow.reading.wait()
    channel = Channel(kind="livechat", name="Situs", created_at=store.clock.now())
    await store.insert(channel)
    await directory.refresh()

    slow.let_go.set()
    await earlier

    assert list(directory.channels) == [channel.id]
