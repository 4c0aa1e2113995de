"""What waits goes to agents by itself: the queues of all departments that do not leave it to hand.

In the order of the queue, to who is there and has room, a few at a time. Each transaction reads
conversations and agents and writes both, so any number of distributors may work at once: whoever
comes second looks again. So do people who claim, transfer, resolve, come and go meanwhile.
"""

from hub.rules.availability import capacity_of, is_available
from hub.rules.distribution import CAUSES, Candidate, candidate, share_out
from hub.rules.queue_order import ORDER, UNLESS_LEFT
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Agent, Conversation, Department, Member
from models.documents.base import Id
from models.words import ConversationState, MemberState, PresenceState

BATCH = 40
"""Conversations in one transaction: few enough to let people's own commands in between."""

SMALLEST = 5
"""What a batch shrinks to while others keep coming first."""


class DistributeQueue:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self) -> int:
        """Share out until nothing waits or nobody has room; how many were assigned."""
        modes = {"mode": {"$in": [mode.value for mode in CAUSES]}}
        assigned = 0
        for department in await self._store.find(Department, modes, sort=[("_id", 1)]):
            if await self._store.get(Conversation, _waiting_in(department.id)):
                assigned += await self.drain(department.id)
        return assigned

    async def drain(self, department_id: Id) -> int:
        """Share out one queue; how many were assigned."""
        assigned = 0
        while given := await self._next_batch(department_id):
            assigned += given
        return assigned

    async def _next_batch(self, department_id: Id) -> int:
        tries = 0

        async def work(tx: Transaction) -> int:
            nonlocal tries
            size = max(SMALLEST, BATCH >> tries)
            tries += 1
            department = await tx.get(Department, {"_id": department_id})
            if department is None or department.mode not in CAUSES:
                return 0
            candidates = await self._candidates(tx, department_id)
            if not candidates:
                return 0
            waiting = await tx.find(
                Conversation, _waiting_in(department_id), sort=ORDER, limit=size
            )
            given = share_out(waiting, candidates, department.mode, tx.now)
            if given:
                cause = CAUSES[department.mode]
                workspace = self._directory.workspace
                await conversations.assign_many(tx, given, cause=cause, workspace=workspace)
            return len(given)

        return await self._store.transact(work)

    async def _candidates(self, tx: Transaction, department_id: Id) -> list[Candidate]:
        """Who is online, of this department, and has room."""
        here = {"department_ids": department_id, "state": MemberState.ACTIVE}
        members = {member.id: member for member in await tx.find(Member, here)}
        online = {"_id": {"$in": list(members)}, "state": PresenceState.ONLINE}
        workspace = self._directory.workspace
        found = []
        for agent in await tx.find(Agent, online):
            capacity = capacity_of(members[agent.id], workspace)
            if is_available(agent, capacity):
                found.append(candidate(members[agent.id], agent, capacity))
        return found


def _waiting_in(department_id: Id) -> dict[str, object]:
    queued = ConversationState.QUEUED
    return {"state": queued, "department_id": department_id, "queue_rank": UNLESS_LEFT}
