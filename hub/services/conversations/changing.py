"""Changing a conversation in one atomic step: its fields and what follows from them, its journal row."""

from collections.abc import Iterable
from typing import Any

from hub.kit.words import words_of
from hub.rules.actors import actor_of
from hub.rules.audience import rooms_of_conversation, staff_rooms
from hub.rules.load import counts, load_changes
from hub.rules.queue_order import queue_rank
from hub.rules.summaries import last_message_of
from hub.store.due_times import clear_due
from hub.store.loads import move_loads
from hub.store.transaction import Transaction
from models.documents import Conversation, Member, Message
from models.documents.conversation import AnsweredWait
from models.documents.event import Actor, ObjectRef
from models.documents.message import Author
from models.words import (
    AuthorKind,
    ConversationState,
    Direction,
    DueKind,
    EventType,
    MessageStatus,
    ObjectKind,
    Visibility,
)

SAID_OF_A_WAIT = {"unanswered_since", "target_near_at", "target_missed_at"}
"""Once each, until he is answered."""


async def change(
    tx: Transaction, conversation: Conversation, values: dict[str, Any], words: Iterable[str] = ()
) -> Conversation:
    """Set fields and what follows from them: who may see it, its place in a queue, whose load it is.
    ``words`` are added to those it is found by.

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
    if added := list(words):
        update["$addToSet"] = {"words": {"$each": added}}
    changed = await tx.change(Conversation, {"_id": conversation.id}, update)
    assert changed is not None
    return changed


async def add_staff_message(
    tx: Transaction, before: Conversation, message: Message
) -> Conversation:
    """A staff message takes its number; a public one answers whoever waited."""
    values: dict[str, Any] = {"last_number": message.number}
    if message.mention_ids and before.state is not ConversationState.RESOLVED:
        named = (*before.mentioned_ids, *message.mention_ids)
        values["mentioned_ids"] = list(dict.fromkeys(named))
    if message.visibility is Visibility.PUBLIC:
        values |= {
            "last_message": last_message_of(message),
            "last_activity_at": message.at,
            "waiting_since": None,
            "unanswered_since": None,
            "target_near_at": None,
            "target_missed_at": None,
            "quiet_since": None,
            "answered_at": before.answered_at or message.at,
        }
        if before.waiting_since is not None:
            values["answered_wait"] = _wait(before) if message.held_until else None
        if before.assignee is not None and before.assignee.id == message.author.id:
            values |= {"unread": 0, "staff_read_number": message.number}
        await clear_due(tx, DueKind.CONVERSATION_UNANSWERED, [before.id])
    return await change(tx, before, values, words_of(message.text))


def _wait(before: Conversation) -> AnsweredWait | None:
    if before.waiting_since is None:
        return None
    return AnsweredWait(since=before.waiting_since, **before.model_dump(include=SAID_OF_A_WAIT))


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
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.model_dump() if hasattr(value, "model_dump") else value
