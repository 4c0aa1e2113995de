"""Who may try to lead, by the database server's clock. A lease is a courtesy, never a fence."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from math import inf

from pymongo.errors import DuplicateKeyError

from hub.kit.ending import end_all
from hub.kit.errors import Unavailable
from hub.store.mongo import Store
from models.documents import Lease

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


RELAY = "relay"
"""The task of the one who leads the journal."""


async def is_led(store: Store, task: str) -> bool:
    """Whether somebody holds the task's lease at this moment."""
    held = {"_id": task, "$expr": {"$gt": ["$until", "$$NOW"]}}
    return await store.get(Lease, held) is not None


class LeaseHolder:
    """One candidate for one task. ``seconds`` is how long a lease lives without renewal."""

    def __init__(self, store: Store, task: str, holder: str, seconds: float = 1.0) -> None:
        self._store = store
        self.task = task
        self.holder = holder
        self._milliseconds = int(seconds * 1000)
        self._holds = False
        self._asked_at = -inf

    async def keep(self) -> bool:
        """As ``take``, with one question in a third of the time that a lease lives."""
        now = asyncio.get_running_loop().time()
        if now - self._asked_at > self._milliseconds / 3_000:
            self._holds = False
            self._holds = await self.take()
            self._asked_at = now
        return self._holds

    async def take(self) -> bool:
        """Take or renew it; False while somebody else holds it."""
        # In the update and not in the filter: an upsert takes no $expr.
        mine = {
            "$or": [
                {"$eq": ["$holder", self.holder]},
                {"$lt": [{"$ifNull": ["$until", LONG_AGO]}, "$$NOW"]},
            ]
        }
        until = {
            "$dateAdd": {"startDate": "$$NOW", "unit": "millisecond", "amount": self._milliseconds}
        }
        take = {
            "holder": {"$cond": [mine, self.holder, "$holder"]},
            "until": {"$cond": [mine, until, "$until"]},
        }
        try:
            lease = await self._store.change(
                Lease, {"_id": self.task}, [{"$set": take}], upsert=True
            )
        except DuplicateKeyError:
            return False
        return lease is not None and lease.holder == self.holder

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Renew it meanwhile, and give it back in the end."""
        renewing = asyncio.create_task(self._keep_renewing())
        try:
            yield
        finally:
            # Else one that lost its cancellation would hold the lease for ever.
            await end_all({renewing})
            with suppress(Unavailable):
                await self.give_back()

    async def _keep_renewing(self) -> None:
        while True:
            await asyncio.sleep(self._milliseconds / 3_000)
            with suppress(Unavailable):
                await self.take()

    async def give_back(self) -> None:
        self._holds = False
        await self._store.delete(Lease, {"_id": self.task, "holder": self.holder})
