"""Staff say how urgent a conversation is: in the queue it moves to its new place at once."""

from hub.rules.actors import actor_of
from hub.rules.audience import sees
from hub.rules.refusals import beaten, conversation_gone
from hub.services import conversations
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Member
from models.documents.base import Id
from models.words import ConversationState, EventType, Priority


class SetPriority:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self, member: Member, conversation_id: Id, priority: Priority
    ) -> Conversation:
        """The conversation with it. Raises a conflict once it is resolved."""

        async def work(tx: Transaction) -> Conversation:
            before = await conversations.heard_of_by(tx, member, conversation_id)
            if not sees(member, before):
                raise conversation_gone()
            if before.priority is priority:
                return before
            if before.state is ConversationState.RESOLVED:
                raise beaten(before)
            after = await conversations.change(tx, before, {"priority": priority})
            conversations.record(
                tx,
                EventType.CONVERSATION_UPDATED,
                after,
                actor_of(member),
                changes={"priority": [before.priority, priority]},
            )
            return after

        return await self._store.transact(work)
