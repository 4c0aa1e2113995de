"""The demo's journal tells how its conversations came to be."""

from collections import Counter, defaultdict

from hub.rules.audience import is_customer_room
from hub.wiring import Hub
from models.documents import (
    Conversation,
    Event,
    Message,
)
from models.documents.base import Id
from models.words import (
    ConversationState,
    EventType,
    Visibility,
)


async def test_the_history_tells_how_each_conversation_came_to_be(
    loaded: Hub, conversations: list[Conversation], threads: dict[Id, list[Message]]
) -> None:
    rows: dict[Id, list[Event]] = defaultdict(list)
    for row in await loaded.store.find(Event, {}, sort=[("at", 1), ("_id", 1)]):
        if row.conversation_id is not None:
            rows[row.conversation_id].append(row)
    for each in conversations:
        told = rows[each.id]
        types = Counter(row.type for row in told)
        resolved = each.state is ConversationState.RESOLVED
        assert [row.type for row in told[:2]] == [
            EventType.CONVERSATION_CREATED,
            EventType.CONVERSATION_QUEUED,
        ]
        assert types[EventType.MESSAGE_CREATED] == len(threads[each.id])
        assert types[EventType.CONVERSATION_ASSIGNED] == (each.first_assigned_at is not None)
        assert types[EventType.CONVERSATION_REOPENED] == each.reopen_count
        assert types[EventType.CONVERSATION_RESOLVED] == each.reopen_count + resolved
        versions = [row.object.version for row in told if row.object.id == each.id]
        assert versions == sorted(versions) and versions[-1] <= each.version
        last = [row for row in told if row.object.id == each.id][-1]
        assert last.rooms == each.audience
    assert sum(each.reopen_count for each in conversations) > 3


async def test_no_customer_hears_of_a_private_note(
    loaded: Hub, threads: dict[Id, list[Message]]
) -> None:
    notes = {
        one.id: one
        for messages in threads.values()
        for one in messages
        if one.visibility is Visibility.INTERNAL
    }
    assert len(notes) > 50 and any(note.mention_ids for note in notes.values())
    for row in await loaded.store.find(Event, {"object.id": {"$in": list(notes)}}):
        assert row.rooms and not any(is_customer_room(room) for room in row.rooms)
