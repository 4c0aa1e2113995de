"""A supervisor pushes waiting conversations to agents at once: Force Distribution (S7).

Past the capacity up to the forced one, to who is away only if he says so, never to who is offline. In
batches, each of which looks at queue and loads once more: what somebody takes meanwhile is his. For two
minutes the whole can be taken back: what is still held as it was given, and not answered, waits again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hub.kit.errors import Conflict, Forbidden, Invalid, NotFound
from hub.rules.actors import actor_of
from hub.rules.audience import ADMINS, observers_of_room, observers_room, oversees
from hub.rules.availability import capacity_of, forced_capacity_of
from hub.rules.conversation_rights import may_assign_to
from hub.rules.forcing import Plan, Taker, share_by_force
from hub.rules.queue_order import ORDER, UNLESS_LEFT
from hub.services import bulks, conversations
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Agent, Bulk, Conversation, Member, Message
from models.documents.base import Id, Person
from models.documents.bulk import Given
from models.words import (
    AssignmentCause,
    AuthorKind,
    BulkKind,
    ConversationState,
    Direction,
    MemberState,
    PresenceState,
    Priority,
    Role,
    Visibility,
    WhyStaying,
)

BATCH = 50
"""Conversations in one transaction."""

Back = list[tuple[Id, Conversation | None]]

TAKEN_BACK_WITHIN = timedelta(minutes=2)


class TooLateToTakeBack(Conflict):
    detail_by_default = (
        "A forced distribution can be taken back for two minutes. Nothing was changed."
    )


@dataclass(frozen=True)
class Wanted:
    """``conversation_ids``: these; else what the filters leave, the first ``oldest`` of it."""

    conversation_ids: Sequence[Id] | None = None
    department_ids: Sequence[Id] = ()
    channel_ids: Sequence[Id] = ()
    label_ids: Sequence[Id] = ()
    priorities: Sequence[Priority] = ()
    oldest: int = 200
    member_ids: Sequence[Id] | None = None
    include_away: bool = False
    include_left: bool = False


@dataclass
class Outcome:
    """``takers`` as they stand afterwards; ``more`` was left for another act."""

    given: list[tuple[Conversation, Person]] = field(default_factory=list)
    staying: list[tuple[Id, WhyStaying]] = field(default_factory=list)
    takers: list[Taker] = field(default_factory=list)
    more: bool = False
    bulk: Bulk | None = None


class ForceDistribution:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def preview(self, member: Member, wanted: Wanted) -> Outcome:
        """What would happen now; nothing does."""

        async def work(tx: Transaction) -> Outcome:
            ids, more = await self._chosen(tx, member, wanted)
            plan, takers = await self._plan(tx, member, wanted, ids)
            return Outcome(plan.given, plan.staying, takers, more)

        return await self._store.transact(work)

    async def __call__(self, member: Member, wanted: Wanted) -> Outcome:
        """Give them out. Raises Invalid, Forbidden."""
        ids, more = await self._store.transact(lambda tx: self._chosen(tx, member, wanted))
        outcome = Outcome(more=more)
        before: dict[Id, int] = {}
        given: list[Given] = []
        for start in range(0, max(len(ids), 1), BATCH):
            batch = ids[start : start + BATCH]
            plan, takers, at = await self._store.transact(
                lambda tx, batch=batch: self._give(tx, member, wanted, batch)  # type: ignore[misc]
            )
            for taker in takers:
                before.setdefault(taker.person.id, taker.load_before)
                taker.load_before = before[taker.person.id]
            outcome.takers = takers
            outcome.given += plan.given
            outcome.staying += plan.staying
            given += [
                Given(conversation_id=one.id, agent_id=to.id, at=at) for one, to in plan.given
            ]
        outcome.bulk = await self._store.transact(
            lambda tx: bulks.finish(
                tx,
                BulkKind.FORCED,
                member,
                done=len(given),
                refused=len(outcome.staying),
                given=given,
            )
        )
        return outcome

    async def take_back(self, member: Member, bulk_id: Id) -> tuple[Bulk, Back]:
        """What waits again, and None for what has gone on. Raises NotFound, TooLateToTakeBack."""
        bulk = await self._store.get(Bulk, {"_id": bulk_id, "kind": BulkKind.FORCED})
        if bulk is None or (bulk.by.id != member.id and member.role is not Role.ADMIN):
            raise NotFound
        if self._store.clock.now() - bulk.at > TAKEN_BACK_WITHIN:
            raise TooLateToTakeBack
        back = [
            (
                one.conversation_id,
                await self._store.transact(
                    lambda tx, one=one: _take_back(tx, member, one)  # type: ignore[misc]
                ),
            )
            for one in bulk.given
        ]
        done = sum(after is not None for _, after in back)
        over = await self._store.transact(
            lambda tx: bulks.finish(
                tx, BulkKind.TAKEN_BACK, member, done=done, refused=len(back) - done
            )
        )
        return over, back

    async def _give(
        self, tx: Transaction, member: Member, wanted: Wanted, ids: Sequence[Id]
    ) -> tuple[Plan, list[Taker], datetime]:
        plan, takers = await self._plan(tx, member, wanted, ids)
        if plan.given:
            await conversations.assign_many(
                tx,
                plan.given,
                cause=AssignmentCause.FORCED,
                workspace=self._directory.workspace,
                by=actor_of(member),
            )
        return plan, takers, tx.now

    async def _chosen(
        self, tx: Transaction, member: Member, wanted: Wanted
    ) -> tuple[list[Id], bool]:
        """Which conversations, in the order of the queue, within his scope."""
        filter: dict[str, object] = {"state": ConversationState.QUEUED, **_in_scope(member)}
        if wanted.conversation_ids is not None:
            return list(dict.fromkeys(wanted.conversation_ids)), False
        for name, values in (
            ("department_id", wanted.department_ids),
            ("channel_id", wanted.channel_ids),
            ("label_ids", wanted.label_ids),
            ("priority", wanted.priorities),
        ):
            if values:
                filter[name] = {"$in": list(values)}
        if not wanted.include_left:
            filter["queue_rank"] = UNLESS_LEFT
        found = await tx.find(Conversation, filter, sort=ORDER, limit=wanted.oldest + 1)
        return [one.id for one in found[: wanted.oldest]], len(found) > wanted.oldest

    async def _plan(
        self, tx: Transaction, member: Member, wanted: Wanted, ids: Sequence[Id]
    ) -> tuple[Plan, list[Taker]]:
        found = {one.id: one for one in await tx.find(Conversation, {"_id": {"$in": list(ids)}})}
        seen = [found[id] for id in ids if id in found and _is_in_scope(member, found[id])]
        unseen = [(id, WhyStaying.TAKEN) for id in ids if id not in {one.id for one in seen}]
        takers = await self._takers(tx, member, wanted, {one.department_id for one in seen})
        plan = share_by_force(seen, takers, include_left=wanted.include_left)
        plan.staying += unseen
        return plan, takers

    async def _takers(
        self, tx: Transaction, member: Member, wanted: Wanted, departments: Iterable[Id]
    ) -> list[Taker]:
        """Who may get some: agents of these departments who are there, or exactly the named ones."""
        active: dict[str, object] = {"state": MemberState.ACTIVE}
        if wanted.member_ids is None:
            active |= {"role": Role.AGENT, "department_ids": {"$in": list(departments)}}
        else:
            active["_id"] = {"$in": list(wanted.member_ids)}
        members = await tx.find(Member, active, sort=[("name", 1), ("_id", 1)])
        if wanted.member_ids is not None:
            if len(members) != len(set(wanted.member_ids)):
                raise Invalid("Not all of these are active.", fields={"memberIds": "not active"})
            if not all(may_assign_to(member, one) for one in members):
                raise Forbidden("You may assign within your own scope only.")
        members = [one for one in members if may_assign_to(member, one)]
        there = {PresenceState.ONLINE} | ({PresenceState.AWAY} if wanted.include_away else set())
        ids = {"_id": {"$in": [one.id for one in members]}, "state": {"$in": sorted(there)}}
        agents = {one.id: one for one in await tx.find(Agent, ids)}
        house = self._directory.workspace
        return [
            Taker(
                Person(id=one.id, name=one.name),
                agents[one.id].state,
                frozenset(one.department_ids),
                agents[one.id].load,
                capacity_of(one, house),
                forced_capacity_of(one, house),
            )
            for one in members
            if one.id in agents
        ]


def _in_scope(member: Member) -> dict[str, object]:
    if member.role is Role.ADMIN:
        return {"audience": ADMINS}
    rooms = [observers_room(id) for id in member.department_ids]
    return {"audience": {"$in": rooms + [observers_of_room(id) for id in member.supervised_ids]}}


def _is_in_scope(member: Member, conversation: Conversation) -> bool:
    """Also when somebody took it this instant: it stays, and says so."""
    return oversees(member, conversation)


async def _take_back(tx: Transaction, member: Member, given: Given) -> Conversation | None:
    before = await tx.get(Conversation, {"_id": given.conversation_id})
    if (
        before is None
        or before.state is not ConversationState.HANDLED
        or before.assignee is None
        or before.assignee.id != given.agent_id
        or before.assigned_at != given.at
    ):
        return None
    answered = {
        "conversation_id": before.id,
        "direction": Direction.OUTBOUND,
        "visibility": Visibility.PUBLIC,
        "author.kind": AuthorKind.AGENT,
        "at": {"$gte": given.at},
    }
    if await tx.get(Message, answered) is not None:
        return None
    return await conversations.requeue(tx, before, by=actor_of(member))
