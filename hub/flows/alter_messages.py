"""The customer changes, takes back, or reacts to a message.

What comes before its message is kept, and applied in the transaction that stores the message
(hub/services/intake.py), so any order of deliveries ends the same.
"""

from typing import Any

from hub.kit.words import words_of
from hub.rules.actors import customer
from hub.rules.alterations import Alteration, altered
from hub.rules.summaries import last_message_of
from hub.services import conversations, messages
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel, Conversation, EarlyReport, Message
from models.documents.event import ObjectRef
from models.words import EventType, ObjectKind


class AlterMessages:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, channel: Channel, by: Alteration) -> None:
        async def work(tx: Transaction) -> None:
            message = await messages.of_provider(tx, channel.id, by.target_message_id)
            if message is None:
                await _keep(tx, channel, by)
                return
            conversation = await tx.get(Conversation, {"_id": message.conversation_id})
            assert conversation is not None
            await _alter(tx, conversation, message, altered(message, by))

        await self._store.transact(work)


async def _keep(tx: Transaction, channel: Channel, by: Alteration) -> None:
    await tx.insert(
        EarlyReport(
            channel_id=channel.id,
            target_id=by.target_message_id,
            envelope=by.model_dump(mode="json"),
            at=tx.now,
        )
    )


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
