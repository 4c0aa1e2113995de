"""Conversations: the lists, one of them, and what staff do with it. The stories stand in hub/flows."""

import asyncio

from hub.http.conversation_query import ConversationsQuery, Tab, filters
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters import conversation as present
from hub.rules.cursors import read_time, time_cursor
from hub.rules.policy import Act
from hub.services import conversation_lists, conversations
from models.documents import Conversation as Stored
from models.documents.base import Id
from models.wire.base import Page
from models.wire.conversation import AssignBody, Conversation, Counts, ReadBody, ResolveBody

doors = Doors("Conversations")

MOST_COUNTED = 1_000
"""Above it a counter says so many and means more."""


@doors.get("/conversations", Act.LIST_CONVERSATIONS)
async def list_conversations(call: Call, query: ConversationsQuery) -> Page[Conversation]:
    """One list of conversations, within what the caller may see.

    By last activity, the newest first; `queued` by waiting time, the longest first.
    """
    hub, house = call.hub, call.hub.directory
    rows = conversation_lists.tab_filter(
        call.caller.member, query.tab.value, hub.clock.now(), house.workspace.unanswered_after
    )
    if query.tab is Tab.ALL and (query.from_ or query.to):
        # With a date the resolved ones are among them.
        rows.pop("open")
    conditions = filters(query, house.workspace.time_zone)
    oldest_first = query.tab.value in conversation_lists.OLDEST_FIRST
    found = await conversation_lists.list_page(
        hub.store,
        {"$and": [rows, *conditions]} if conditions else rows,
        oldest_first=oldest_first,
        after=read_time(query.cursor),
        limit=query.limit + 1,
    )
    page, more = found[: query.limit], len(found) > query.limit
    return Page(
        items=[_shown(call, one) for one in page],
        next_cursor=_place(page[-1], oldest_first) if more else None,
    )


@doors.get("/counts", Act.LIST_CONVERSATIONS)
async def count_conversations(call: Call) -> Counts:
    """How many stand in the caller's lists, counted up to 1,000 each."""
    hub = call.hub
    now, after = hub.clock.now(), hub.directory.workspace.unanswered_after

    async def count(tab: Tab) -> int:
        rows = conversation_lists.tab_filter(call.caller.member, tab.value, now, after)
        return await hub.store.count(Stored, rows, limit=MOST_COUNTED)

    mine, queued, handled, unanswered, all_open = await asyncio.gather(
        *map(count, (Tab.MINE, Tab.QUEUED, Tab.HANDLED, Tab.UNANSWERED, Tab.ALL))
    )
    return Counts(mine=mine, queued=queued, handled=handled, unanswered=unanswered, all=all_open)


@doors.get("/conversations/{conversation_id}", Act.READ_CONVERSATION)
async def read_conversation(call: Call, conversation_id: Id) -> Conversation:
    """One conversation."""
    return _shown(
        call, await conversations.seen_by(call.hub.store, call.caller.member, conversation_id)
    )


@doors.post("/conversations/{conversation_id}/claim", Act.CLAIM, refuses=(409,))
async def claim_conversation(call: Call, conversation_id: Id) -> Conversation:
    """Assign to me. 409 tells who was first."""
    flow = call.hub.claim_conversation
    return _shown(call, await flow(call.caller.member, conversation_id))


@doors.post("/conversations/{conversation_id}/assign", Act.ASSIGN, refuses=(409,))
async def assign_conversation(call: Call, conversation_id: Id, body: AssignBody) -> Conversation:
    """Assign to Agent. 409 tells who was first."""
    flow = call.hub.assign_conversation
    return _shown(call, await flow(call.caller.member, conversation_id, Id(body.member_id)))


@doors.post("/conversations/{conversation_id}/resolve", Act.RESOLVE, refuses=(409,))
async def resolve_conversation(call: Call, conversation_id: Id, body: ResolveBody) -> Conversation:
    """End the conversation. 409 tells who has resolved it, or holds it, already."""
    flow = call.hub.resolve_conversation
    return _shown(call, await flow(call.caller.member, conversation_id, body.cause, body.note))


@doors.post("/conversations/{conversation_id}/undo-resolve", Act.UNDO_RESOLVE, refuses=(409,))
async def undo_resolve(call: Call, conversation_id: Id) -> Conversation:
    """Take one's own resolve back, within 10 seconds."""
    flow = call.hub.undo_resolve
    return _shown(call, await flow(call.caller.member, conversation_id))


@doors.post("/conversations/{conversation_id}/read", Act.MARK_READ)
async def mark_conversation_read(call: Call, conversation_id: Id, body: ReadBody) -> Conversation:
    """Say up to which message it has been read. Leaves a trace only by who handles it."""
    flow = call.hub.read_conversation
    return _shown(call, await flow(call.caller.member, conversation_id, body.number))


def _shown(call: Call, conversation: Stored) -> Conversation:
    return present.for_staff(conversation, call.hub.directory, call.hub.clock.now())


def _place(last: Stored, oldest_first: bool) -> str:
    at = last.queued_at if oldest_first and last.queued_at else last.last_activity_at
    return time_cursor(at, last.id)
