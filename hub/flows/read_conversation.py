"""Who handles a conversation has read it: its unread counter falls, the customer sees the tick.

A supervisor's look, or that of a colleague, leaves no trace.
"""

from hub.rules.actors import actor_of
from hub.rules.audience import sees
from hub.rules.conversation_rights import marks_read
from hub.rules.refusals import conversation_gone
from hub.services import conversations
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Member, Message
from models.documents.base import Id
from models.words import Direction, EventType


class ReadConversation:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self, member: Member, conversation_id: Id, number: int | None
    ) -> Conversation:
        """``number`` is the newest message read, absent for all; it never goes back."""

        async def work(tx: Transaction) -> Conversation:
            before = await tx.get(Conversation, {"_id": conversation_id})
            if before is None or not sees(member, before):
                raise conversation_gone()
            up_to = min(before.last_number, before.last_number if number is None else number)
            if not marks_read(member, before) or up_to <= before.staff_read_number:
                return before
            unread = await tx.count(
                Message,
                {
                    "conversation_id": before.id,
                    "number": {"$gt": up_to},
                    "direction": Direction.INBOUND,
                },
            )
            after = await conversations.change(
                tx, before, {"staff_read_number": up_to, "unread": unread}
            )
            conversations.record(tx, EventType.CONVERSATION_READ, after, actor_of(member))
            return after

        return await self._store.transact(work)
