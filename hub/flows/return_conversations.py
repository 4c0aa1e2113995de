"""An agent stays offline, or is deactivated: what he holds goes back to the queue (S9).

Offline, that is the house's rule to choose and waits for its time; whoever comes back keeps all. A
deactivated one keeps nothing, whatever the rule.
"""

from datetime import timedelta

from hub.kit.awake import Awake
from hub.rules.actors import SYSTEM
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.due_times import finish_due, set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Agent, Conversation, Due, Member
from models.words import (
    AssignmentCause,
    ConversationState,
    DueKind,
    MemberState,
    OfflineRule,
    PresenceState,
)

BATCH = 40
"""Conversations in one transaction."""


class ReturnConversations:
    def __init__(self, store: Store, directory: Directory, awake: Awake) -> None:
        self._store = store
        self._directory = directory
        self._awake = awake

    async def __call__(self, due: Due) -> None:
        """Checked again here: he may have come back, or the rule may be another one by now."""

        async def work(tx: Transaction) -> bool:
            await finish_due(tx, due)
            member = await tx.get(Member, {"_id": due.object_id})
            agent = await tx.get(Agent, {"_id": due.object_id}) or Agent(_id=due.object_id)
            if member is None:
                return False
            if member.state is MemberState.ACTIVE and not await self._is_gone(tx, agent):
                return False
            held = {"assignee.id": member.id, "state": ConversationState.HANDLED, "open": True}
            found = await tx.find(Conversation, held, limit=BATCH)
            for conversation in found:
                await conversations.requeue(
                    tx, conversation, by=SYSTEM, cause=AssignmentCause.REASSIGNED_OFFLINE
                )
            # Who is just giving him something, or brings him back, comes before or after this.
            await tx.change(Agent, {"_id": member.id}, {"$inc": {"version": 1}}, upsert=True)
            return len(found) == BATCH

        while await self._store.transact(work):
            pass

    async def _is_gone(self, tx: Transaction, agent: Agent) -> bool:
        rules = self._directory.workspace
        if agent.state is not PresenceState.OFFLINE or rules.offline_rule is OfflineRule.KEEP:
            return False
        at = (agent.since or tx.now) + timedelta(seconds=rules.offline_after)
        # While the house stood still nobody could come back: a start gives everybody a moment.
        at = max(at, self._awake.since + timedelta(seconds=rules.offline_grace))
        if at > tx.now:
            await set_due(tx, DueKind.AGENT_GONE, agent.id, at)
            return False
        return True
