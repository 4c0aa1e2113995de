"""Asks providers that do not call: one watcher a channel, in one worker at a time.

What a watcher brings is stored before its place moves on, so a worker that dies in between brings it
again, and the message ids fold what is there already: nothing is skipped, nothing is doubled.
"""

import asyncio
import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pymongo.errors import PyMongoError

from channels_adapters.base import Account, AccountBroken, Payload, SendDelayed, Watches
from channels_adapters.registry import adapter_of, all_adapters
from hub.flows.note_channel_trouble import NoteChannelTrouble
from hub.flows.take_payload import TakePayload
from hub.kit.dice import DICE
from hub.kit.ending import end_all, end_if_cancelled
from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.rules.kindred import kindred
from hub.rules.send_delays import LONGEST_ASKED
from hub.services import channels, watch_places
from hub.store.leases import LeaseHolder
from hub.store.mongo import Store
from models.documents import Channel
from models.documents.base import Id

log = get_logger(__name__)

EVERY = 2.0
"""Seconds between looks for channels that nobody watches."""

LEASE_SECONDS = 15.0
STEADY_SECONDS = 60.0
"""What was watched for so long has not failed in a row with what comes after it."""
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 300.0


class Watching:
    def __init__(
        self,
        store: Store,
        take: TakePayload,
        account_of: Callable[[Channel], Account],
        trouble: NoteChannelTrouble,
        came: Callable[[Channel], None],
        *,
        lease_seconds: float = LEASE_SECONDS,
    ) -> None:
        self._lease_seconds = lease_seconds
        self._store = store
        self._take = take
        self._account_of = account_of
        self._trouble = trouble
        self._came = came
        self._holder = f"{os.getpid()}:{secrets.token_hex(4)}"
        self._watchers: dict[Id, tuple[int, asyncio.Task[None]]] = {}

    async def run(self) -> None:
        try:
            while True:
                try:
                    await self.look()
                except (Unavailable, PyMongoError) as away:
                    log.warning("watching_waits", reason=type(away).__name__)
                await asyncio.sleep(EVERY)
        finally:
            await end_all(task for _, task in self._watchers.values())

    async def look(self) -> None:
        """Begin with what is to be watched, end what is not, begin anew with what was changed."""
        kinds = [kind for kind, one in all_adapters().items() if isinstance(one, Watches)]
        working = await channels.list_working(self._store, kinds)
        wanted = {one.id: one for one in working if self._is_watched(one)}
        over = [
            id
            for id, (version, task) in self._watchers.items()
            if task.done() or id not in wanted or wanted[id].version != version
        ]
        await end_all([self._watchers.pop(id)[1] for id in over])
        for id, channel in wanted.items():
            if id not in self._watchers:
                task = asyncio.create_task(self._watch(channel), name=f"watch {id}")
                self._watchers[id] = (channel.version, task)

    def _is_watched(self, channel: Channel) -> bool:
        adapter = adapter_of(channel.kind)
        assert isinstance(adapter, Watches)
        try:
            return adapter.is_watching(self._account_of(channel))
        except AccountBroken:
            return False

    async def _watch(self, channel: Channel) -> None:
        """Hold the channel's lease and watch; begin again after a failure, each time in a row a little later."""
        lease = LeaseHolder(self._store, f"watch:{channel.id}", self._holder, self._lease_seconds)
        loop = asyncio.get_running_loop()
        failures = 0
        while True:
            began, asked = loop.time(), None
            try:
                if await lease.take():
                    async with lease.kept():
                        await self._watch_once(channel)
                else:
                    await asyncio.sleep(self._lease_seconds / 3)
                    continue
            except AccountBroken as broken:
                log.warning("channel_broken", channel=str(channel.id), code=broken.code)
                await self._trouble(channel.id, broken.code, broken.detail, channel.version)
                return
            except SendDelayed as delayed:
                asked = delayed.retry_after
                log.info("watcher_waits", channel=str(channel.id), code=delayed.code)
            except (Unavailable, PyMongoError, OSError) as away:
                log.warning("watcher_away", channel=str(channel.id), why=type(away).__name__)
            except Exception:
                log.exception("watcher_failed", channel=str(channel.id))
            failures = 1 if loop.time() - began > STEADY_SECONDS else failures + 1
            await asyncio.sleep(min(LONGEST_ASKED, asked or _pause(failures)))

    async def _watch_once(self, channel: Channel) -> None:
        adapter = adapter_of(channel.kind)
        assert isinstance(adapter, Watches)
        place = await watch_places.place_of(self._store, channel.id)

        async def deliver(payloads: Sequence[Payload], reached: Mapping[str, Any]) -> None:
            await self._take_all(channel, payloads)
            if not all(one.history for one in payloads):
                self._came(channel)
            await watch_places.move(self._store, channel.id, reached)
            end_if_cancelled()

        await adapter.watch(self._account_of(channel), place, deliver)

    async def _take_all(self, channel: Channel, payloads: Sequence[Payload]) -> None:
        """Raises when one could not be stored; then the others have been, and are known by their ids."""

        async def in_order(some: list[Payload]) -> None:
            for payload in some:
                await self._take(channel, payload.raw, payload)

        groups = kindred(payloads)
        outcomes = await asyncio.gather(*map(in_order, groups), return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome


def _pause(failures: int) -> float:
    longest: float = min(FIRST_PAUSE * 2 ** min(failures, 10), LONGEST_PAUSE)
    return longest * DICE.uniform(0.75, 1.25)
