"""Whether a provider reaches us: when it confirmed the address, when it called last."""

import asyncio
from datetime import datetime, timedelta

from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.rules.actors import SYSTEM
from hub.rules.audience import STAFF
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel, WebhookSighting
from models.documents.base import Id
from models.documents.event import ObjectRef
from models.words import EventType, ObjectKind

log = get_logger(__name__)

SELDOM = timedelta(seconds=30)
"""A channel that is called all the time writes it down so often."""


class WebhookSightings:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._written: dict[Id, datetime] = {}
        self._writing: set[asyncio.Task[None]] = set()

    async def verified(self, channel: Channel) -> None:
        async def work(tx: Transaction) -> None:
            await _write(tx, channel.id, "verified_at")
            _tell(tx, channel, "verified_at")

        await self._store.transact(work)

    def came(self, channel: Channel) -> None:
        """Written beside the answer, not before it."""
        now = self._store.clock.now()
        last = self._written.get(channel.id)
        if last is not None and now - last < SELDOM:
            return
        self._written[channel.id] = now
        task = asyncio.create_task(self._note(channel))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def _note(self, channel: Channel) -> None:
        """Staff hear of the first one only."""

        async def work(tx: Transaction) -> None:
            seen = await tx.get(WebhookSighting, {"_id": channel.id})
            await _write(tx, channel.id, "came_at")
            if seen is None or seen.came_at is None:
                _tell(tx, channel, "came_at")

        try:
            await self._store.transact(work)
        except Unavailable as away:
            log.info("sighting_not_noted", reason=away.error)


async def _write(tx: Transaction, channel_id: Id, field: str) -> None:
    await tx.change(WebhookSighting, {"_id": channel_id}, {"$set": {field: tx.now}}, upsert=True)


def _tell(tx: Transaction, channel: Channel, field: str) -> None:
    tx.record(
        EventType.CHANNEL_STATUS_CHANGED,
        object=ObjectRef(kind=ObjectKind.CHANNEL, id=channel.id, version=channel.version),
        actor=SYSTEM,
        rooms=[STAFF],
        changes={field: [None, tx.now]},
    )


async def of(store: Store, channel_id: Id) -> WebhookSighting | None:
    return await store.get(WebhookSighting, {"_id": channel_id})


async def arrived(store: Store, channel_ids: list[Id]) -> set[Id]:
    """Those of them by which something has come."""
    if not channel_ids:
        return set()
    found = await store.find(WebhookSighting, {"_id": {"$in": channel_ids}})
    return {one.id for one in found if one.came_at is not None}
