"""Leads the journal: stamps its rows and tells the web processes, one leader at a time."""

import asyncio
import os
import secrets
import socket

from pymongo.errors import PyMongoError

from hub.kit.dice import DICE
from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.store.bus import Bus, Topic
from hub.store.journal import encode_head, encode_rows
from hub.store.leases import RELAY, LeaseHolder
from hub.store.mongo import Store
from hub.store.sequencer import Deposed, Sequencer

log = get_logger(__name__)

LEASE_SECONDS = 1.0
POLL = 0.25
"""Seconds between looks at the journal when no poke comes."""

SAY_HEAD_EVERY = 1.0


class Relay:
    """May be started any number of times; one leads, the others stand by."""

    def __init__(self, store: Store, bus: Bus) -> None:
        self._store = store
        self._bus = bus
        name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"
        self._lease = LeaseHolder(store, RELAY, name, LEASE_SECONDS)
        self._poked = asyncio.Event()

    async def listen(self) -> None:
        """Wake at once when a writer has committed; runs beside ``run``."""
        async for _ in self._bus.listen(Topic.POKE):
            self._poked.set()

    async def run(self) -> None:
        try:
            while True:
                try:
                    if await self._lease.take():
                        await self._lead()
                except (Unavailable, PyMongoError) as away:
                    log.warning("relay_waits", reason=type(away).__name__)
                await asyncio.sleep(POLL * (0.5 + DICE.random()))
        finally:
            await self._give_back()

    async def _give_back(self) -> None:
        try:
            async with asyncio.timeout(2.0):
                await self._lease.give_back()
        except (TimeoutError, Unavailable, PyMongoError):
            log.info("lease_left_to_expire", task=RELAY)

    async def _lead(self) -> None:
        sequencer = Sequencer(self._store)
        await sequencer.begin_term()
        log.info("relay_leads", seq=sequencer.position.seq)
        loop = asyncio.get_running_loop()
        renewed_at = loop.time()
        said_at = 0.0
        try:
            while True:
                rows = await sequencer.stamp()
                if rows:
                    payload = encode_rows(sequencer.position.epoch, rows)
                    self._bus.publish(Topic.FEED, payload)
                if loop.time() - renewed_at > LEASE_SECONDS / 3:
                    if not await self._lease.take():
                        log.info("relay_steps_down")
                        return
                    renewed_at = loop.time()
                if loop.time() - said_at > SAY_HEAD_EVERY:
                    self._bus.publish(Topic.FEED, encode_head(sequencer.position))
                    said_at = loop.time()
                if not rows:
                    await self._wait_for_poke()
        except Deposed:
            log.info("relay_deposed")

    async def _wait_for_poke(self) -> None:
        # Not wait_for: in Python 3.11 it loses a cancellation that comes with the poke.
        try:
            async with asyncio.timeout(POLL):
                await self._poked.wait()
        except TimeoutError:
            return
        self._poked.clear()
