"""The journal rows that a thread shows as its system lines."""

from hub.store.mongo import Store
from models.documents import Event
from models.documents.base import Id
from models.words import EventType

SHOWN = tuple(
    type.value
    for type in (
        EventType.CONVERSATION_CREATED,
        EventType.CONVERSATION_QUEUED,
        EventType.CONVERSATION_ASSIGNED,
        EventType.CONVERSATION_TRANSFERRED,
        EventType.CONVERSATION_REQUEUED,
        EventType.CONVERSATION_SNOOZED,
        EventType.CONVERSATION_RESOLVED,
        EventType.CONVERSATION_REOPENED,
        EventType.CONVERSATION_RATED,
        EventType.CONVERSATION_MAILED,
    )
)
"""Messages, receipts and read marks have their own place in a thread."""

TOLD = [
    {"type": {"$in": SHOWN}},
    # Of what is merely updated a thread tells the priority.
    {"type": EventType.CONVERSATION_UPDATED.value, "changes.priority": {"$exists": True}},
]


async def page(store: Store, conversation_id: Id, *, before: int | None, limit: int) -> list[Event]:
    """Rows in their order, the newest or those before a seq."""
    seq = {"$gt": 0} if before is None else {"$gt": 0, "$lt": before}
    filter = {"conversation_id": conversation_id, "seq": seq, "$or": TOLD}
    newest_first = await store.find(Event, filter, sort=[("seq", -1)], limit=limit)
    return newest_first[::-1]
