"""Hands a mail to those of its recipients whose server wanted to be tried again, while others have it."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from channels_adapters.base import (
    AccountBroken,
    ChannelError,
    SendDelayed,
    SendRefused,
    SendUncertain,
)
from hub.flows.reach_late_recipients import ReachLateRecipients
from hub.jobs.calls import Calls, Line, called, turn, until_stored
from hub.kit.log import get_logger
from hub.rules.send_delays import is_given_up, pause_of_channel, pause_of_recipient
from hub.services import outbox
from hub.store.mongo import Store
from models.documents import Message, OutboxEntry
from models.envelopes import Outgoing, Sent

log = get_logger(__name__)


class LateRecipients:
    def __init__(self, store: Store, calls: Calls, flow: ReachLateRecipients) -> None:
        self._store = store
        self._calls = calls
        self._flow = flow

    async def reach(self, entry: OutboxEntry, line: Line) -> ChannelError | None:
        """Try them once; the trouble, if it is the whole channel's."""
        if entry.trying:
            log.warning("late_recipients_uncertain", message=str(entry.id))
            await self._flow.lost(entry)
            return None
        message = await self._store.get(Message, {"_id": entry.id, "deleted_at": None})
        if message is None or message.mail is None:
            await outbox.finish(self._store, entry)
            return None
        whole = await self._calls.whole(message)
        assert whole.mail is not None
        call = replace(whole, mail=replace(whole.mail, only_for=entry.recipients))
        if later := await turn(self._store, line, call):
            await outbox.rest(self._store, entry, later)
            return None
        if not await self._flow.begin(entry):
            return None
        return await self._try(entry, line, call)

    async def _try(self, entry: OutboxEntry, line: Line, call: Outgoing) -> ChannelError | None:
        try:
            sent = await called(line, call)
        except SendRefused as refused:
            said = dict.fromkeys(entry.recipients, f"{refused.code} {refused.detail}")
            await until_stored(partial(self._flow.settled, entry, Sent("", refused=said)))
        except SendUncertain:
            await until_stored(partial(self._flow.lost, entry))
        except SendDelayed as delayed:
            return await self._delayed(entry, line, delayed)
        except AccountBroken as broken:
            await until_stored(partial(self._flow.waits, entry, None))
            return broken
        else:
            await self._told(entry, sent)
        line.works = True
        return None

    async def _told(self, entry: OutboxEntry, sent: Sent) -> None:
        """Some were taken; those who were not begin again with short pauses."""
        pause = pause_of_recipient(SendDelayed("deferred"), 0)
        until = self._store.clock.now() + timedelta(seconds=pause)
        await until_stored(partial(self._flow.settled, entry, sent, until))

    async def _delayed(
        self, entry: OutboxEntry, line: Line, delayed: SendDelayed
    ) -> ChannelError | None:
        now = self._store.clock.now()
        if is_given_up(entry.delayed_since, now, line.adapter.traits.medium):
            await until_stored(partial(self._flow.given_up, entry))
            return delayed if delayed.whole_channel else None
        if delayed.whole_channel:
            pause = delayed.retry_after = pause_of_channel(delayed, line.failures)
        else:
            line.works = True
            pause = pause_of_recipient(delayed, entry.attempts)
        until = now + timedelta(seconds=pause)
        await until_stored(partial(self._flow.waits, entry, until))
        return delayed if delayed.whole_channel else None
