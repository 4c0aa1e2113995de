"""What waits goes to agents by itself: the queues of all departments that do not leave it to hand.

In the order of the queue, to who is there and has room, a few at a time. Each transaction reads
conversations and agents and writes both, so any number of distributors may work at once: whoever
comes second looks again. So do people who claim, transfer, resolve, come and go meanwhile.
"""

import asyncio
import random
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from channels_adapters.registry import all_adapters
from hub.rules.business_hours import Calendar, calendar_of, is_open
from hub.rules.distribution import CAUSES, NEVER, Candidate, share_out
from hub.rules.queue_order import ORDER, UNLESS_LEFT
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.leases import LeaseHolder
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Agent, Conversation, Department, Member
from models.documents.base import Id, Person
from models.words import ConversationState, MemberState, PresenceSource, PresenceState, Role

BATCH = 40
"""Conversations in one transaction: few enough to let people's own commands in between."""

LARGEST = 200
"""What a batch grows to while nobody else wants the same agents: each reads all of them anew."""

SMALLEST = 5
"""What a batch shrinks to while others keep coming first."""

WINDOW_ENDS = timedelta(hours=2)
OF_AGENT = ("load", "last_assigned_at", "source", "since")

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
            size = max(SMALLEST, size >> (tries - 1)) if tries > 1 else min(LARGEST, size * 2)

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
            calendar = calendar_of(self._directory.workspace, department)
            candidates = await self._candidates(tx, department_id, calendar)
            if not candidates:
                return 0
            waiting = await self._waiting(tx, department_id, calendar, limit)
            given = share_out(waiting, candidates, department.mode, tx.now)
            if given:
                cause = CAUSES[department.mode]
                workspace = self._directory.workspace
                await conversations.assign_many(tx, given, cause=cause, workspace=workspace)
            return len(given)

        return await self._store.transact(work), tries

    async def _waiting(
        self, tx: Transaction, department_id: Id, calendar: Calendar, limit: int
    ) -> list[Conversation]:
        """The next few. What came while we were closed, and can soon be answered freely no more,
        comes before all others.
        """
        queued = _waiting_in(department_id)
        first: list[Conversation] = []
        closing = _closing(tx.now)
        if not calendar.hours.always and closing:
            found = await tx.find(
                Conversation, {**queued, "$or": closing}, sort=[("last_inbound_at", 1)], limit=limit
            )
            first = [one for one in found if one.queued_at and not is_open(calendar, one.queued_at)]
        known = {one.id for one in first}
        rest = await tx.find(Conversation, queued, sort=ORDER, limit=limit)
        return [*first, *(one for one in rest if one.id not in known)][:limit]

    async def _candidates(
        self, tx: Transaction, department_id: Id, calendar: Calendar
    ) -> list[Candidate]:
        """The agents who are online, of this department, and have room; hundreds for each batch.

        Supervisors and admins take by hand: whoever looks after the floor is not sent work by it.
        Outside the hours only who has chosen to be there gets work.
        """
        by_choice_alone = not is_open(calendar, tx.now)
        here = {"department_ids": department_id, "role": Role.AGENT, "state": MemberState.ACTIVE}
        members = {
            raw["_id"]: raw for raw in await tx.find_fields(Member, here, ("name", "capacity"))
        }
        online = {"_id": {"$in": list(members)}, "state": PresenceState.ONLINE}
        found = []
        for raw in await tx.find_fields(Agent, online, OF_AGENT):
            if by_choice_alone and not _by_choice(raw, calendar):
                continue
            member, load = members[raw["_id"]], raw.get("load", 0)
            own = member.get("capacity")
            room = (self._directory.workspace.capacity if own is None else own) - load
            if room > 0:
                person = Person(id=raw["_id"], name=member["name"])
                found.append(Candidate(person, load, room, raw.get("last_assigned_at") or NEVER))
        return found


def _by_choice(agent: Mapping[str, Any], calendar: Calendar) -> bool:
    """He said himself that he is online, or came when we were closed already."""
    since = agent.get("since")
    if agent.get("source") == PresenceSource.MANUAL:
        return True
    return since is not None and not is_open(calendar, since)


def _closing(now: datetime) -> list[dict[str, Any]]:
    """Of each kind with a reply window: what it closes for within ``WINDOW_ENDS``."""
    conditions = []
    for kind, adapter in all_adapters().items():
        if adapter.traits.window is not None:
            opened = now - timedelta(seconds=adapter.traits.window)
            span = {"$gt": opened, "$lte": opened + WINDOW_ENDS}
            conditions.append({"channel_kind": kind, "last_inbound_at": span})
    return conditions


def _waiting_in(department_id: Id) -> dict[str, object]:
    queued = ConversationState.QUEUED
    return {"state": queued, "department_id": department_id, "queue_rank": UNLESS_LEFT}
