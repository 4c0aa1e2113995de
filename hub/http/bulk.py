"""Many conversations in one act: each as it would be alone, and what became of it."""

from collections.abc import Awaitable, Callable, Iterable
from itertools import cycle

from channels_adapters.registry import windows
from hub.flows.transfer_conversation import Target
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.kit.errors import HubError, Unavailable
from hub.presenters import bulk as present
from hub.rules.policy import Act
from hub.rules.tabs import NEWEST_FIRST, Looking, Rows, Tab, index_of, rows_of
from hub.services import bulks, conversation_lists
from hub.store.transaction import Transaction
from models.documents import Bulk
from models.documents import Conversation as Stored
from models.documents.base import Id
from models.wire.bulk import (
    MOST_AT_ONCE,
    BulkItem,
    BulkLabelBody,
    BulkResolveBody,
    BulkResult,
    BulkTransferBody,
    ExpiredCount,
    ResolveExpiredBody,
)
from models.words import AssignmentCause, BulkKind, ConversationState, Role

doors = Doors("Conversations")

MOST_COUNTED = 10_000
"""More expired conversations than that are not counted."""


@doors.post("/conversations/bulk-transfer", Act.TRANSFER)
async def transfer_many(call: Call, body: BulkTransferBody) -> BulkResult:
    """Hand on many at once, each by the rules of one; several members get them in turn."""
    department = Id(body.department_id) if body.department_id else None
    named = [body.member_id] if body.member_id else body.member_ids
    targets = cycle([Target(Id(id), department) for id in named] or [Target(None, department)])
    member, flow = call.caller.member, call.hub.transfer_conversation

    async def act(id: Id) -> Stored:
        cause = AssignmentCause.BULK_TRANSFER
        return await flow(member, id, next(targets), body.note, cause=cause)

    return await _carry_out(call, BulkKind.TRANSFER, body.conversation_ids, act)


@doors.post("/conversations/bulk-resolve", Act.RESOLVE)
async def resolve_many(call: Call, body: BulkResolveBody) -> BulkResult:
    """End many at once, each by the rules of one."""
    member, flow = call.caller.member, call.hub.resolve_conversation

    async def act(id: Id) -> Stored:
        return await flow(member, id, body.cause, body.note)

    return await _carry_out(call, BulkKind.RESOLVE, body.conversation_ids, act)


@doors.post("/conversations/bulk-label", Act.LABEL)
async def label_many(call: Call, body: BulkLabelBody) -> BulkResult:
    """Put labels on many at once, and take others off."""
    added, removed = [Id(id) for id in body.label_ids], [Id(id) for id in body.remove_ids]
    member, flow = call.caller.member, call.hub.label_conversation.add_and_remove

    async def act(id: Id) -> Stored:
        return await flow(member, id, added, removed)

    return await _carry_out(call, BulkKind.LABEL, body.conversation_ids, act)


@doors.post("/conversations/resolve-expired", Act.RESOLVE)
async def resolve_expired(call: Call, body: ResolveExpiredBody) -> BulkResult:
    """End all whose reply window has closed: an agent his own, others those in their scope.

    Whoever writes meanwhile is passed over. Nobody is asked how he was helped.
    """
    found = await _expired(call, body)
    ids = [str(one.id) for one in found[:MOST_AT_ONCE]]
    member, flow = call.caller.member, call.hub.resolve_expired

    async def act(id: Id) -> Stored:
        return await flow(member, id)

    result = await _carry_out(call, BulkKind.EXPIRED, ids, act)
    result.more = len(found) > MOST_AT_ONCE
    return result


@doors.post("/conversations/resolve-expired/preview", Act.RESOLVE)
async def count_expired(call: Call, body: ResolveExpiredBody) -> ExpiredCount:
    """How many such an act would end now. Nothing is changed."""
    handled = _expired_rows(call, body.model_copy(update={"include_unassigned": False}))
    both = _expired_rows(call, body.model_copy(update={"include_unassigned": True}))
    if handled is None or both is None:
        return ExpiredCount(handled=0, waiting=0)
    store = call.hub.store
    held = await conversation_lists.count(store, handled, MOST_COUNTED)
    return ExpiredCount(
        handled=held,
        waiting=await conversation_lists.count(store, both, MOST_COUNTED + held) - held,
    )


async def _expired(call: Call, body: ResolveExpiredBody) -> list[Stored]:
    rows = _expired_rows(call, body)
    if rows is None:
        return []
    return await conversation_lists.list_page(
        call.hub.store,
        rows,
        NEWEST_FIRST,
        after=None,
        limit=MOST_AT_ONCE + 1,
        index=index_of(Tab.EXPIRED, history=False, rooms=1, narrowed={}),
    )


def _expired_rows(call: Call, body: ResolveExpiredBody) -> Rows | None:
    hub, member = call.hub, call.caller.member
    house = hub.directory.workspace
    looking = Looking(member, hub.clock.now(), house.unanswered_after, windows())
    rows = rows_of(Tab.EXPIRED, looking)
    if rows is None:
        return None
    own = member.role is Role.AGENT
    narrower: list[dict[str, object]] = [{"assignee.id": member.id}] if own else []
    if not body.include_unassigned:
        narrower.append({"state": ConversationState.HANDLED})
    if body.channel_id:
        narrower.append({"channel_id": {"$in": [Id(id) for id in body.channel_id]}})
    return {"$and": [rows, *narrower]} if narrower else rows


async def _carry_out(
    call: Call, kind: BulkKind, ids: Iterable[str], act: Callable[[Id], Awaitable[Stored]]
) -> BulkResult:
    """One after the other; a refusal of one is its own."""
    items = [await _one(call, id, act) for id in dict.fromkeys(ids)]
    done = sum(item.done for item in items)

    async def work(tx: Transaction) -> Bulk:
        refused = len(items) - done
        return await bulks.finish(tx, kind, call.caller.member, done=done, refused=refused)

    bulk = present.bulk(await call.hub.store.transact(work))
    return BulkResult(**bulk.model_dump(), items=items)


async def _one(call: Call, id: str, act: Callable[[Id], Awaitable[Stored]]) -> BulkItem:
    try:
        after = await act(Id(id))
    except Unavailable:
        raise
    except HubError as refusal:
        return present.refused(Id(id), refusal)
    return present.done(after, call.hub.directory, call.hub.clock.now())
