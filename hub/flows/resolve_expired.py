"""A conversation whose reply window has closed is ended, one of many in one act (S10, S11).

Looked at once more when it is its turn: whose customer has written meanwhile goes on. Nobody is asked
how he was helped.
"""

from hub.rules.actors import actor_of
from hub.rules.conversation_rights import may_resolve
from hub.rules.refusals import ConversationNotExpired, beaten, not_yours, present_state
from hub.rules.windows import is_expired, window_of
from hub.services import conversations
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Member
from models.documents.base import Id
from models.documents.conversation import ResolvedBy
from models.words import ActorKind, ConversationState, ResolveCause


class ResolveExpired:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, member: Member, conversation_id: Id) -> Conversation:
        """The resolved conversation. Raises a conflict when it has ended or goes on."""

        async def work(tx: Transaction) -> Conversation:
            before = await conversations.heard_of_by(tx, member, conversation_id)
            if before.state is ConversationState.RESOLVED:
                raise beaten(before)
            if not may_resolve(member, before):
                raise beaten(before) if before.assignee else not_yours()
            if not is_expired(before, window_of(before), tx.now):
                raise ConversationNotExpired(extra=present_state(before))
            by = ResolvedBy(kind=ActorKind(member.role.value), id=member.id, name=member.name)
            cause = ResolveCause.EXPIRED_BULK
            return await conversations.resolve(tx, before, by, actor_of(member), cause)

        return await self._store.transact(work)
