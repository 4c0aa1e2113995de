"""Whether a provider reaches us: when it confirmed the address, when it called last."""

import asyncio
from datetime import datetime, timedelta

from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.store.mongo import Store
from models.documents import WebhookSighting
from models.documents.base import Id

log = get_logger(__name__)

SELDOM = timedelta(seconds=30)
"""A channel that is called all the time writes it down so often."""


class WebhookSightings:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._written: dict[Id, datetime] = {}
        self._writing: set[asyncio.Task[None]] = set()

    async def verified(self, channel_id: Id) -> None:
        await self._write(channel_id, "verified_at")

    def came(self, channel_id: Id) -> None:
        """Written beside the answer, not before it."""
        now = self._store.clock.now()
        last = self._written.get(channel_id)
        if last is not None and now - last < SELDOM:
            return
        self._written[channel_id] = now
        task = asyncio.create_task(self._note(channel_id))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def _note(self, channel_id: Id) -> None:
        try:
            await self._write(channel_id, "came_at")
        except Unavailable as away:
            log.info("sighting_not_noted", reason=away.error)

    async def _write(self, channel_id: Id, field: str) -> None:
        now = self._store.clock.now()
        await self._store.change(
            WebhookSighting, {"_id": channel_id}, {"$set": {field: now}}, upsert=True
        )


async def of(store: Store, channel_id: Id) -> WebhookSighting | None:
    return await store.get(WebhookSighting, {"_id": channel_id})
