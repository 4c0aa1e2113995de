"""What waits goes to agents by itself: the queues of all departments that do not leave it to hand.

In the order of the queue, to who is there and has room, a few at a time. Each transaction reads
conversations and agents and writes both, so any number of distributors may work at once: whoever
comes second looks again. So do people who claim, transfer, resolve, come and go meanwhile.
"""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from channels_adapters.registry import all_adapters
from hub.kit.dice import DICE
from hub.rules.business_hours import Calendar, calendar_of, is_open
from hub.rules.distribution import CAUSES, Candidate, share_out
from hub.rules.queue_order import ORDER, UNLESS_LEFT
from hub.services import agents_at_work, conversations
from hub.store.directory import Directory
from hub.store.leases import LeaseHolder
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Department
from models.documents.base import Id
from models.words import ConversationState

BATCH = 40
"""Conversations in one transaction: few enough to let people's own commands in between."""

LARGEST = 200
"""What a batch grows to while nobody else wants the same agents: each reads all of them anew."""

SMALLEST = 5
"""What a batch shrinks to while others keep coming first."""

WINDOW_ENDS = timedelta(hours=2)

TURN_SECONDS = 1.5
LOOK_AGAIN = 0.1
"""Seconds until who found another at a queue looks again."""


@dataclass
class Look:
    """One look at all queues. ``busy``: where somebody waits; ``left_out``: an agent was left to another."""

    busy: frozenset[Id] = frozenset()
    left_out: bool = False

    def without(self, candidates: list[Candidate]) -> list[Candidate]:
        """Those who are not wanted more elsewhere."""
        here = [one for one in candidates if not one.wanted_elsewhere]
        self.left_out |= len(here) < len(candidates)
        return here


class DistributeQueue:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self) -> int:
        """Share out until nothing waits or nobody has room; how many were assigned.

        Who is wanted more elsewhere is left to that department, until it has nothing for him.
        """
        assigned = 0
        while True:
            look = Look(frozenset(await self._busy()))
            given = sum([await self.drain(id, look) for id in sorted(look.busy)])
            assigned += given
            if not look.left_out:
                return assigned
            if not given:
                return assigned + sum([await self.drain(id) for id in sorted(look.busy)])

    async def _busy(self) -> list[Id]:
        """Departments that do not leave it to hand, and in which somebody waits."""
        modes = {"mode": {"$in": [mode.value for mode in CAUSES]}}
        found = await self._store.find(Department, modes)
        return [one.id for one in found if await self._store.get(Conversation, _waiting_in(one.id))]

    async def drain(self, department_id: Id, look: Look | None = None) -> int:
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
                    return await self._share_out_all(department_id, look or Look())
            await asyncio.sleep(LOOK_AGAIN * (0.5 + DICE.random()))
        return 0

    async def _share_out_all(self, department_id: Id, look: Look) -> int:
        assigned, size = 0, BATCH
        while True:
            given, tries = await self.share_out_some(department_id, size, look)
            if not given:
                return assigned
            assigned += given
            # Where people act a lot small batches come through, and grow again when it is calm.
            size = max(SMALLEST, size >> (tries - 1)) if tries > 1 else min(LARGEST, size * 2)

    async def share_out_some(
        self, department_id: Id, size: int = BATCH, look: Look | None = None
    ) -> tuple[int, int]:
        """The next few of one queue, in one transaction; how many were assigned, in how many tries."""
        tries, of = 0, look or Look()

        async def work(tx: Transaction) -> int:
            nonlocal tries
            limit = max(SMALLEST, size >> tries)
            tries += 1
            department = await tx.get(Department, {"_id": department_id})
            if department is None or department.mode not in CAUSES:
                return 0
            calendar = calendar_of(self._directory.workspace, department)
            candidates = await agents_at_work.available_in(
                tx, department_id, calendar, self._directory.workspace, of.busy
            )
            candidates = of.without(candidates)
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
