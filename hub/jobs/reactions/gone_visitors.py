"""Notes who waits in a queue with no chat open: he was gone before he came there.

Who goes later is noted when he goes (``note_visits``).
"""

from collections.abc import Sequence

from channels_adapters.registry import adapter_of
from hub.services import visits
from hub.store.transaction import Transaction
from models.documents import Conversation, Event
from models.words import ActorKind, ConversationState, EventType

INTO_A_QUEUE = frozenset(
    {
        EventType.CONVERSATION_QUEUED,
        EventType.CONVERSATION_REQUEUED,
        EventType.CONVERSATION_TRANSFERRED,
        EventType.CONVERSATION_REOPENED,
    }
)


class GoneVisitors:
    name = "gone_visitors"

    async def react(self, tx: Transaction, rows: Sequence[Event]) -> None:
        """By what holds now, so that rows of long ago do no harm."""
        ids = {row.conversation_id for row in rows if _concerns(row)}
        waiting = {"_id": {"$in": list(ids)}, "state": ConversationState.QUEUED}
        found = await tx.find(Conversation, waiting) if ids else []
        chats = [each for each in found if adapter_of(each.channel_kind).traits.delivers_by_feed]
        await visits.note_gone(tx, {each.identity_id for each in chats})


def _concerns(row: Event) -> bool:
    """A customer's word says that he is there, whether or not he hears us."""
    said = row.type is EventType.MESSAGE_CREATED and row.actor.kind is ActorKind.CUSTOMER
    return said or row.type in INTO_A_QUEUE
