"""The fields that a house adds to its contacts, seen by all staff and kept by admins."""

from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.presenters import contact as present
from hub.rules.policy import Act
from hub.services import contact_fields
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.wire.base import Page
from models.wire.contact import ContactField, ContactFieldBody, ContactFieldPatch

doors = Doors("Contacts")


@doors.get("/contact-fields", Act.LIST_CONTACT_FIELDS)
async def list_contact_fields(call: Call) -> Page[ContactField]:
    """In their order, archived ones among them: what these hold is still shown."""
    found = await contact_fields.list_all(call.hub.store)
    return Page(items=[present.field(one) for one in found])


@doors.post("/contact-fields", Act.CHANGE_CONTACT_FIELDS, status=201)
async def create_contact_field(call: Call, body: ContactFieldBody) -> ContactField:
    """Add a field at the end of the form."""

    async def work(tx: Transaction) -> ContactField:
        created = await contact_fields.create(
            tx,
            call.caller.actor,
            name=body.name,
            type=body.type,
            choices=body.choices,
            required=body.required,
        )
        return present.field(created)

    return await call.hub.store.transact(work)


@doors.patch("/contact-fields/{field_id}", Act.CHANGE_CONTACT_FIELDS)
async def change_contact_field(call: Call, field_id: Id, body: ContactFieldPatch) -> ContactField:
    """Rename, move, archive or bring back a field. What contacts hold of it stays."""
    given = body.model_dump(exclude_unset=True)

    async def work(tx: Transaction) -> ContactField:
        changed = await contact_fields.change(tx, field_id, call.caller.actor, given)
        return present.field(changed)

    return await call.hub.store.transact(work)
