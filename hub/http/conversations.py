"""Conversations: the lists, one of them, and what staff do with it. The stories stand in hub/flows."""

import asyncio

from channels_adapters.registry import windows
from hub.flows.move_conversation import Destination
from hub.flows.transfer_conversation import Target
from hub.http.conversation_query import ConversationsQuery, asked_for
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters import conversation as present
from hub.presenters.search_match import present_match
from hub.rules.cursors import place_cursor, read_place
from hub.rules.policy import Act
from hub.rules.queue_order import LEFT
from hub.rules.tabs import HISTORY, Looking, Tab, rows_of
from hub.services import conversation_lists, conversations, search
from models.documents import Conversation as Stored
from models.documents.base import Id
from models.wire.conversation import (
    AssignBody,
    Conversation,
    ConversationList,
    Counts,
    MoveBody,
    NotSpamBody,
    PriorityBody,
    ReadBody,
    ResolveBody,
    SearchMatch,
    SnoozeBody,
    TransferBody,
)
from models.wire.label import LabelsBody

doors = Doors("Conversations")

MOST_COUNTED = 1_000
"""Above it a counter says so many and means more."""


@doors.get("/conversations", Act.LIST_CONVERSATIONS)
async def list_conversations(call: Call, query: ConversationsQuery) -> ConversationList:
    """One list of conversations, within what the caller may see.

    By last activity, the newest first; `queued` by priority and who has waited longest,
    `unanswered` by who has waited longest; `snoozed`
    by who comes back first; `archive`, `spam`, `suspected`, and `all` with a date by when it began, the newest
    first. `all` takes in the resolved ones as soon as a date or a search is asked for.

    `q` finds names, numbers, addresses and what was written, notes too: all of its words, the last
    one also by its beginning.
    """
    hub, house = call.hub, call.hub.directory
    wanted = await search.prepared(hub.store, query.q) if query.q.strip() else None
    if query.q.strip() and wanted is None:
        return ConversationList(items=[])
    asked = asked_for(query, _looking(call), house.workspace.time_zone, wanted)
    if asked is None:
        return ConversationList(items=[])
    order = asked.order
    try:
        found = await conversation_lists.list_page(
            hub.store,
            asked.rows,
            order,
            after=read_place(query.cursor, order.name),
            limit=query.limit + 1,
            index=asked.index,
        )
    except TimeoutError:
        return ConversationList(items=[], narrow_down=True)
    page, more = found[: query.limit], len(found) > query.limit
    place = conversation_lists.place_of(order, page[-1]) if more else None
    return ConversationList(
        items=[_shown(call, one) for one in page],
        next_cursor=place_cursor(order.name, place) if place else None,
        includes_resolved=query.history or query.tab in HISTORY,
        matches=await _matches(call, page, wanted),
        narrow_down=wanted is not None and wanted.cut,
    )


async def _matches(
    call: Call, page: list[Stored], wanted: search.Search | None
) -> list[SearchMatch]:
    if wanted is None:
        return []
    reasons = await search.reasons(call.hub.store, page, wanted.terms)
    return [present_match(one, reasons.get(one.id), wanted.terms) for one in page]


COUNTED = (
    Tab.MINE,
    Tab.QUEUED,
    Tab.HANDLED,
    Tab.UNANSWERED,
    Tab.ALL,
    Tab.SNOOZED,
    Tab.MENTIONS,
    Tab.EXPIRED,
    Tab.SUSPECTED,
)


@doors.get("/counts", Act.LIST_CONVERSATIONS)
async def count_conversations(call: Call) -> Counts:
    """How many stand in the caller's lists, counted up to 1,000 each."""
    looking = _looking(call)

    async def count(tab: Tab) -> int:
        rows = rows_of(tab, looking)
        if rows is None:
            return 0
        return await conversation_lists.count(call.hub.store, rows, MOST_COUNTED)

    queued = rows_of(Tab.QUEUED, looking)
    gone = {**(queued or {}), "queue_rank": {"$gte": LEFT}}
    *counted, left = await asyncio.gather(
        *map(count, COUNTED), conversation_lists.count(call.hub.store, gone, MOST_COUNTED)
    )
    figures = {tab.value: figure for tab, figure in zip(COUNTED, counted, strict=True)}
    figures[Tab.QUEUED.value] -= left
    return Counts(**figures, left=left)


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


