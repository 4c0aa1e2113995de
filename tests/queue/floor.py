"""A floor of many agents and chats, written in bulk, and what must be true of it at the end."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta

from hub.rules.audience import rooms_of_conversation
from hub.rules.availability import capacity_of, is_available
from hub.rules.distribution import CAUSES
from hub.rules.load import counts
from hub.rules.queue_order import UNLESS_LEFT, queue_rank
from hub.store.mongo import Store
from models.documents import Agent, Conversation, Department, Event, Member, Workspace
from models.documents.base import ContactName, Id
from models.words import (
    AssignmentMode,
    ConversationState,
    EventType,
    MemberState,
    PresenceState,
    Role,
)


@dataclass
class Floor:
    department: Department
    agents: list[Member]
    conversations: list[Id]


async def furnish_floor(
    store: Store,
    *,
    agents: int,
    queued: int,
    capacity: int,
    mode: AssignmentMode = AssignmentMode.LEAST_LOAD,
    name: str | None = None,
) -> Floor:
    """All agents are online and hold nothing; the conversations wait in one queue.

    ``name`` of the department; without one it is the first of the house, the default.
    """
    now = store.clock.now()
    department = Department(
        name=name or "Pengiriman", is_default=name is None, mode=mode, created_at=now
    )
    members = [
        Member(
            email=f"agent{number}@floor.example",
            name=f"Agent {number}",
            role=Role.AGENT,
            department_ids=[department.id],
            capacity=capacity,
            created_at=now,
        )
        for number in range(agents)
    ]
    await store.insert(department)
    online = [Agent(_id=one.id, state=PresenceState.ONLINE, since=now) for one in members]
    waiting = [_waiting(store, department, number, queued) for number in range(queued)]
    for batch in (members, online, waiting):
        for start in range(0, len(batch), 1_000):
            part = batch[start : start + 1_000]
            raw = [document.to_mongo() for document in part]
            await store.db[part[0].collection_name()].insert_many(raw)
    return Floor(department, members, [each.id for each in waiting])


def _waiting(store: Store, department: Department, number: int, of: int) -> Conversation:
    at = store.clock.now() - timedelta(milliseconds=of - number)
    one = Conversation(
        number=number + 1,
        state=ConversationState.QUEUED,
        channel_id=department.id,
        channel_kind="livechat",
        thread_key=str(number),
        identity_id=Id(),
        address=str(number),
        contact=ContactName(id=Id(), name="Maya"),
        department_id=department.id,
        started_at=at,
        queued_at=at,
        last_activity_at=at,
        last_inbound_at=at,
        waiting_since=at,
    )
    one.audience = rooms_of_conversation(one)
    return one


async def refuse_over_assignment(store: Store, capacity: int) -> None:
    """From here on the database itself refuses a load above the capacity, or below nothing."""
    within = {"$and": [{"$lte": ["$load", capacity]}, {"$gte": ["$load", 0]}]}
    await store.db.command({"collMod": "agents", "validator": {"$expr": within}})


async def wrong_loads(store: Store) -> dict[Id, tuple[int, int]]:
    """Agents whose counter is not what the conversations say: counter and truth."""
    held = Counter[Id]()
    for each in await store.find(Conversation, {"counts": True}):
        assert each.assignee is not None
        held[each.assignee.id] += 1
    agents = {agent.id: agent.load for agent in await store.find(Agent, {})}
    ids = {*held, *agents}
    return {id: (agents.get(id, 0), held[id]) for id in ids if agents.get(id, 0) != held.get(id, 0)}


def inconsistent(each: Conversation) -> bool:
    """What is stored of it does not follow from its state and holder."""
    handled = each.state is ConversationState.HANDLED
    return (
        handled is not (each.assignee is not None)
        or each.counts is not counts(each)
        or each.queue_rank != queue_rank(each)
        or each.audience != rooms_of_conversation(each)
    )


async def stranded(store: Store, workspace: Workspace) -> int:
    """How many wait in a queue that is shared out by itself, while somebody available has room."""
    count = 0
    automatic = {"mode": {"$in": [mode.value for mode in CAUSES]}}
    agents = {agent.id: agent for agent in await store.find(Agent, {})}
    for department in await store.find(Department, automatic):
        here = {"department_ids": department.id, "role": Role.AGENT, "state": MemberState.ACTIVE}
        room = any(
            member.id in agents and is_available(agents[member.id], capacity_of(member, workspace))
            for member in await store.find(Member, here)
        )
        if room:
            waiting = {"state": ConversationState.QUEUED, "department_id": department.id}
            count += await store.count(Conversation, {**waiting, "queue_rank": UNLESS_LEFT})
    return count


TO_AN_AGENT = {EventType.CONVERSATION_ASSIGNED}
FROM_AN_AGENT = {
    EventType.CONVERSATION_REQUEUED,
    EventType.CONVERSATION_TRANSFERRED,
    EventType.CONVERSATION_RESOLVED,
}


async def doubles(store: Store) -> int:
    """Assignments out of a queue of what somebody held already, as the journal tells."""
    rows: defaultdict[Id, list[Event]] = defaultdict(list)
    steps = [type.value for type in (*TO_AN_AGENT, *FROM_AN_AGENT)]
    for row in await store.find(Event, {"type": {"$in": steps}}):
        rows[row.object.id].append(row)
    found = 0
    for steps_of_one in rows.values():
        held = False
        ordered = sorted(steps_of_one, key=lambda row: row.object.version)
        versions = [row.object.version for row in ordered]
        found += len(versions) - len(set(versions))
        for row in ordered:
            if row.type in TO_AN_AGENT:
                found += held
                held = True
            else:
                held = "assignee" in row.changes
    return found
