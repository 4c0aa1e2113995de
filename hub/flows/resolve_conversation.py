"""A conversation ends: resolved by who handles it, or by a supervisor in his scope (S10, S11)."""

from hub.kit.errors import Invalid
from hub.rules.actors import actor_of
from hub.rules.conversation_rights import may_resolve
from hub.rules.refusals import beaten, not_yours
from hub.services import conversations
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Member
from models.documents.base import Id
from models.documents.conversation import ResolvedBy
from models.words import (
    ActorKind,
    ConversationState,
    ResolveCause,
    Role,
)

BY_HAND = frozenset({ResolveCause.AGENT, ResolveCause.SUPERVISOR, ResolveCause.SPAM})


class ResolveConversation:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self,
        member: Member,
        conversation_id: Id,
        cause: ResolveCause | None = None,
        note: str | None = None,
    ) -> Conversation:
        """The resolved conversation; ``note`` stays in it as a private note.

        Raises a conflict when somebody else resolved it first.
        """
        if cause is not None and cause not in BY_HAND:
            raise Invalid("This cause is not given by hand.", fields={"cause": "not by hand"})

        async def work(tx: Transaction) -> Conversation:
            before = await conversations.heard_of_by(tx, member, conversation_id)
            if before.state is ConversationState.RESOLVED:
                if before.resolved_by and before.resolved_by.id == member.id:
                    return before
                raise beaten(before)
            if not may_resolve(member, before):
                raise beaten(before) if before.assignee else not_yours()
            if note and note.strip():
                before = await conversations.add_note(tx, before, member, note)
            by = ResolvedBy(kind=ActorKind(member.role.value), id=member.id, name=member.name)
            return await conversations.resolve(
                tx, before, by, actor_of(member), cause or _cause_of(member)
            )

        return await self._store.transact(work)


def _cause_of(member: Member) -> ResolveCause:
    return ResolveCause.AGENT if member.role is Role.AGENT else ResolveCause.SUPERVISOR
