"""A conversation rests until a time: out of the lists and the load, and back by itself.

It comes back at its time, with the customer's next message, or by hand.
"""

from datetime import datetime, timedelta

from hub.kit.clock import whole_milliseconds
from hub.kit.errors import Invalid
from hub.rules.actors import SYSTEM, actor_of
from hub.rules.conversation_rights import may_hand_on
from hub.rules.refusals import beaten
from hub.services import conversations
from hub.store.due_times import clear_due, finish_due, set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Due, Member
from models.documents.base import Id
from models.documents.event import Actor
from models.words import ConversationState, DueKind, EventType

LONGEST = timedelta(days=366)


class SnoozeConversation:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self, member: Member, conversation_id: Id, until: datetime | None
    ) -> Conversation:
        """The conversation, resting until then; without a time, back at once."""

        async def work(tx: Transaction) -> Conversation:
            before = await conversations.heard_of_by(tx, member, conversation_id)
            if before.state is not ConversationState.HANDLED or not may_hand_on(member, before):
                raise beaten(before)
            at = _checked(until, tx.now)
            if at == before.snoozed_until:
                return before
            if at is None:
                await clear_due(tx, DueKind.CONVERSATION_SNOOZED, [before.id])
            else:
                await set_due(tx, DueKind.CONVERSATION_SNOOZED, before.id, at)
            return await _snooze(tx, before, at, actor_of(member))

        return await self._store.transact(work)


class WakeConversation:
    """Its time has come."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, due: Due) -> None:
        async def work(tx: Transaction) -> None:
            await finish_due(tx, due)
            before = await tx.get(Conversation, {"_id": due.object_id})
            if before is None or before.snoozed_until is None:
                return
            if before.snoozed_until > tx.now:
                await set_due(tx, DueKind.CONVERSATION_SNOOZED, before.id, before.snoozed_until)
                return
            await _snooze(tx, before, None, SYSTEM)

        await self._store.transact(work)


def _checked(until: datetime | None, now: datetime) -> datetime | None:
    if until is None:
        return None
    if not now < until <= now + LONGEST:
        raise Invalid("Choose a time ahead, within a year.", fields={"until": "not ahead"})
    return whole_milliseconds(until)


async def _snooze(
    tx: Transaction, before: Conversation, until: datetime | None, by: Actor
) -> Conversation:
    after = await conversations.change(tx, before, {"snoozed_until": until})
    conversations.record(
        tx,
        EventType.CONVERSATION_SNOOZED,
        after,
        by,
        changes={"snoozedUntil": [before.snoozed_until, until]},
    )
    return after
