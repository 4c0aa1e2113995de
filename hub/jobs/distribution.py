"""Drains the queues at every event that makes room or brings work. One leads, others stand by.

It hears the relay's feed. A slow sweep stands behind it, and a quicker one while the bus is silent;
what a sweep finds to do should have been done before, so it is counted and said.
"""

import asyncio
import os
import secrets

from prometheus_client import Counter
from pymongo.errors import PyMongoError

from hub.flows.distribute_queue import DistributeQueue
from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.rules.business_hours import calendar_of, is_open
from hub.store.bus import Bus, Topic
from hub.store.directory import Directory
from hub.store.journal import decode_feed
from hub.store.leases import LeaseHolder
from hub.store.mongo import Store
from models.documents.base import Id
from models.words import EventType

log = get_logger(__name__)

LEASE_SECONDS = 2.0
SWEEP = 7.0
"""Seconds after which the queues are looked at although nothing was heard that concerns them."""

SILENCE = 2.5
"""Seconds without a word of the relay, which speaks every second, after which it is not waited for."""

SWEEP_IN_SILENCE = 0.5
GATHER = 0.02
"""Seconds to let what happens at once be one pass."""

CONCERNS = frozenset(
    {
        EventType.CONVERSATION_QUEUED,
        EventType.CONVERSATION_ASSIGNED,
        EventType.CONVERSATION_TRANSFERRED,
        EventType.CONVERSATION_REQUEUED,
        EventType.CONVERSATION_RESOLVED,
        EventType.CONVERSATION_REOPENED,
        EventType.CONVERSATION_UPDATED,
        EventType.CONVERSATION_SNOOZED,
        EventType.AGENT_PRESENCE_CHANGED,
        EventType.MEMBER_ACCESS_CHANGED,
        EventType.SETTINGS_CHANGED,
    }
)
"""What brings work, makes room, or changes who may get what."""

REPAIRS = Counter(
    "simpul_queue_repairs_total", "Conversations that a sweep assigned, which no event had."
)


class Distribution:
    def __init__(
        self, store: Store, bus: Bus, house: Directory, distribute: DistributeQueue
    ) -> None:
        self._bus = bus
        self._house = house
        self._distribute = distribute
        holder = f"{os.getpid()}:{secrets.token_hex(4)}"
        self._lease = LeaseHolder(store, "distribution", holder, LEASE_SECONDS)
        self._wake = asyncio.Event()
        self._heard_at = 0.0
        self._passed_at = 0.0
        self._house_changed = False
        self._clock = store.clock
        self._closed: set[Id] = set()

    async def listen(self) -> None:
        """Wake at what concerns the queues; runs beside ``run``."""
        loop = asyncio.get_running_loop()
        async for _, payload in self._bus.listen(Topic.FEED):
            self._heard_at = loop.time()
            types = {row.type for row in decode_feed(payload).rows}
            self._house_changed |= EventType.SETTINGS_CHANGED in types
            if types & CONCERNS:
                self._wake.set()

    async def run(self) -> None:
        leads = False
        try:
            while True:
                try:
                    led, leads = leads, await self._lease.take()
                    if leads:
                        # Who has just come to lead does not know what his predecessor missed.
                        await self._pass_over(expected=not led)
                except (Unavailable, PyMongoError) as away:
                    log.warning("distribution_waits", reason=type(away).__name__)
                    self._wake.set()
                    await asyncio.sleep(0.5)
                await self._wait(leads=leads)
        finally:
            try:
                async with asyncio.timeout(2.0):
                    await self._lease.give_back()
            except (TimeoutError, Unavailable, PyMongoError):
                log.info("lease_left_to_expire", task=self._lease.task)

    async def _pass_over(self, *, expected: bool) -> None:
        """Drain if something was heard, or if it is time for a sweep."""
        loop = asyncio.get_running_loop()
        silent = loop.time() - self._heard_at > SILENCE
        woken = self._wake.is_set() or expected or self._opens()
        due = loop.time() - self._passed_at > (SWEEP_IN_SILENCE if silent else SWEEP)
        if not woken and not due:
            return
        self._wake.clear()
        if self._house_changed or silent:
            self._house_changed = False
            await self._house.refresh()
        assigned = await self._distribute()
        self._passed_at = loop.time()
        if assigned and not woken and not silent:
            REPAIRS.inc(assigned)
            log.warning("queue_repaired", assigned=assigned)

    def _opens(self) -> bool:
        """A department has opened since it was asked last: its agents get what came meanwhile."""
        now, house = self._clock.now(), self._house
        before, self._closed = (
            self._closed,
            {
                department.id
                for department in house.departments.values()
                if not is_open(calendar_of(house.workspace, department), now)
            },
        )
        return not before <= self._closed

    async def _wait(self, *, leads: bool) -> None:
        """Until something is heard; a leader renews its lease in time, a standby looks for it."""
        try:
            async with asyncio.timeout(SWEEP_IN_SILENCE):
                if leads:
                    await self._wake.wait()
                    await asyncio.sleep(GATHER)
                else:
                    await asyncio.sleep(SWEEP_IN_SILENCE)
        except TimeoutError:
            return
