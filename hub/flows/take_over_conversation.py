"""A supervisor or admin takes a handled conversation from its agent: a transfer to himself (S8)."""

from hub.kit.errors import Forbidden
from hub.rules.actors import actor_of
from hub.rules.audience import oversees
from hub.rules.conversation_rights import holds
from hub.rules.refusals import beaten
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Member
from models.documents.base import Id
from models.words import AssignmentCause, ConversationState


class TakeOverConversation:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, member: Member, conversation_id: Id) -> Conversation:
        """The conversation, now his. Raises a conflict when nobody handles it, AgentAtCapacity."""

        async def work(tx: Transaction) -> Conversation:
            before = await conversations.heard_of_by(tx, member, conversation_id)
            if before.state is not ConversationState.HANDLED:
                raise beaten(before)
            if holds(member, before):
                return before
            if not oversees(member, before):
                raise Forbidden("You may take over within your own scope only.")
            return await conversations.assign(
                tx,
                before,
                to=member,
                by=actor_of(member),
                cause=AssignmentCause.TAKEN_OVER,
                workspace=self._directory.workspace,
            )

        return await self._store.transact(work)
