"""Somebody of the staff says that what was suspected, or called spam, is none.

It enters the queue as if it came now, and its sender is not suspected by the same marks again. The
first who judges wins; whoever judged otherwise meanwhile is named to the other.
"""

from hub.rules.actors import actor_of
from hub.rules.conversation_rights import may_judge
from hub.rules.refusals import ConversationMovedOn, beaten, not_yours, present_state
from hub.rules.suspicion import queued_anew
from hub.services import conversations
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Department, Identity, Member
from models.documents.base import Id
from models.words import ConversationState, EventType, ResolveCause


class ClearOfSpam:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self, member: Member, conversation_id: Id, found: ResolveCause
    ) -> Conversation:
        """The conversation, now queued. ``found``: suspected or spam, as it stood there."""

        async def work(tx: Transaction) -> Conversation:
            before = await conversations.heard_of_by(tx, member, conversation_id)
            if before.state is not ConversationState.RESOLVED:
                judge = await conversations.cleared_by(tx, before.id)
                if judge is not None and judge.id == member.id:
                    return before
                raise beaten(before)
            if before.resolve_cause is not found:
                raise beaten(before)
            if not may_judge(member, before):
                raise not_yours()
            if await conversations.open_in(tx, [(before.channel_id, before.thread_key)]):
                raise ConversationMovedOn(
                    "The customer has begun a newer conversation.", extra=present_state(before)
                )
            return await _queue(tx, member, before)

        return await self._store.transact(work)


async def _queue(tx: Transaction, member: Member, before: Conversation) -> Conversation:
    await tx.change(
        Identity,
        {"_id": before.identity_id},
        {"$addToSet": {"cleared_of": {"$each": [mark.value for mark in before.suspicions]}}},
    )
    values = queued_anew(before, tx.now)
    if await tx.get(Department, {"_id": before.department_id}) is None:
        default = await tx.get(Department, {"is_default": True})
        values |= {"department_id": default.id} if default else {}
    after = await conversations.change(tx, before, values)
    conversations.record(
        tx,
        EventType.CONVERSATION_QUEUED,
        after,
        actor_of(member),
        before=before,
        changes={"cleared": before.resolve_cause},
    )
    return after
