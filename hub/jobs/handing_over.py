"""Sends what waits in one conversation, in the order of its messages, each call in turn."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from pymongo.errors import PyMongoError

from channels_adapters.base import (
    Account,
    AccountBroken,
    Adapter,
    ChannelError,
    SendDelayed,
    SendRefused,
    Sends,
    SendUncertain,
)
from hub.flows.hand_over_message import HandOverMessage, Trouble
from hub.jobs.pacing import wait_for_turn
from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.kit.tokens import Signer
from hub.presenters.outgoing import outgoing
from hub.presenters.outgoing_mail import with_mail
from hub.rules.message_parts import parts_left
from hub.rules.send_delays import is_given_up, pause_of_channel, pause_of_recipient
from hub.services import mail_heads, messages, outbox
from hub.store.directory import Directory
from hub.store.files import Files
from hub.store.mongo import Store
from models.documents import Contact, Conversation, Message, OutboxEntry
from models.envelopes import Outgoing, Sent
from models.words import MessageStatus

log = get_logger(__name__)

T = TypeVar("T")

CALL_SECONDS = 240.0
"""The longest that one call may take, a large file included."""


@dataclass
class Line:
    """The way to one provider. ``failures``: how often in a row it has failed just now. ``works``: it
    has answered about a message since.
    """

    adapter: Adapter
    account: Account
    failures: int = 0
    works: bool = False


class HandingOver:
    def __init__(
        self,
        store: Store,
        directory: Directory,
        files: Files,
        signer: Signer,
        flow: HandOverMessage,
    ) -> None:
        self._store = store
        self._house = directory
        self._files = files
        self._signer = signer
        self._flow = flow

    @property
    def lease_seconds(self) -> float:
        return self._flow.lease_seconds

    async def empty(
        self, entry: OutboxEntry, line: Line, stopping: Callable[[], bool]
    ) -> ChannelError | None:
        """Send until nothing waits or it cannot go on; the trouble, if it is the whole channel's."""
        async with self._kept(entry):
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
            renewing.cancel()
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
            calls, count = await self._calls(line, message)
        except SendRefused as refused:
            await self._flow.failed(entry, message, Trouble(refused.code, refused.detail))
            return True, None
        if later := await self._turn(line, calls[0][1]):
            await outbox.rest(self._store, entry, later)
            return False, None
        begun = await self._flow.begin(entry, message, count)
        if begun is None:
            return False, None
        try:
            for part, call in calls:
                if call is not calls[0][1] and not await self._may_go_on(entry, line, begun, call):
                    return False, None
                sent = await _called(line, call)
                line.works = True
                await _until_stored(partial(self._flow.took, entry, begun, part, sent))
        except SendRefused as refused:
            line.works = True
            return await self._failed(entry, begun, refused)
        except SendUncertain as uncertain:
            return await self._failed(entry, begun, uncertain, uncertain=True)
        except SendDelayed as delayed:
            return await self._delayed(entry, line, begun, delayed)
        except AccountBroken as broken:
            why = Trouble(broken.code, broken.detail)
            await _until_stored(lambda: self._flow.waits(entry, begun, why, None))
            return False, broken
        return True, None

    async def _may_go_on(
        self, entry: OutboxEntry, line: Line, message: Message, call: Outgoing
    ) -> bool:
        """Before another call of a message of which some were taken."""
        later = await _until_stored(partial(self._turn, line, call))
        if later is not None:
            await _until_stored(partial(self._flow.rests, entry, message, later))
            return False
        return await _until_stored(partial(self._flow.goes_on, entry, message))

    async def _turn(self, line: Line, call: Outgoing) -> datetime | None:
        """Wait for it; when that is long, at what time to ask again."""
        assert isinstance(line.adapter, Sends)
        seconds = await wait_for_turn(self._store, line.adapter, line.account, call)
        return self._store.clock.now() + timedelta(seconds=seconds) if seconds else None

    async def _failed(
        self, entry: OutboxEntry, message: Message, error: ChannelError, *, uncertain: bool = False
    ) -> tuple[bool, ChannelError | None]:
        log.info("message_not_sent", message=str(message.id), code=error.code, unsure=uncertain)
        why = Trouble(error.code, error.detail)
        await _until_stored(lambda: self._flow.failed(entry, message, why, uncertain=uncertain))
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
        await _until_stored(lambda: self._flow.waits(entry, message, why, until))
        return False, delayed if delayed.whole_channel else None

    async def _calls(self, line: Line, message: Message) -> tuple[list[tuple[int, Outgoing]], int]:
        """Those that are still to be made, with their places, and how many there are in all.

        Raises SendRefused.
        """
        adapter = line.adapter
        assert isinstance(adapter, Sends)
        try:
            calls = adapter.split(await self._outgoing(message))
        except (ChannelError, Unavailable, PyMongoError):
            raise
        except Exception as error:
            log.exception("message_unreadable", message=str(message.id))
            raise SendRefused("internal", type(error).__name__) from error
        if not calls:
            raise SendRefused("empty", "there is nothing in it to send")
        left = parts_left(message, len(calls)) or range(len(calls))
        return [(part, calls[part]) for part in left], len(calls)

    async def _outgoing(self, message: Message) -> Outgoing:
        conversation = await self._store.get(Conversation, {"_id": message.conversation_id})
        assert conversation is not None
        answered = message.reply_to_id and await self._store.get(
            Message, {"_id": message.reply_to_id, "channel_id": message.channel_id}
        )
        plain = outgoing(message, conversation, answered or None, self._files.read)
        if message.mail is None:
            return plain
        contact = await self._store.get(Contact, {"_id": conversation.contact.id})
        quoted = await mail_heads.quoted_by(self._store, message)
        house, language = self._house.workspace, contact.language if contact else None
        return with_mail(plain, message, quoted, house, language, self._signer)


async def _called(line: Line, call: Outgoing) -> Sent:
    """Raises ChannelError."""
    adapter = line.adapter
    assert isinstance(adapter, Sends)
    try:
        async with asyncio.timeout(CALL_SECONDS):
            return await adapter.send(line.account, call)
    except ChannelError:
        raise
    except TimeoutError as late:
        raise SendUncertain("timeout", f"no answer within {CALL_SECONDS:.0f} s") from late
    except Exception as error:
        log.exception("send_died", message=call.message_id)
        raise SendUncertain("internal", type(error).__name__) from error


async def _until_stored(write: Callable[[], Awaitable[T]]) -> T:
    """What a provider has said is worth waiting for the database, and so is half a message."""
    while True:
        try:
            return await write()
        except (Unavailable, PyMongoError) as away:
            log.warning("answer_waits_for_database", reason=type(away).__name__)
            await asyncio.sleep(0.5)
