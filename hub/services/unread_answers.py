"""Answers of a live chat that its visitor has not read: which they are, and when they are looked after."""

from datetime import timedelta

from hub.store.due_times import set_due
from hub.store.transaction import Transaction
from models.documents import Conversation, Due, Message
from models.documents.base import Id
from models.words import AuthorKind, Direction, DueKind, Visibility

UNREAD_FOR = timedelta(minutes=5)
"""How long an answer may lie unread in a live chat before it goes out by mail."""


async def look_after(tx: Transaction, conversation_id: Id) -> None:
    """Look after an answer that may stay unread; the oldest decides when."""
    planned = {"kind": DueKind.ANSWERS_UNREAD.value, "object_id": conversation_id}
    if await tx.get(Due, planned) is None:
        await set_due(tx, DueKind.ANSWERS_UNREAD, conversation_id, tx.now + UNREAD_FOR)


async def find(tx: Transaction, conversation: Conversation, limit: int) -> list[Message]:
    """What agents said that the customer has not read, and that no mail has brought him, in order."""
    after = max(conversation.customer_read_number, conversation.mailed_number)
    return await tx.find(
        Message,
        {
            "conversation_id": conversation.id,
            "number": {"$gt": after},
            "direction": Direction.OUTBOUND,
            "visibility": Visibility.PUBLIC,
            "author.kind": AuthorKind.AGENT,
        },
        sort=[("number", 1)],
        limit=limit,
    )
