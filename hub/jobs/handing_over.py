"""Sends what waits in one conversation, in the order of its messages, each call in turn."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from functools import partial

from pymongo.errors import PyMongoError

from channels_adapters.base import (
    AccountBroken,
    ChannelError,
    SendDelayed,
    SendRefused,
    SendUncertain,
)
from hub.flows.hand_over_message import HandOverMessage, Trouble
from hub.flows.reach_late_recipients import ReachLateRecipients
from hub.jobs.calls import Calls, Line, called, turn, until_stored
from hub.jobs.late_recipients import LateRecipients
from hub.kit.ending import end_all
from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.rules.send_delays import is_given_up, pause_of_channel, pause_of_recipient
from hub.services import messages, outbox
from hub.store.mongo import Store
from models.documents import Message, OutboxEntry
from models.envelopes import Outgoing
from models.words import MessageStatus

log = get_logger(__name__)


class HandingOver:
    def __init__(
        self, store: Store, calls: Calls, flow: HandOverMessage, late: ReachLateRecipients
    ) -> None:
        self._store = store
        self._calls = calls
        self._flow = flow
        self._late = LateRecipients(store, calls, late)

    @property
    def lease_seconds(self) -> float:
        return self._flow.lease_seconds

    async def empty(
        self, entry: OutboxEntry, line: Line, stopping: Callable[[], bool]
    ) -> ChannelError | None:
        """Send until nothing waits or it cannot go on; the trouble, if it is the whole channel's."""
        async with self._kept(entry):
            if entry.late_of is not None:
                return await self._late.reach(entry, line)
            while not stopping():
                message = await messages.next_to_send(self._store, entry.id)
                held = message.held_until if message is not None else None
                if message is None or (held is not None and held > self._store.clock.now()):
                    if await self._leave(entry, held):
                        return None
                    renewed = await outbox.renew(self._store, entry, self._flow.lease_seconds)
                    if renewed is None:
                        return None
                    entry = renewed
                elif message.status is MessageStatus.SENDING:
                    log.warning("message_uncertain", message=str(message.id))
                    await self._flow.lose(entry, message)
                else:
                    goes_on, trouble = await self._send(entry, line, message)
                    if not goes_on:
                        return trouble
                    entry = entry.model_copy(update={"attempts": 0, "delayed_since": None})
        return None

    async def _leave(self, entry: OutboxEntry, held: datetime | None) -> bool:
        """There is nothing to send, or not before ``held``; False when that may have changed."""
        if held is not None:
            return await outbox.keep_back(self._store, entry, held)
        return await outbox.finish(self._store, entry)

    @asynccontextmanager
    async def _kept(self, entry: OutboxEntry) -> AsyncIterator[None]:
        """Renew the claim meanwhile, and give it back in the end."""
        renewing = asyncio.create_task(self._keep_renewing(entry))
        try:
            yield
        finally:
            await end_all({renewing})
            with suppress(Unavailable, PyMongoError):
                await outbox.give_back(self._store, entry)

    async def _keep_renewing(self, entry: OutboxEntry) -> None:
        while True:
            await asyncio.sleep(self._flow.lease_seconds / 3)
            with suppress(Unavailable, PyMongoError):
                await outbox.renew(self._store, entry, self._flow.lease_seconds)

    async def _send(
        self, entry: OutboxEntry, line: Line, message: Message
    ) -> tuple[bool, ChannelError | None]:
        """One message: whether the next may follow, and the trouble of the whole channel."""
        try:
            calls, count = await self._calls.left(line, message)
        except SendRefused as refused:
            await self._flow.failed(entry, message, Trouble(refused.code, refused.detail))
            return True, None
        if later := await turn(self._store, line, calls[0][1]):
            await outbox.rest(self._store, entry, later)
            return False, None
        begun = await self._flow.begin(entry, message, count)
        if begun is None:
            return False, None
        try:
            for part, call in calls:
                if call is not calls[0][1] and not await self._may_go_on(entry, line, begun, call):
                    return False, None
                sent = await called(line, call)
                line.works = True
                await until_stored(partial(self._flow.took, entry, begun, part, sent))
        except SendRefused as refused:
            line.works = True
            return await self._failed(entry, begun, refused)
        except SendUncertain as uncertain:
            return await self._failed(entry, begun, uncertain, uncertain=True)
        except SendDelayed as delayed:
            return await self._delayed(entry, line, begun, delayed)
        except AccountBroken as broken:
            why = Trouble(broken.code, broken.detail)
            await until_stored(lambda: self._flow.waits(entry, begun, why, None))
            return False, broken
        return True, None

    async def _may_go_on(
        self, entry: OutboxEntry, line: Line, message: Message, call: Outgoing
    ) -> bool:
        """Before another call of a message of which some were taken."""
        later = await until_stored(partial(turn, self._store, line, call))
        if later is not None:
            await until_stored(partial(self._flow.rests, entry, message, later))
            return False
        return await until_stored(partial(self._flow.goes_on, entry, message))

    async def _failed(
        self, entry: OutboxEntry, message: Message, error: ChannelError, *, uncertain: bool = False
    ) -> tuple[bool, ChannelError | None]:
        log.info("message_not_sent", message=str(message.id), code=error.code, unsure=uncertain)
        why = Trouble(error.code, error.detail)
        await until_stored(lambda: self._flow.failed(entry, message, why, uncertain=uncertain))
        return True, None

    async def _delayed(
        self, entry: OutboxEntry, line: Line, message: Message, delayed: SendDelayed
    ) -> tuple[bool, ChannelError | None]:
        now = self._store.clock.now()
        if delayed.whole_channel:
            pause = delayed.retry_after = pause_of_channel(delayed, line.failures)
        else:
            line.works = True
            pause = pause_of_recipient(delayed, entry.attempts)
        if is_given_up(entry.delayed_since, now, line.adapter.traits.medium):
            await self._failed(entry, message, delayed)
            return not delayed.whole_channel, delayed if delayed.whole_channel else None
        why = Trouble(delayed.code, delayed.detail)
        until = now + timedelta(seconds=pause)
        await until_stored(lambda: self._flow.waits(entry, message, why, until))
        return False, delayed if delayed.whole_channel else None
