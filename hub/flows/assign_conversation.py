"""A supervisor or admin gives a waiting conversation to an agent: Assign to Agent (S7)."""

from hub.kit.errors import Forbidden, Invalid
from hub.rules.actors import actor_of
from hub.rules.conversation_rights import holds, may_assign
from hub.rules.refusals import beaten
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Member
from models.documents.base import Id
from models.words import AssignmentCause, ConversationState, MemberState


class AssignConversation:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, member: Member, conversation_id: Id, target_id: Id) -> Conversation:
        """The conversation, now handled by the target. Raises a conflict when it waits no more."""

        async def work(tx: Transaction) -> Conversation:
            conversation = await conversations.heard_of_by(tx, member, conversation_id)
            target = await tx.get(Member, {"_id": target_id, "state": MemberState.ACTIVE})
            if target is None:
                raise Invalid("This member is not active.", fields={"memberId": "not active"})
            if conversation.state is ConversationState.HANDLED and holds(target, conversation):
                return conversation
            if conversation.state is not ConversationState.QUEUED:
                raise beaten(conversation)
            if not may_assign(member, conversation, target):
                raise Forbidden("You may assign within your own scope only.")
            return await conversations.assign(
                tx,
                conversation,
                to=target,
                by=actor_of(member),
                cause=AssignmentCause.ASSIGNED,
                workspace=self._directory.workspace,
            )

        return await self._store.transact(work)
