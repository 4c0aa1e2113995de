"""Hands the outbox to the providers. Any number of workers share it by atomic claims.

A conversation is claimed as a whole, so its messages go out in their order. A commit that puts
something in says so on the bus; a slow look stands behind it.
"""

import asyncio
import os
import secrets
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from pymongo.errors import PyMongoError

from channels_adapters.base import Account, AccountBroken, ChannelError, SendDelayed, Sends
from channels_adapters.registry import adapter_of
from hub.flows.note_channel_trouble import NoteChannelTrouble
from hub.jobs.calls import Line
from hub.jobs.handing_over import HandingOver
from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.services import channels, outbox
from hub.store.bus import Bus, Topic
from hub.store.mongo import Store
from models.documents import Channel, ChannelPause, OutboxEntry
from models.documents.base import Id
from models.words import ChannelState

log = get_logger(__name__)

EVERY = 1.0
"""Seconds between looks when nothing was heard."""

AT_ONCE = 8
"""Conversations of one channel that one worker sends at the same time."""

STUCK_SECONDS = 15.0
"""What could not be worked at for a reason of our own is looked at again after so long."""

FINISHING_SECONDS = 4.0
"""How long a stopping worker waits for the answers to what it is sending."""

AccountOf = Callable[[Channel], Account]


class Sending:
    def __init__(
        self,
        store: Store,
        bus: Bus,
        handing: HandingOver,
        account_of: AccountOf,
        trouble: NoteChannelTrouble,
    ) -> None:
        self._store = store
        self._bus = bus
        self._handing = handing
        self._account_of = account_of
        self._note_trouble = trouble
        self._name = f"{os.getpid()}:{secrets.token_hex(4)}"
        self._wake = asyncio.Event()
        self._stopping = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._at_work: Counter[Id] = Counter()

    async def listen(self) -> None:
        """Wake when something is put into the outbox; runs beside ``run``."""
        async for _ in self._bus.listen(Topic.OUTBOX):
            self._wake.set()

    async def run(self) -> None:
        try:
            while True:
                self._wake.clear()
                until = None
                try:
                    await self.look()
                    until = await outbox.next_due(self._store, timedelta(seconds=EVERY))
                except (Unavailable, PyMongoError) as away:
                    log.warning("sending_waits", reason=type(away).__name__)
                await self._wait(until)
        finally:
            await self._finish()

    async def send_due(self) -> None:
        """All that is due now, until nothing is."""
        await self.look()
        while self._tasks:
            await asyncio.wait(self._tasks)
            await self.look()

    async def look(self) -> None:
        """Begin with all that is due and that there is room for."""
        waiting = await outbox.channels_waiting(self._store)
        if not waiting:
            return
        pauses = await outbox.pauses(self._store)
        for channel in await channels.find_many(self._store, waiting):
            await self._begin_all(channel, pauses.get(channel.id))

    async def _begin_all(self, channel: Channel, pause: ChannelPause | None) -> None:
        """``pause``: after one, a single conversation tries whether it goes again."""
        adapter = adapter_of(channel.kind)
        works = channel.enabled and channel.state is ChannelState.CONNECTED
        if not works or not isinstance(adapter, Sends):
            return
        if pause is not None and pause.until > self._store.clock.now():
            return
        failures = pause.failures if pause else 0
        room = 1 if failures else AT_ONCE
        while self._at_work[channel.id] < room:
            holder = f"{self._name}:{secrets.token_hex(4)}"
            entry = await outbox.claim(self._store, channel.id, holder, self._handing.lease_seconds)
            if entry is None:
                return
            self._begin(entry, channel, failures)

    def _begin(self, entry: OutboxEntry, channel: Channel, failures: int) -> None:
        self._at_work[channel.id] += 1
        task = asyncio.create_task(self._work_at(entry, channel, failures))
        self._tasks.add(task)

        def ended(_: asyncio.Task[None]) -> None:
            self._tasks.discard(task)
            self._at_work[channel.id] -= 1
            self._wake.set()

        task.add_done_callback(ended)

    async def _work_at(self, entry: OutboxEntry, channel: Channel, failures: int) -> None:
        try:
            try:
                line = Line(adapter_of(channel.kind), self._account_of(channel), failures)
            except AccountBroken as broken:
                await self._note(channel, failures, broken, works=False)
                await outbox.give_back(self._store, entry)
                return
            trouble = await self._handing.empty(entry, line, lambda: self._stopping)
            await self._note(channel, failures, trouble, works=line.works)
        except (Unavailable, PyMongoError) as away:
            log.warning("sending_waits", reason=type(away).__name__)
            await self._put_off(entry)
        except Exception:
            log.exception("sending_failed", conversation=str(entry.id))
            await self._put_off(entry)

    async def _put_off(self, entry: OutboxEntry) -> None:
        """It is tried again; neither others nor the machine must suffer from it meanwhile."""
        with suppress(Unavailable, PyMongoError):
            await outbox.put_off(self._store, entry, STUCK_SECONDS)

    async def _note(
        self, channel: Channel, failures: int, trouble: ChannelError | None, *, works: bool
    ) -> None:
        """``works``: the provider has answered; that alone ends a pause, and not that nothing was tried."""
        match trouble:
            case SendDelayed():
                log.warning("channel_paused", channel=str(channel.id), code=trouble.code)
                seconds = trouble.retry_after or 0.0
                why = outbox.Why(trouble.code, trouble.detail, failures + 1)
                await outbox.pause(self._store, channel.id, seconds, why)
            case AccountBroken():
                log.warning("channel_broken", channel=str(channel.id), code=trouble.code)
                await self._note_trouble(channel.id, trouble.code, trouble.detail, channel.version)
            case _ if failures and works:
                await outbox.unpause(self._store, channel.id)

    async def _wait(self, until: datetime | None) -> None:
        seconds = (until - self._store.clock.now()).total_seconds() if until else EVERY
        try:
            async with asyncio.timeout(max(seconds, 0.0)):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _finish(self) -> None:
        """Let answers of calls in flight be stored; who stops us asks again every second."""
        self._stopping = True
        loop = asyncio.get_running_loop()
        until = loop.time() + FINISHING_SECONDS
        while self._tasks and loop.time() < until:
            try:
                await asyncio.wait(self._tasks, timeout=until - loop.time())
            except asyncio.CancelledError:
                continue
        for task in self._tasks:
            task.cancel()
