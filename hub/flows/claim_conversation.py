"""An agent takes a waiting conversation: Assign to me (S7).

The first wins; whoever comes later is told who was first. Taking what one already holds is fine.
"""

from hub.kit.errors import Forbidden
from hub.rules.actors import actor_of
from hub.rules.conversation_rights import holds, may_claim
from hub.rules.refusals import beaten
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Member
from models.documents.base import Id
from models.words import AssignmentCause, ConversationState


class ClaimConversation:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, member: Member, conversation_id: Id) -> Conversation:
        """The conversation, now handled by ``member``. Raises a conflict naming who was first."""

        async def work(tx: Transaction) -> Conversation:
            conversation = await conversations.heard_of_by(tx, member, conversation_id)
            if conversation.state is ConversationState.HANDLED and holds(member, conversation):
                return conversation
            if conversation.state is not ConversationState.QUEUED:
                raise beaten(conversation)
            if not may_claim(member, conversation):
                raise Forbidden("This queue is not one of yours.")
            return await conversations.assign(
                tx,
                conversation,
                to=member,
                by=actor_of(member),
                cause=AssignmentCause.CLAIMED,
                workspace=self._directory.workspace,
            )

        return await self._store.transact(work)
