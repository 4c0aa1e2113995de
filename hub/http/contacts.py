"""Contacts: who there is, what we know of a person, correcting it, what he has had with us before."""

from typing import Annotated

from pydantic import Field

from hub.http.conversation_query import PageQuery
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.kit.errors import NotFound
from hub.presenters import contact as present
from hub.presenters import conversation as conversation_shape
from hub.rules.cursors import read_time, time_cursor
from hub.rules.policy import Act
from hub.services import contact_lists, contacts, conversations, earlier_conversations
from hub.store.transaction import Transaction
from models.documents import Contact as Stored
from models.documents import Conversation as StoredConversation
from models.documents.base import Id
from models.wire.base import Page
from models.wire.contact import (
    Contact,
    ContactBody,
    ContactConversations,
    ContactPatch,
    Identity,
    Nik,
)
from models.wire.conversation import Conversation

doors = Doors("Contacts")


class ContactsQuery(PageQuery):
    """``q``: beginnings of names and addresses, all of them; or a number, from its beginning, or its
    end from 4 digits up.
    """

    q: Annotated[str, Field(max_length=200)] = ""


@doors.get("/contacts", Act.LIST_CONTACTS)
async def list_contacts(call: Call, query: ContactsQuery) -> Page[Contact]:
    """All contacts, or those found; the newest first."""
    hub = call.hub
    code = hub.directory.workspace.country_code
    after = read_time(query.cursor)
    found = await contact_lists.page(hub.store, query.q, code, after, query.limit + 1)
    page = found[: query.limit]
    more = len(found) > query.limit
    cursor = time_cursor(page[-1].created_at, page[-1].id) if more else None
    return Page(items=[present.for_staff(one) for one in page], next_cursor=cursor)


@doors.post("/contacts", Act.CREATE_CONTACT, status=201, also=(200,))
async def add_contact(call: Call, body: ContactBody) -> Contact:
    """Write down a person. Phones without a country get the workspace's own."""
    contact, created = await call.hub.add_contact(call.caller.member, body)
    call.reply.status = 201 if created else 200
    return present.for_staff(contact)


@doors.get("/contacts/{contact_id}", Act.READ_CONTACT)
async def read_contact(call: Call, contact_id: Id) -> Contact:
    """One contact."""
    return present.for_staff(await _contact(call, contact_id))


@doors.patch("/contacts/{contact_id}", Act.CHANGE_CONTACT, refuses=(409,))
async def change_contact(call: Call, contact_id: Id, body: ContactPatch) -> Contact:
    """Correct what we know of him. Phones without a country get the workspace's own.

    Changes of other fields since `version` are kept; of the same field 409 with the present one.
    """
    return present.for_staff(await call.hub.edit_contact(call.caller.member, contact_id, body))


@doors.get("/contacts/{contact_id}/identities", Act.READ_CONTACT)
async def list_contact_identities(call: Call, contact_id: Id) -> Page[Identity]:
    """His addresses on our channels, the oldest first."""
    contact = await _contact(call, contact_id)
    found = await contact_lists.identities_of(call.hub.store, contact.id)
    return Page(items=[present.identity(one, call.hub.directory) for one in found])


@doors.post("/contacts/{contact_id}/reveal-nik", Act.REVEAL_NIK)
async def reveal_nik(call: Call, contact_id: Id) -> Nik:
    """The identity number without its mask. Who asked stands in the journal."""

    async def work(tx: Transaction) -> Nik:
        contact = await contacts.read_nik(tx, contact_id, call.caller.actor)
        return Nik(nik=contact.nik)

    return await call.hub.store.transact(work)


@doors.get("/contacts/{contact_id}/conversations", Act.READ_CONTACT)
async def list_contact_conversations(
    call: Call, contact_id: Id, query: PageQuery
) -> ContactConversations:
    """His conversations over all channels, the newest first, within what the caller may see."""
    await _contact(call, contact_id)
    store, member = call.hub.store, call.caller.member
    found = await earlier_conversations.of_contact(
        store, member, contact_id, after=read_time(query.cursor), limit=query.limit + 1
    )
    seen, total = await earlier_conversations.count(store, member, contact_id)
    rows, cursor = _cut(found, query.limit)
    return ContactConversations(
        items=[_shown(call, one) for one in rows], next_cursor=cursor, seen=seen, total=total
    )


@doors.get("/conversations/{conversation_id}/earlier", Act.READ_CONVERSATION)
async def list_earlier_conversations(
    call: Call, conversation_id: Id, query: PageQuery
) -> Page[Conversation]:
    """Those of the same thread that began before it, the newest first."""
    store, member = call.hub.store, call.caller.member
    conversation = await conversations.seen_by(store, member, conversation_id)
    found = await earlier_conversations.before(
        store, member, conversation, after=read_time(query.cursor), limit=query.limit + 1
    )
    rows, cursor = _cut(found, query.limit)
    return Page(items=[_shown(call, one) for one in rows], next_cursor=cursor)


async def _contact(call: Call, contact_id: Id) -> Stored:
    contact = await call.hub.store.get(Stored, {"_id": contact_id})
    if contact is None:
        raise NotFound("There is no such contact.")
    return contact


def _shown(call: Call, one: StoredConversation) -> Conversation:
    return conversation_shape.for_staff(one, call.hub.directory, call.hub.clock.now())


def _cut(
    found: list[StoredConversation], limit: int
) -> tuple[list[StoredConversation], str | None]:
    page = found[:limit]
    more = len(found) > limit
    return page, time_cursor(page[-1].started_at, page[-1].id) if more else None
