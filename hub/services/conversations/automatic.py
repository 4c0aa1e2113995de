"""What the house says by itself: it is no answer, so whoever waits goes on waiting."""

from hub.kit.words import words_of
from hub.rules.actors import SYSTEM
from hub.services.conversations.changing import change
from hub.store.transaction import Transaction
from models.documents import Conversation, Message
from models.documents.event import ObjectRef
from models.words import EventType, ObjectKind


async def add_automatic(
    tx: Transaction, before: Conversation, message: Message, **noted: object
) -> Conversation:
    """Store it at the end of the thread; ``noted`` are fields that remember it was said.

    The list goes on showing what the customer wrote, and since when he waits.
    """
    await tx.insert(message)
    values = {"last_number": message.number, **noted}
    after = await change(tx, before, values, words_of(message.text))
    tx.record(
        EventType.MESSAGE_CREATED,
        object=ObjectRef(kind=ObjectKind.MESSAGE, id=message.id, version=message.version),
        actor=SYSTEM,
        rooms=after.audience,
        conversation_id=after.id,
    )
    return after
