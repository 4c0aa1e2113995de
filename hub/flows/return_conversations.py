"""An agent stays offline, or is deactivated: what he holds goes back to the queue (S9).

Offline, that is the house's rule to choose and waits for its time; whoever comes back keeps all. By the
rule to transfer, a colleague of the department who is available gets it at once (S8), whoever holds
least. A deactivated one keeps nothing, whatever the rule, and all of his goes to the queue.
"""

from datetime import timedelta

from hub.kit.awake import Awake
from hub.rules.actors import SYSTEM
from hub.rules.business_hours import calendar_of
from hub.services import agents_at_work, conversations, workspace
from hub.store.due_times import finish_due, set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Agent, Conversation, Department, Due, Member, Workspace
from models.words import (
    AssignmentCause,
    AssignmentMode,
    ConversationState,
    DueKind,
    MemberState,
    OfflineRule,
    PresenceState,
)

BATCH = 40
"""Conversations in one transaction."""


class ReturnConversations:
    def __init__(self, store: Store, awake: Awake) -> None:
        self._store = store
        self._awake = awake

    async def __call__(self, due: Due) -> None:
        """Checked again here: he may have come back, or the rule may be another one by now."""

        async def work(tx: Transaction) -> bool:
            await finish_due(tx, due)
            member = await tx.get(Member, {"_id": due.object_id})
            agent = await tx.get(Agent, {"_id": due.object_id}) or Agent(_id=due.object_id)
            if member is None:
                return False
            # Not as this process remembers it: an admin may just have given them more time.
            house = await workspace.get_in(tx)
            if member.state is MemberState.ACTIVE and not await self._is_gone(tx, agent, house):
                return False
            held = {"assignee.id": member.id, "state": ConversationState.HANDLED, "open": True}
            found = await tx.find(Conversation, held, limit=BATCH)
            for conversation in found:
                to = await _colleague(tx, conversation, member, house)
                await _hand_on(tx, conversation, to, house)
            # Who is just giving him something, or brings him back, comes before or after this.
            await tx.change(Agent, {"_id": member.id}, {"$inc": {"version": 1}}, upsert=True)
            return len(found) == BATCH

        while await self._store.transact(work):
            pass

    async def _is_gone(self, tx: Transaction, agent: Agent, rules: Workspace) -> bool:
        if agent.state is not PresenceState.OFFLINE or rules.offline_rule is OfflineRule.KEEP:
            return False
        at = (agent.since or tx.now) + timedelta(seconds=rules.offline_after)
        # While the house stood still nobody could come back: a start gives everybody a moment.
        at = max(at, self._awake.since + timedelta(seconds=rules.offline_grace))
        if at > tx.now:
            await set_due(tx, DueKind.AGENT_GONE, agent.id, at)
            return False
        return True


async def _colleague(
    tx: Transaction, conversation: Conversation, gone: Member, house: Workspace
) -> Member | None:
    """Who is to have it instead; None for the queue."""
    if gone.state is not MemberState.ACTIVE or house.offline_rule is not OfflineRule.TRANSFER:
        return None
    department = await tx.get(Department, {"_id": conversation.department_id})
    calendar = calendar_of(house, department)
    there = await agents_at_work.available_in(tx, conversation.department_id, calendar, house)
    least = min(there, key=lambda one: one.turn(AssignmentMode.LEAST_LOAD), default=None)
    return await tx.get(Member, {"_id": least.person.id}) if least else None


async def _hand_on(
    tx: Transaction, conversation: Conversation, to: Member | None, house: Workspace
) -> None:
    cause = AssignmentCause.REASSIGNED_OFFLINE
    if to is None:
        await conversations.requeue(tx, conversation, by=SYSTEM, cause=cause)
        return
    await conversations.assign(tx, conversation, to=to, by=SYSTEM, cause=cause, workspace=house)