@doors.post("/conversations/{conversation_id}/transfer", Act.TRANSFER, refuses=(409,))
async def transfer_conversation(
    call: Call, conversation_id: Id, body: TransferBody
) -> Conversation:
    """Hand it to another agent or department. 409 tells who has it, or that the agent is full."""
    target = Target(
        Id(body.member_id) if body.member_id else None,
        Id(body.department_id) if body.department_id else None,
    )
    flow = call.hub.transfer_conversation
    return _shown(call, await flow(call.caller.member, conversation_id, target, body.note))


@doors.post("/conversations/{conversation_id}/requeue", Act.REQUEUE, refuses=(409,))
async def requeue_conversation(call: Call, conversation_id: Id) -> Conversation:
    """Back to the queue, in its old place. 409 tells who has it."""
    return _shown(call, await call.hub.requeue_conversation(call.caller.member, conversation_id))


@doors.post("/conversations/{conversation_id}/move", Act.MOVE, refuses=(409,))
async def move_conversation(call: Call, conversation_id: Id, body: MoveBody) -> Conversation:
    """Go on with the same customer over another channel; the answer is the new conversation.

    The old one is resolved as `moved`. Nothing is written to the customer by this.
    """
    to = Destination(
        channel_id=Id(body.channel_id),
        identity_id=Id(body.identity_id) if body.identity_id else None,
        address=body.address,
    )
    moved = await call.hub.move_conversation(call.caller.member, conversation_id, to)
    return _shown(call, moved)


@doors.post("/conversations/{conversation_id}/take-over", Act.TAKE_OVER, refuses=(409,))
async def take_over_conversation(call: Call, conversation_id: Id) -> Conversation:
    """Transfer a handled conversation to oneself."""
    return _shown(call, await call.hub.take_over_conversation(call.caller.member, conversation_id))


@doors.put("/conversations/{conversation_id}/priority", Act.SET_PRIORITY, refuses=(409,))
async def set_priority(call: Call, conversation_id: Id, body: PriorityBody) -> Conversation:
    """Say how urgent it is; in the queue it moves to its new place."""
    flow = call.hub.set_priority
    return _shown(call, await flow(call.caller.member, conversation_id, body.priority))


@doors.post("/conversations/{conversation_id}/snooze", Act.SNOOZE, refuses=(409,))
async def snooze_conversation(call: Call, conversation_id: Id, body: SnoozeBody) -> Conversation:
    """Let it rest until a time, or end its rest."""
    flow = call.hub.snooze_conversation
    return _shown(call, await flow(call.caller.member, conversation_id, body.until))


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


@doors.post("/conversations/{conversation_id}/not-spam", Act.JUDGE_SPAM, refuses=(409,))
async def say_not_spam(call: Call, conversation_id: Id, body: NotSpamBody) -> Conversation:
    """What was suspected, or called spam, enters the queue; the sender is not suspected for it again.

    409 tells who has judged it otherwise meanwhile.
    """
    return _shown(
        call, await call.hub.clear_of_spam(call.caller.member, conversation_id, body.found)
    )


@doors.post("/conversations/{conversation_id}/read", Act.MARK_READ)
async def mark_conversation_read(call: Call, conversation_id: Id, body: ReadBody) -> Conversation:
    """Say up to which message it has been read. Leaves a trace only by who handles it."""
    flow = call.hub.read_conversation
    return _shown(call, await flow(call.caller.member, conversation_id, body.number))


@doors.put("/conversations/{conversation_id}/labels", Act.LABEL)
async def label_conversation(call: Call, conversation_id: Id, body: LabelsBody) -> Conversation:
    """Give it exactly these labels. Of two at once the later set holds; both are in the history."""
    flow = call.hub.label_conversation
    wanted = [Id(id) for id in body.label_ids]
    return _shown(call, await flow(call.caller.member, conversation_id, wanted))


def _shown(call: Call, conversation: Stored) -> Conversation:
    return present.for_staff(conversation, call.hub.directory, call.hub.clock.now())


def _looking(call: Call) -> Looking:
    hub = call.hub
    return Looking(
        call.caller.member,
        hub.clock.now(),
        hub.directory.workspace.unanswered_after,
        windows(),
    )
