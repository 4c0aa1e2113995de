"""Drafts of the caller: kept while he writes, the same in all his tabs and on all his devices."""

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters import tools as present
from hub.rules.policy import Act
from hub.services import conversations, drafts
from hub.services.drafts import DraftOvertaken
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.wire.base import Page
from models.wire.draft import Draft, DraftBody, DraftQuery, Drafts
from models.words import DraftKind

doors = Doors("Drafts")


@doors.get("/drafts", Act.LIST_DRAFTS)
async def list_drafts(call: Call) -> Page[Draft]:
    """The caller's drafts that have text, the newest first, at most 200."""
    found = await drafts.filled(call.hub.store, call.caller.member.id)
    return Page(items=[present.draft(one) for one in found])


@doors.get("/drafts/{conversation_id}", Act.KEEP_DRAFT)
async def read_drafts(call: Call, conversation_id: Id) -> Drafts:
    """The caller's reply and note in one conversation, also when it has left his sight."""
    store, member = call.hub.store, call.caller.member
    found = await drafts.of_conversation(store, member.id, conversation_id)
    if not found:
        await conversations.seen_by(store, member, conversation_id)
    shown = {one.kind: present.draft(one) for one in found}
    return Drafts(
        conversation_id=str(conversation_id),
        reply=shown.get(DraftKind.REPLY),
        note=shown.get(DraftKind.NOTE),
    )


@doors.put("/drafts/{conversation_id}", Act.KEEP_DRAFT, refuses=(409,))
async def save_draft(call: Call, conversation_id: Id, body: DraftBody) -> Draft:
    """Save one. 409 with the present `draft` when it was changed elsewhere since `version`."""
    try:
        saved = await call.hub.save_draft(call.caller.member, conversation_id, body)
    except DraftOvertaken as overtaken:
        shape = present.draft(overtaken.present)
        overtaken.extra["draft"] = shape.model_dump(mode="json", by_alias=True)
        raise
    return present.draft(saved)


@doors.delete("/drafts/{conversation_id}", Act.KEEP_DRAFT)
async def throw_drafts_away(call: Call, conversation_id: Id, query: DraftQuery) -> None:
    """Empty one kind, or both."""
    store, member = call.hub.store, call.caller.member
    if not await drafts.of_conversation(store, member.id, conversation_id):
        await conversations.seen_by(store, member, conversation_id)
    kinds = (query.kind,) if query.kind else tuple(DraftKind)

    async def work(tx: Transaction) -> None:
        await drafts.empty(tx, member, conversation_id, kinds)

    await store.transact(work)
