"""Members at work: their presence. What they hold is counted where conversations change hands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hub.rules.actors import actor_of
from hub.rules.agent_rights import sees_agent
from hub.rules.audience import overseers_of, rooms_of_agent
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Agent, Member
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.words import (
    EventType,
    MemberState,
    ObjectKind,
    PresenceSource,
    PresenceState,
    Role,
    SessionStep,
)

Seen = tuple[Member, Agent | None]


@dataclass(frozen=True)
class Presence:
    """What an agent is to be, and by whose doing."""

    state: PresenceState
    source: PresenceSource
    reason_id: Id | None = None


ONLINE = Presence(PresenceState.ONLINE, PresenceSource.SYSTEM)
OFFLINE = Presence(PresenceState.OFFLINE, PresenceSource.SYSTEM)


def nobody_yet(member_id: Id) -> Agent:
    """What holds of a member who has never been here."""
    return Agent(_id=member_id, version=0)


async def list_seen(store: Store, by: Member) -> list[Seen]:
    """The active members whose presence he may see, by name."""
    active: dict[str, Any] = {"state": MemberState.ACTIVE}
    if by.role is not Role.ADMIN:
        near: list[dict[str, Any]] = [{"_id": {"$in": [by.id, *by.supervised_ids]}}]
        near.append({"department_ids": {"$in": by.department_ids}})
        active["$or"] = near
    members = await store.find(Member, active, sort=[("name", 1), ("_id", 1)])
    members = [member for member in members if sees_agent(by, member)]
    return await with_agents(store, members)


async def with_agents(store: Store, members: Iterable[Member]) -> list[Seen]:
    members = list(members)
    ids = [member.id for member in members]
    stored = {agent.id: agent for agent in await store.find(Agent, {"_id": {"$in": ids}})}
    return [(member, stored.get(member.id)) for member in members]


async def online_since(store: Store, ids: list[Id], before: datetime) -> list[Id]:
    """Those of these who came online before then, and still are."""
    online = {"_id": {"$in": ids}, "state": PresenceState.ONLINE, "since": {"$lt": before}}
    return [agent.id for agent in await store.find(Agent, online)] if ids else []


async def get(tx: Transaction, member_id: Id) -> Agent:
    return await tx.get(Agent, {"_id": member_id}) or nobody_yet(member_id)


async def change_presence(tx: Transaction, member: Member, wanted: Presence, actor: Actor) -> Agent:
    """Bring him into this state, with its row of the journal; nothing happens when he is in it."""
    agent = await get(tx, member.id)
    if (agent.state, agent.reason_id) == (wanted.state, wanted.reason_id):
        return agent
    return await _write(tx, member, agent, wanted, actor)


async def _write(
    tx: Transaction, member: Member, agent: Agent, wanted: Presence, actor: Actor, **more: Any
) -> Agent:
    fields: dict[str, Any] = {
        "state": wanted.state,
        "source": wanted.source,
        "reason_id": wanted.reason_id,
        "since": tx.now,
    }
    changed = await tx.change(
        Agent,
        {"_id": member.id},
        {"$set": {**fields, **more}, "$inc": {"version": 1}},
        upsert=True,
    )
    assert changed is not None
    tx.record(
        EventType.AGENT_PRESENCE_CHANGED,
        object=_reference(changed),
        actor=actor,
        rooms=rooms_of_agent(member),
        changes={name: [getattr(agent, name), value] for name, value in fields.items()},
    )
    return changed


async def arrive(tx: Transaction, members: list[Member], *, restores_away: bool) -> None:
    """Devices of theirs have connected: who was offline is online, or away again as he left."""
    ids = [member.id for member in members]
    raised = {"$inc": {"arrivals": 1}, "$setOnInsert": {"version": 0}}
    await tx.upsert_each(Agent, [({"_id": id}, raised) for id in ids])
    stored = {agent.id: agent for agent in await tx.find(Agent, {"_id": {"$in": ids}})}
    for member in members:
        agent = stored[member.id]
        if agent.state is not PresenceState.OFFLINE:
            continue
        wanted = ONLINE
        if restores_away and agent.left_by is not None:
            wanted = Presence(PresenceState.AWAY, agent.left_by, agent.left_away)
        await _write(tx, member, agent, wanted, actor_of(member))


async def leave(tx: Transaction, member: Member, actor: Actor, *, for_now: bool = True) -> None:
    """Offline. ``for_now``: his connection broke, so that what he was away with is remembered."""
    agent = await get(tx, member.id)
    if agent.state is PresenceState.OFFLINE:
        return
    by_somebody = agent.source in (PresenceSource.MANUAL, PresenceSource.SUPERVISOR)
    remembered = for_now and agent.state is PresenceState.AWAY and by_somebody
    await _write(
        tx,
        member,
        agent,
        OFFLINE,
        actor,
        left_away=agent.reason_id if remembered else None,
        left_by=agent.source if remembered else None,
    )


async def log_session(
    tx: Transaction, member: Member, step: SessionStep, device: str, actor: Actor
) -> None:
    """A line of the log: where he signed in or out, which device came or went."""
    tx.record(
        EventType.AGENT_SESSION_LOGGED,
        object=_reference(await get(tx, member.id)),
        actor=actor,
        rooms=overseers_of(member),
        changes={"step": step, "device": device},
    )


def _reference(agent: Agent) -> ObjectRef:
    return ObjectRef(kind=ObjectKind.AGENT, id=agent.id, version=agent.version)
