"""Ends transactions whose process is gone.

MongoDB keeps the open transaction of a killed client for a minute (transactionLifetimeLimitSeconds),
and whoever wants to write what it wrote is refused all that time: the journal's head when a relay
died in the middle of stamping, a conversation when a web process did. So the relays look for
transactions of ours that have made no step for a while and end them. That is safe: if the owner
lives after all, its transaction is aborted as a whole and tried again.
"""

import asyncio
from typing import Any

import structlog
from pymongo.errors import PyMongoError
from pymongo.read_concern import ReadConcern

from hub.store.errors import says_away
from hub.store.mongo import APP_NAME, Store

log = structlog.get_logger()

EVERY = 1.0
REFUSED_EVERY = 600.0
IDLE_SECONDS = 3.0
"""No step for so long: none of ours waits for anything but MongoDB between two steps."""

LOCAL = ReadConcern("local")
"""The only one that currentOp takes."""

IDLE_TRANSACTIONS: list[dict[str, Any]] = [
    {"$currentOp": {"allUsers": False, "idleSessions": True, "localOps": True}},
    {"$match": {"type": "idleSession", "appName": APP_NAME, "transaction": {"$exists": True}}},
]

Steps = tuple[int, int]
"""The number of a transaction in its session, and the microseconds it has been at work."""


class Orphans:
    """Looks at the sessions of every process that works on this database."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._still: dict[bytes, tuple[Steps, float]] = {}

    async def run(self) -> None:
        while True:
            try:
                await self.look(asyncio.get_running_loop().time())
            except PyMongoError as error:
                if not says_away(error):
                    # Not for this account, or not this kind of server: they end by themselves.
                    log.warning("orphans_not_seen", reason=str(error)[:200])
                    await asyncio.sleep(REFUSED_EVERY)
            await asyncio.sleep(EVERY)

    async def look(self, now: float) -> int:
        """End what has stood still since ``IDLE_SECONDS`` before ``now``; how many there were."""
        admin = self._store.client.get_database("admin", read_concern=LOCAL)
        still = {}
        ended = 0
        async with await admin.aggregate(IDLE_TRANSACTIONS) as found:
            async for session in found:
                id = bytes(session["lsid"]["id"])
                transaction = session["transaction"]
                steps = (transaction["parameters"]["txnNumber"], transaction["timeActiveMicros"])
                before, since = self._still.get(id, (steps, now))
                if before != steps:
                    since = now
                if now - since < IDLE_SECONDS:
                    still[id] = (steps, since)
                    continue
                await admin.command({"killSessions": [{"id": session["lsid"]["id"]}]})
                log.warning("orphaned_transaction_ended", seconds=round(now - since, 1))
                ended += 1
        self._still = still
        return ended
