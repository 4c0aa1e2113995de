"""The customer changes, takes back, or reacts to a message.

What comes before its message is kept, and applied in the transaction that stores the message
(hub/services/intake.py), so any order of deliveries ends the same.
"""

from datetime import timedelta
from typing import Any

from hub.kit.words import words_of
from hub.rules.actors import customer
from hub.rules.alterations import Alteration, altered
from hub.rules.summaries import last_message_of
from hub.services import conversations, early_reports, messages
from hub.store.due_times import finish_due, set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel, Conversation, Due, Message
from models.documents.event import ObjectRef
from models.words import DueKind, EventType, ObjectKind

LOOK_AGAIN = timedelta(seconds=10)
"""Longer than any transaction lives."""


class AlterMessages:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, channel: Channel, by: Alteration) -> None:
        async def work(tx: Transaction) -> None:
            message = await messages.of_provider(tx, channel.id, by.target_message_id)
            if message is None:
                kept = await early_reports.keep(tx, channel.id, by)
                await set_due(tx, DueKind.EARLY_REPORT, kept, tx.now + LOOK_AGAIN)
                return
            conversation = await tx.get(Conversation, {"_id": message.conversation_id})
            assert conversation is not None
            await _alter(tx, conversation, message, altered(message, by))

        await self._store.transact(work)

    async def look_again(self, due: Due) -> None:
        """A report and its message that were stored at one moment did not see each other."""

        async def work(tx: Transaction) -> None:
            await finish_due(tx, due)
            found = await early_reports.find(tx, due.object_id)
            if found is None:
                return
            kept, by = found
            message = await messages.of_provider(tx, kept.channel_id, kept.target_id)
            if message is None:
                return
            conversation = await tx.get(Conversation, {"_id": message.conversation_id})
            assert conversation is not None
            await _alter(tx, conversation, message, altered(message, by))
            await early_reports.drop(tx, kept)

        await self._store.transact(work)


async def _alter(
    tx: Transaction, conversation: Conversation, message: Message, values: dict[str, Any]
) -> None:
    if not values:
        return
    after = await messages.change(tx, message, values)
    shown = conversation.last_message
    if shown is not None and shown.number == message.number:
        summed = {"last_message": last_message_of(after)}
        conversation = await conversations.change(tx, conversation, summed, words_of(after.text))
    elif "text" in values and after.text:
        conversation = await conversations.change(tx, conversation, {}, words_of(after.text))
    tx.record(
        EventType.MESSAGE_UPDATED,
        object=ObjectRef(kind=ObjectKind.MESSAGE, id=after.id, version=after.version),
        actor=customer(conversation.contact),
        rooms=conversation.audience,
        changes={"fields": sorted(values)},
        personal={"before": {"text": message.text}} if "text" in values else None,
        conversation_id=conversation.id,
    )
