"""Conversations: finding them within somebody's rights, and changing them in one atomic step."""

from collections.abc import Iterable, Set
from datetime import datetime
from typing import Any

from hub.rules.actors import actor_of
from hub.rules.audience import may_hear_of, rooms_of_conversation, rooms_of_member, staff_rooms
from hub.rules.derived import unanswered_at
from hub.rules.refusals import conversation_gone
from hub.rules.summaries import last_message_of
from hub.store.due_times import clear_due, set_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Member, Message
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
    if conversation is None or not may_hear_of(member, conversation):
        raise conversation_gone()
    return conversation


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
    """Set fields, recompute who may see it, raise the version; the conversation as it is then.

    The transaction's snapshot is the comparison: had somebody changed it meanwhile, the whole
    would be tried again from its reading.
    """
    after = conversation.model_copy(update=values)
    values = {**values, "audience": rooms_of_conversation(after)}
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
    unanswered_after: int,
) -> Conversation:
    """S7: from the queue to a member, with its journal row and due time."""
    after = await change(
        tx,
        before,
        {
            "state": ConversationState.HANDLED,
            "assignee": Person(id=to.id, name=to.name),
            "last_agent": Person(id=to.id, name=to.name),
            "assignment_cause": cause,
            "assigned_at": tx.now,
            "first_assigned_at": before.first_assigned_at or tx.now,
        },
    )
    at = unanswered_at(after, unanswered_after)
    if at is not None:
        await set_due(tx, DueKind.CONVERSATION_UNANSWERED, after.id, at)
    record(
        tx,
        EventType.CONVERSATION_ASSIGNED,
        after,
        by,
        before=before,
        changes={"assignee": {"id": str(to.id), "name": to.name}, "cause": cause},
    )
    return after


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
