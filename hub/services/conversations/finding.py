"""Finding conversations, within somebody's rights."""

from collections.abc import Iterable, Set
from datetime import datetime, timedelta
from typing import Any

from hub.rules.audience import may_hear_of, rooms_of_member, staff_rooms
from hub.rules.refusals import beaten, conversation_gone
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Agent, Conversation, Event, Member
from models.documents.base import Id
from models.documents.event import Actor
from models.words import ConversationState, EventType, MemberState, PresenceState

Thread = tuple[Id, str]
"""Channel and thread key: what has at most one open conversation."""

STEPS = (
    EventType.CONVERSATION_QUEUED,
    EventType.CONVERSATION_ASSIGNED,
    EventType.CONVERSATION_TRANSFERRED,
    EventType.CONVERSATION_REQUEUED,
    EventType.CONVERSATION_RESOLVED,
    EventType.CONVERSATION_REOPENED,
)
"""What brings a conversation to another state or holder."""

STILL_TOLD = timedelta(minutes=1)
"""How long who has lost a conversation is told by whom he was beaten, and may repeat his own act."""


async def seen_by(store: Store, member: Member, conversation_id: Id) -> Conversation:
    """For reading. Raises NotFound also for what he may not see."""
    return await seen_from(store, rooms_of_member(member), conversation_id)


async def seen_from(store: Store, rooms: Set[str], conversation_id: Id) -> Conversation:
    """For whoever is in these staff rooms. Raises NotFound also for what cannot be seen from there."""
    conversation = await store.get(Conversation, {"_id": conversation_id})
    if conversation is None or rooms.isdisjoint(staff_rooms(conversation.audience)):
        raise conversation_gone()
    return conversation


async def heard_of_by(tx: Transaction, member: Member, conversation_id: Id) -> Conversation:
    """For a command, whose loser is told by whom he was beaten. Raises NotFound otherwise."""
    conversation = await tx.get(Conversation, {"_id": conversation_id})
    if conversation is None:
        raise conversation_gone()
    if may_hear_of(member, conversation):
        return conversation
    lost = {
        "object.id": conversation.id,
        "at": {"$gte": tx.now - STILL_TOLD},
        "lost_rooms": {"$in": sorted(rooms_of_member(member))},
    }
    raise beaten(conversation) if await tx.get(Event, lost) else conversation_gone()


async def reached_by(
    tx: Transaction, member: Member, conversation_id: Id, type: EventType
) -> Conversation | None:
    """The conversation if this act of his was its last step: he repeats it, and nothing is to do.

    Also when it has left his sight by that.
    """
    filter = {"object.id": conversation_id, "at": {"$gte": tx.now - STILL_TOLD}}
    steps = await tx.find(Event, {**filter, "type": {"$in": [step.value for step in STEPS]}})
    last = max(steps, key=lambda row: row.object.version, default=None)
    if last is None or last.type is not type or last.actor.id != member.id:
        return None
    return await tx.get(Conversation, {"_id": conversation_id})


async def cleared_by(tx: Transaction, conversation_id: Id) -> Actor | None:
    """Who has just said that it is no spam, if that was its last step."""
    filter = {"object.id": conversation_id, "at": {"$gte": tx.now - STILL_TOLD}}
    steps = await tx.find(Event, {**filter, "type": {"$in": [step.value for step in STEPS]}})
    last = max(steps, key=lambda row: row.object.version, default=None)
    return last.actor if last is not None and "cleared" in last.changes else None


async def open_in(tx: Transaction, threads: Iterable[Thread]) -> dict[Thread, Conversation]:
    """The unresolved conversations of these threads."""
    return await _of_threads(tx, threads, {"open": True})


async def lately_resolved_in(
    tx: Transaction, threads: Iterable[Thread], since: datetime
) -> dict[Thread, Conversation]:
    """The newest resolved conversation of each thread, if it was resolved after ``since``."""
    return await _of_threads(
        tx, threads, {"state": ConversationState.RESOLVED, "resolved_at": {"$gte": since}}
    )


async def _of_threads(
    tx: Transaction, threads: Iterable[Thread], filter: dict[str, Any]
) -> dict[Thread, Conversation]:
    by_channel: dict[Id, list[str]] = {}
    for channel_id, thread_key in threads:
        by_channel.setdefault(channel_id, []).append(thread_key)
    newest: dict[Thread, Conversation] = {}
    for channel_id, keys in by_channel.items():
        for conversation in await tx.find(
            Conversation, {"channel_id": channel_id, "thread_key": {"$in": keys}, **filter}
        ):
            thread = (channel_id, conversation.thread_key)
            known = newest.get(thread)
            if known is None or known.started_at < conversation.started_at:
                newest[thread] = conversation
    return newest


async def last_agents_of(tx: Transaction, resolved: Iterable[Conversation]) -> dict[Id, Member]:
    """The last agents of these conversations who are there: online, and still of the staff."""
    ids = {each.last_agent.id for each in resolved if each.last_agent}
    if not ids:
        return {}
    online = {"_id": {"$in": sorted(ids)}, "state": PresenceState.ONLINE}
    there = [agent.id for agent in await tx.find(Agent, online)]
    active = {"_id": {"$in": there}, "state": MemberState.ACTIVE}
    return {member.id: member for member in await tx.find(Member, active)}


async def thread_ids(store: Store, channel_id: Id, thread_key: str) -> list[Id]:
    """All conversations of a thread, newest first, at most 50."""
    found = await store.find(
        Conversation,
        {"channel_id": channel_id, "thread_key": thread_key},
        sort=[("started_at", -1)],
        limit=50,
    )
    return [conversation.id for conversation in found]


async def newest_of_thread(store: Store, channel_id: Id, thread_key: str) -> Conversation | None:
    found = await store.find(
        Conversation,
        {"channel_id": channel_id, "thread_key": thread_key},
        sort=[("started_at", -1)],
        limit=1,
    )
    return found[0] if found else None
