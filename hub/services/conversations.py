"""Conversations: finding them within somebody's rights, and changing them in one atomic step."""

from collections.abc import Iterable, Set
from datetime import datetime, timedelta
from typing import Any

from hub.kit.errors import Invalid
from hub.rules.actors import actor_of
from hub.rules.audience import may_hear_of, rooms_of_conversation, rooms_of_member, staff_rooms
from hub.rules.derived import unanswered_at
from hub.rules.load import capacity_of, counts, load_changes
from hub.rules.queue_order import queue_rank
from hub.rules.refusals import at_capacity, beaten, conversation_gone
from hub.rules.summaries import last_message_of
from hub.store.due_times import clear_due, set_due
from hub.store.loads import move_loads
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Agent, Conversation, Department, Event, Member, Message, Workspace
from models.documents.base import Id, Person
from models.documents.event import Actor, ObjectRef
from models.documents.message import Author
from models.words import (
    AssignmentCause,
    AuthorKind,
    ConversationState,
    Direction,
    DueKind,
    EventType,
    MemberState,
    MessageStatus,
    ObjectKind,
    Visibility,
)

Thread = tuple[Id, str]
"""Channel and thread key: what has at most one open conversation."""

STEPS = (
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
    """The last agents of these conversations who are still there."""
    ids = {each.last_agent.id for each in resolved if each.last_agent}
    if not ids:
        return {}
    active = {"_id": {"$in": sorted(ids)}, "state": MemberState.ACTIVE}
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


async def change(
    tx: Transaction, conversation: Conversation, values: dict[str, Any]
) -> Conversation:
    """Set fields and what follows from them: who may see it, its place in a queue, whose load it is.

    The transaction's snapshot is the comparison: had somebody changed it meanwhile, the whole
    would be tried again from its reading.
    """
    after = conversation.model_copy(update=values)
    after.counts = counts(after)
    await move_loads(tx, load_changes([(conversation, after)]))
    values = {
        **values,
        "audience": rooms_of_conversation(after),
        "counts": after.counts,
        "queue_rank": queue_rank(after),
    }
    unset = {"open": ""} if after.state is ConversationState.RESOLVED else {}
    update: dict[str, Any] = {"$set": plain(values), "$inc": {"version": 1}}
    if unset:
        update["$set"].pop("open", None)
        update["$unset"] = unset
    changed = await tx.change(Conversation, {"_id": conversation.id}, update)
    assert changed is not None
    return changed


async def assign(
    tx: Transaction,
    before: Conversation,
    *,
    to: Member,
    by: Actor,
    cause: AssignmentCause,
    workspace: Workspace,
    department: Department | None = None,
    noted: bool = False,
) -> Conversation:
    """S7 and S8: to a member, from the queue or from who had it. Raises AgentAtCapacity.

    ``department``: into which it goes with that; ``noted``: a private note says why.
    """
    await _refuse_full(tx, before, to, workspace)
    person = Person(id=to.id, name=to.name)
    waited = before.state is ConversationState.QUEUED
    after = await change(
        tx,
        before,
        {
            **_settled(before, department),
            "state": ConversationState.HANDLED,
            "assignee": person,
            "last_agent": person,
            "assignment_cause": cause,
            "assigned_at": tx.now,
            "first_assigned_at": before.first_assigned_at or tx.now,
        },
    )
    await tx.change(Agent, {"_id": to.id}, {"$set": {"last_assigned_at": tx.now}}, upsert=True)
    at = unanswered_at(after, workspace.unanswered_after)
    if at is not None:
        await set_due(tx, DueKind.CONVERSATION_UNANSWERED, after.id, at)
    type = EventType.CONVERSATION_ASSIGNED if waited else EventType.CONVERSATION_TRANSFERRED
    changes = _handed_on(before, after, cause, department, noted=noted)
    record(tx, type, after, by, before=before, changes=changes)
    return after


async def requeue(
    tx: Transaction,
    before: Conversation,
    *,
    by: Actor,
    cause: AssignmentCause | None = None,
    department: Department | None = None,
    noted: bool = False,
) -> Conversation:
    """S9: back to the queue, in its old place, or into that of another department."""
    after = await change(
        tx,
        before,
        {
            **_settled(before, department),
            "state": ConversationState.QUEUED,
            "assignee": None,
            "last_agent": before.assignee or before.last_agent,
            "assignment_cause": cause or before.assignment_cause,
            "queued_at": before.queued_at or tx.now,
            "requeued_at": tx.now,
            "unanswered_since": None,
        },
    )
    type = EventType.CONVERSATION_TRANSFERRED if department else EventType.CONVERSATION_REQUEUED
    changes = _handed_on(before, after, cause, department, noted=noted)
    record(tx, type, after, by, before=before, changes=changes)
    return after


async def _refuse_full(
    tx: Transaction, conversation: Conversation, to: Member, workspace: Workspace
) -> None:
    """New work never exceeds the capacity: the agent's document is read here and written with the
    change, so of two who fill his last place at once the second looks again.
    """
    present = await tx.get(Member, {"_id": to.id, "state": MemberState.ACTIVE})
    if present is None:
        raise Invalid("This member is not active.", fields={"memberId": "not active"})
    agent = await tx.get(Agent, {"_id": to.id})
    load, capacity = agent.load if agent else 0, capacity_of(present, workspace)
    if load >= capacity:
        raise at_capacity(conversation, Person(id=to.id, name=to.name), load, capacity)


def _settled(before: Conversation, department: Department | None) -> dict[str, Any]:
    """What ends for a conversation that changes hands."""
    return {
        "department_id": department.id if department else before.department_id,
        "snoozed_until": None,
        "quiet_since": None,
    }


def _handed_on(
    before: Conversation,
    after: Conversation,
    cause: AssignmentCause | None,
    department: Department | None,
    *,
    noted: bool,
) -> dict[str, Any]:
    """The journal's words for it; see ``HistoryRow``."""
    changes: dict[str, Any] = {"cause": cause, "note": noted}
    for key, person in (("assignee", after.assignee), ("from", before.assignee)):
        if person is not None:
            changes[key] = {"id": str(person.id), "name": person.name}
    if department is not None and department.id != before.department_id:
        changes["department"] = {"id": str(department.id), "name": department.name}
    return changes


async def add_staff_message(
    tx: Transaction, before: Conversation, message: Message
) -> Conversation:
    """A staff message takes its number; a public one answers whoever waited."""
    values: dict[str, Any] = {"last_number": message.number}
    if message.visibility is Visibility.PUBLIC:
        values |= {
            "last_message": last_message_of(message),
            "last_activity_at": message.at,
            "waiting_since": None,
            "unanswered_since": None,
            "quiet_since": None,
            "answered_at": before.answered_at or message.at,
        }
        if before.assignee is not None and before.assignee.id == message.author.id:
            values |= {"unread": 0, "staff_read_number": message.number}
        await clear_due(tx, DueKind.CONVERSATION_UNANSWERED, [before.id])
    return await change(tx, before, values)


async def add_note(tx: Transaction, before: Conversation, by: Member, text: str) -> Conversation:
    """A private note that belongs to an act, such as a resolve."""
    note = Message(
        conversation_id=before.id,
        channel_id=before.channel_id,
        number=before.last_number + 1,
        direction=Direction.OUTBOUND,
        visibility=Visibility.INTERNAL,
        author=Author(kind=AuthorKind.AGENT, id=by.id, name=by.name),
        text=text,
        status=MessageStatus.SENT,
        at=tx.now,
    )
    await tx.insert(note)
    after = await add_staff_message(tx, before, note)
    tx.record(
        EventType.MESSAGE_CREATED,
        object=ObjectRef(kind=ObjectKind.MESSAGE, id=note.id, version=note.version),
        actor=actor_of(by),
        rooms=staff_rooms(after.audience),
        conversation_id=after.id,
    )
    return after


def record(
    tx: Transaction,
    type: EventType,
    after: Conversation,
    actor: Actor,
    *,
    before: Conversation | None = None,
    changes: dict[str, Any] | None = None,
) -> None:
    """The journal row of a change: all who see it now, and those who have just lost it."""
    tx.record(
        type,
        object=ObjectRef(kind=ObjectKind.CONVERSATION, id=after.id, version=after.version),
        actor=actor,
        rooms=after.audience,
        lost_rooms=before.audience if before else (),
        changes=changes,
        conversation_id=after.id,
    )


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Models inside the values as MongoDB stores them."""
    return {
        key: value.model_dump() if hasattr(value, "model_dump") else value
        for key, value in values.items()
    }
