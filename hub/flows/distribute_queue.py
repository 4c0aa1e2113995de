"""What waits goes to agents by itself: the queues of all departments that do not leave it to hand.

In the order of the queue, to who is there and has room, a few at a time. Each transaction reads
conversations and agents and writes both, so any number of distributors may work at once: whoever
comes second looks again. So do people who claim, transfer, resolve, come and go meanwhile.
"""

import asyncio
import random
import secrets

from hub.rules.distribution import CAUSES, NEVER, Candidate, share_out
from hub.rules.queue_order import ORDER, UNLESS_LEFT
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.leases import LeaseHolder
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Agent, Conversation, Department, Member
from models.documents.base import Id, Person
from models.words import ConversationState, MemberState, PresenceState, Role

BATCH = 40
"""Conversations in one transaction: few enough to let people's own commands in between."""

SMALLEST = 5
"""What a batch shrinks to while others keep coming first."""

TURN_SECONDS = 1.5
LOOK_AGAIN = 0.1
"""Seconds until who found another at a queue looks again."""


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
        """Share out one queue; how many were assigned.

        Distributors take turns at a queue, which makes many of them cheap. What makes them right is
        the transaction: one who sleeps through his turn does no harm.
        """
        turn = LeaseHolder(
            self._store, f"queue:{department_id}", secrets.token_hex(6), TURN_SECONDS
        )
        while await self._store.get(Conversation, _waiting_in(department_id)):
            if await turn.take():
                async with turn.kept():
                    return await self._share_out_all(department_id)
            await asyncio.sleep(LOOK_AGAIN * (0.5 + random.random()))
        return 0

    async def _share_out_all(self, department_id: Id) -> int:
        assigned, size = 0, BATCH
        while True:
            given, tries = await self.share_out_some(department_id, size)
            if not given:
                return assigned
            assigned += given
            # Where people act a lot small batches come through, and grow again when it is calm.
            size = max(SMALLEST, size >> (tries - 1)) if tries > 1 else min(BATCH, size * 2)

    async def share_out_some(self, department_id: Id, size: int = BATCH) -> tuple[int, int]:
        """The next few of one queue, in one transaction; how many were assigned, in how many tries."""
        tries = 0

        async def work(tx: Transaction) -> int:
            nonlocal tries
            limit = max(SMALLEST, size >> tries)
            tries += 1
            department = await tx.get(Department, {"_id": department_id})
            if department is None or department.mode not in CAUSES:
                return 0
            candidates = await self._candidates(tx, department_id)
            if not candidates:
                return 0
            waiting = await tx.find(
                Conversation, _waiting_in(department_id), sort=ORDER, limit=limit
            )
            given = share_out(waiting, candidates, department.mode, tx.now)
            if given:
                cause = CAUSES[department.mode]
                workspace = self._directory.workspace
                await conversations.assign_many(tx, given, cause=cause, workspace=workspace)
            return len(given)

        return await self._store.transact(work), tries

    async def _candidates(self, tx: Transaction, department_id: Id) -> list[Candidate]:
        """The agents who are online, of this department, and have room; hundreds for each batch.

        Supervisors and admins take by hand: whoever looks after the floor is not sent work by it.
        """
        here = {"department_ids": department_id, "role": Role.AGENT, "state": MemberState.ACTIVE}
        members = {
            raw["_id"]: raw for raw in await tx.find_fields(Member, here, ("name", "capacity"))
        }
        online = {"_id": {"$in": list(members)}, "state": PresenceState.ONLINE}
        found = []
        for raw in await tx.find_fields(Agent, online, ("load", "last_assigned_at")):
            member, load = members[raw["_id"]], raw.get("load", 0)
            own = member.get("capacity")
            room = (self._directory.workspace.capacity if own is None else own) - load
            if room > 0:
                person = Person(id=raw["_id"], name=member["name"])
                found.append(Candidate(person, load, room, raw.get("last_assigned_at") or NEVER))
        return found


def _waiting_in(department_id: Id) -> dict[str, object]:
    queued = ConversationState.QUEUED
    return {"state": queued, "department_id": department_id, "queue_rank": UNLESS_LEFT}
