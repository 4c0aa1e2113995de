"""Puts agents offline whose connections are gone, and away who sit at none; notes which visitors have
left the queue. One leads.

It is sure of nobody's absence that it has not watched itself: grace times run from the later of the
loss and the moment since which it has looked without a break, with web processes there for people
to come back to. So an outage of the database, or a restart of the hub, sends nobody offline, and no visitor has left by it.
"""

import asyncio
import os
import secrets
from datetime import datetime, timedelta

from pymongo.errors import PyMongoError

from hub.flows.lose_connections import LoseConnections
from hub.flows.mark_idle import MarkIdle
from hub.flows.mark_left import MarkLeft
from hub.flows.mark_offline import MarkOffline
from hub.flows.note_visits import NoteVisits
from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.services import agents, connections, workspace
from hub.services.connections import LEASE_SECONDS
from hub.store.leases import LeaseHolder
from hub.store.mongo import Store

log = get_logger(__name__)

EVERY = 1.0
LEADS_SECONDS = 3.0
LONGEST_PAUSE = timedelta(seconds=5)
"""More between two looks is a break: nobody knows what happened meanwhile."""

IDLE_EVERY = timedelta(seconds=5)
AT_ONCE = 500


class PresenceKeeper:
    def __init__(
        self,
        store: Store,
        lose_connections: LoseConnections,
        mark_offline: MarkOffline,
        mark_idle: MarkIdle,
        note_visits: NoteVisits,
        mark_left: MarkLeft,
    ) -> None:
        self._store = store
        self._lose_connections = lose_connections
        self._mark_offline = mark_offline
        self._mark_idle = mark_idle
        self._note_visits = note_visits
        self._mark_left = mark_left
        self._lease = LeaseHolder(
            store, "presence", f"{os.getpid()}:{secrets.token_hex(4)}", LEADS_SECONDS
        )
        self._watching_since: datetime | None = None
        self._looked_at: datetime | None = None
        self._idle_looked_at: datetime | None = None

    async def run(self) -> None:
        try:
            while True:
                try:
                    if await self._lease.take():
                        await self.look()
                    else:
                        self._watching_since = None
                except (Unavailable, PyMongoError) as away:
                    self._watching_since = None
                    log.warning("presence_waits", reason=type(away).__name__)
                await asyncio.sleep(EVERY)
        finally:
            try:
                async with asyncio.timeout(2.0):
                    await self._lease.give_back()
            except (TimeoutError, Unavailable, PyMongoError):
                log.info("lease_left_to_expire", task=self._lease.task)

    async def look(self) -> None:
        """Look once at everybody. Raises Unavailable."""
        now = self._store.clock.now()
        watching_since = self._watch(now)
        if not await connections.is_anybody_serving(self._store):
            self._watching_since = now
            return
        if now - watching_since < timedelta(seconds=LEASE_SECONDS):
            # Who was cut off from the database with us has not had time to say that he is there.
            return
        if lost := await self._lose_connections():
            log.info("connections_lost", count=lost)
        if lost := await self._note_visits.forget_unheld():
            log.info("visits_lost", count=lost)
        # Not as this process remembers it: an admin may just have given them more time.
        rules = await workspace.get(self._store)
        grace = timedelta(seconds=rules.offline_grace)
        if watching_since <= now - grace:
            await self._look_for_absent(now - grace)
        patience = timedelta(seconds=rules.left_after)
        if watching_since <= now - patience:
            await self._mark_left(now - patience)
        # Nobody could tell, while nobody looked, that he was at it.
        if watching_since <= now - timedelta(seconds=rules.auto_away_after):
            await self._look_for_idle(now, rules.auto_away_after)

    def _watch(self, now: datetime) -> datetime:
        """Since when it has looked without a break."""
        broken = self._looked_at is None or now - self._looked_at > LONGEST_PAUSE
        if broken or self._watching_since is None:
            self._watching_since = now
        self._looked_at = now
        return self._watching_since

    async def _look_for_absent(self, lost_before: datetime) -> None:
        found = await connections.members_lost_before(self._store, lost_before, AT_ONCE)
        if found:
            await self._mark_offline(found, lost_before)

    async def _look_for_idle(self, now: datetime, after: int) -> None:
        looked = self._idle_looked_at
        if after <= 0 or (looked is not None and now - looked < IDLE_EVERY):
            return
        self._idle_looked_at = now
        before = now - timedelta(seconds=after)
        idle = await connections.members_idle_since(self._store, before)
        await self._mark_idle(await agents.online_since(self._store, idle, before), before)
