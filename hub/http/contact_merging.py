"""Two contacts that are one person: suggestions, merging with a preview, taking it back."""

from typing import Annotated

from pydantic import Field

from hub.flows.merge_contacts import Preview
from hub.http.conversation_query import PageQuery
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters import contact as present
from hub.rules.cursors import read_time, time_cursor
from hub.rules.policy import Act
from hub.services import merge_suggestions, merges
from hub.store.transaction import Transaction
from models.documents import MergeSuggestion as Stored
from models.documents.base import Id
from models.wire.base import Closed, Page, WireId
from models.wire.contact import (
    Contact,
    MergeBody,
    MergedContact,
    MergePreview,
    MergeSuggestion,
    PastMerge,
    UnmergeBody,
)

doors = Doors("Contacts")


class MergeQuery(Closed):
    into_id: WireId
    take: Annotated[list[str], Field(max_length=70)] = []


class SuggestionsQuery(PageQuery):
    contact_id: WireId | None = None


@doors.get("/contacts/{contact_id}/merge", Act.MERGE_CONTACTS, refuses=(409,))
async def preview_merge(call: Call, contact_id: Id, query: MergeQuery) -> MergePreview:
    """What would move if this contact became part of `intoId`."""
    found = await call.hub.merge_contacts.preview(contact_id, Id(query.into_id), query.take)
    return _preview(call, found)


@doors.post("/contacts/{contact_id}/merge", Act.MERGE_CONTACTS, refuses=(409,))
async def merge_contact(call: Call, contact_id: Id, body: MergeBody) -> MergedContact:
    """This contact becomes part of `intoId` and vanishes. Of `take` the fields are the vanishing one's."""
    kept, merge = await call.hub.merge_contacts(
        call.caller.member, contact_id, Id(body.into_id), body.take
    )
    return MergedContact(
        contact=present.for_staff(kept), merge_id=str(merge.id), undo_until=merge.undo_until
    )


@doors.post("/contacts/{contact_id}/unmerge", Act.MERGE_CONTACTS, refuses=(409,))
async def unmerge_contact(call: Call, contact_id: Id, body: UnmergeBody) -> Contact:
    """Take a merge into this contact back, within 30 days. Answers with who had vanished."""
    back = await call.hub.merge_contacts.undo(call.caller.member, contact_id, Id(body.merge_id))
    return present.for_staff(back)


@doors.get("/contacts/{contact_id}/merges", Act.MERGE_CONTACTS)
async def list_merges(call: Call, contact_id: Id) -> Page[PastMerge]:
    """The merges into this contact that can still be taken back."""
    found = await merges.undoable(call.hub.store, contact_id)
    return Page(items=[present.past_merge(one) for one in found])


@doors.get("/merge-suggestions", Act.LIST_MERGE_SUGGESTIONS)
async def list_merge_suggestions(call: Call, query: SuggestionsQuery) -> Page[MergeSuggestion]:
    """Pairs that share a number or an address, the newest first."""
    store = call.hub.store
    contact_id = Id(query.contact_id) if query.contact_id else None
    found = await merge_suggestions.page(
        store, contact_id, read_time(query.cursor), query.limit + 1
    )
    page = found[: query.limit]
    people = await merge_suggestions.contacts_of(store, page)
    shown = [present.suggestion(one, people) for one in page if people.keys() >= {*one.contact_ids}]
    more = len(found) > query.limit
    return Page(items=shown, next_cursor=time_cursor(page[-1].at, page[-1].id) if more else None)


@doors.post("/merge-suggestions/{suggestion_id}/dismiss", Act.MERGE_CONTACTS)
async def dismiss_merge_suggestion(call: Call, suggestion_id: Id) -> None:
    """They are two persons: it is not suggested again."""

    async def work(tx: Transaction) -> None:
        found = await tx.get(Stored, {"_id": suggestion_id})
        if found is not None:
            await merge_suggestions.dismiss_pair(tx, *found.contact_ids)

    await call.hub.store.transact(work)


def _preview(call: Call, found: Preview) -> MergePreview:
    return MergePreview(
        contact=present.for_staff(found.merged),
        gone=present.for_staff(found.gone),
        differences=[present.difference(one) for one in found.differences],
        identities=[present.identity(one, call.hub.directory) for one in found.identities],
        conversations=found.conversations,
        open_conversations=found.open_conversations,
    )
