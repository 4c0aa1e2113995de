"""Who holds a conversation gives it back to the queue, where it takes its old place (S9)."""

from hub.rules.actors import actor_of
from hub.rules.conversation_rights import may_hand_on
from hub.rules.refusals import beaten
from hub.services import conversations
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Member
from models.documents.base import Id
from models.words import ConversationState, EventType


class RequeueConversation:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, member: Member, conversation_id: Id) -> Conversation:
        """The conversation, waiting again. Raises a conflict naming state and holder."""

        async def work(tx: Transaction) -> Conversation:
            done = await conversations.reached_by(
                tx, member, conversation_id, EventType.CONVERSATION_REQUEUED
            )
            if done is not None and done.state is ConversationState.QUEUED:
                return done
            before = await conversations.heard_of_by(tx, member, conversation_id)
            if before.state is not ConversationState.HANDLED or not may_hand_on(member, before):
                raise beaten(before)
            return await conversations.requeue(tx, before, by=actor_of(member))

        return await self._store.transact(work)
