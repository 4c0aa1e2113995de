"""An admin sends a test message: the whole way out, and as far as it is heard of. No conversation has it.

In a chat it goes to somebody who has just written, so that the window is open and the chat is known; by
mail to the mailbox itself, where the watcher finds it.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from channels_adapters.base import (
    Account,
    AccountBroken,
    ChannelError,
    Medium,
    Sends,
    SendUncertain,
    Watches,
)
from channels_adapters.registry import adapter_of
from hub.kit.errors import Conflict, Invalid
from hub.rules.audience import ADMINS
from hub.rules.refusals import ChannelOff
from hub.rules.windows import is_window_open, window_of
from hub.services import trials, watch_places
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel, Conversation, Trial
from models.documents.base import Id
from models.documents.event import Actor
from models.documents.list_indexes import BEGUN_LAST_FIRST
from models.envelopes import IgnoreEnvelope, Outgoing, OutgoingMail
from models.words import MessageStatus

SUBJECT = "Simpul: test / uji"
TEXT = "This is a test message. / Ini pesan uji."
LOOK_SECONDS = 0.3
MOST = 8
LOOKED_AT = 50
"""Conversations among which those who may be written to are looked for."""


class MailboxNotOpen(Conflict):
    detail_by_default = "Nobody reads this mailbox yet, so no mail would be seen to come back."


class SendTrial:
    opened_within = 12.0
    """Seconds in which a worker opens the mailbox of a channel that was just switched on."""

    def __init__(self, store: Store, account_of: Callable[[Channel], Account]) -> None:
        self._store = store
        self._account_of = account_of

    async def __call__(self, channel: Channel, to: Id | None, actor: Actor) -> Trial:
        """``to``: whose conversation; None for mail. Returns when the provider has taken or refused it.
        Raises Invalid, ChannelOff, MailboxNotOpen.
        """
        adapter = adapter_of(channel.kind)
        if not isinstance(adapter, Sends):
            raise Invalid("Channels of this kind need no test message.")
        if not channel.enabled:
            raise ChannelOff("This channel is switched off. Switch it on, save, and try again.")
        if is_to_itself(channel):
            recipient = None
            await self._until_open(channel)
        else:
            recipient = await self._recipient(channel, to)
        shown = recipient.contact.name if recipient else str(channel.settings.get("address"))

        async def work(tx: Transaction) -> Trial:
            return await trials.begin(tx, channel, shown, actor)

        trial = await self._store.transact(work)
        return await self._send(channel, adapter, trial, recipient)

    async def _until_open(self, channel: Channel) -> None:
        """A mailbox is read from a place on; what came before it is not looked at."""
        adapter = adapter_of(channel.kind)
        try:
            is_watched = isinstance(adapter, Watches) and adapter.is_watching(
                self._account_of(channel)
            )
        except AccountBroken:
            return
        until = asyncio.get_running_loop().time() + self.opened_within
        while is_watched and not await watch_places.place_of(self._store, channel.id):
            if asyncio.get_running_loop().time() > until:
                raise MailboxNotOpen
            await asyncio.sleep(LOOK_SECONDS)

    async def _send(
        self, channel: Channel, adapter: Sends, trial: Trial, recipient: Conversation | None
    ) -> Trial:
        status, found = MessageStatus.SENT, dict[str, Any]()
        try:
            outgoing = _outgoing(channel, trial, recipient)
            sent = await adapter.send(self._account_of(channel), outgoing)
            found = {"external_id": sent.external_id}
        except SendUncertain as lost:
            status, found = MessageStatus.UNKNOWN, {"code": lost.code, "detail": lost.detail}
        except ChannelError as error:
            status, found = MessageStatus.FAILED, {"code": error.code, "detail": error.detail}
        except OSError as away:
            status, found = MessageStatus.FAILED, {"code": "unreachable", "detail": str(away)}

        async def work(tx: Transaction) -> Trial | None:
            await trials.move(tx, channel, {"message_id": trial.message_id}, status, **found)
            return await tx.get(Trial, {"_id": channel.id})

        return await self._store.transact(work) or trial

    async def came_back(self, channel: Channel, envelope: IgnoreEnvelope) -> None:
        """What we sent to our own mailbox has arrived there."""
        assert envelope.correlation_id is not None
        named = {"message_id": Id(envelope.correlation_id)}

        async def work(tx: Transaction) -> None:
            await trials.move(tx, channel, named, MessageStatus.DELIVERED)

        await self._store.transact(work)

    async def recipients(self, channel: Channel) -> list[Conversation]:
        """Those who wrote last and may be written to, each once."""
        if is_to_itself(channel) or not isinstance(adapter_of(channel.kind), Sends):
            return []
        found = await self._store.find(
            Conversation,
            {"channel_id": channel.id, "audience": ADMINS},
            sort=BEGUN_LAST_FIRST,
            limit=LOOKED_AT,
            index="history_of_channel",
        )
        now = self._store.clock.now()
        by_person: dict[Id, Conversation] = {}
        for one in found:
            if _may_be_written_to(one, now):
                by_person.setdefault(one.identity_id, one)
        return list(by_person.values())[:MOST]

    async def _recipient(self, channel: Channel, to: Id | None) -> Conversation:
        named = {"_id": to, "channel_id": channel.id}
        found = await self._store.get(Conversation, named) if to else None
        if found is None or not _may_be_written_to(found, self._store.clock.now()):
            wrong = "must be of somebody who wrote to this channel lately"
            raise Invalid(fields={"conversationId": wrong})
        return found


def is_to_itself(channel: Channel) -> bool:
    return adapter_of(channel.kind).traits.medium is Medium.MAIL


def _may_be_written_to(conversation: Conversation, now: datetime) -> bool:
    """A test is not for all of a group to read."""
    has_written = conversation.last_inbound_at is not None and not conversation.group
    return has_written and is_window_open(conversation, window_of(conversation), now)


def _outgoing(channel: Channel, trial: Trial, recipient: Conversation | None) -> Outgoing:
    if recipient is not None:
        id, address, chat_id = str(trial.message_id), recipient.address, recipient.chat_id
        return Outgoing(id, address, chat_id=chat_id, text=TEXT)
    own = str(channel.settings.get("address"))
    mail = OutgoingMail(to=[own], subject=SUBJECT, automatic=True)
    return Outgoing(str(trial.message_id), own, text=TEXT, mail=mail)
