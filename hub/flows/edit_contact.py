"""Somebody on the staff corrects what we know of a contact.

Two who edit different fields at once both succeed; of two who edit the same field the second is
told what stands there now, and his own words are not lost: he decides.
"""

from hub.kit.errors import NotFound
from hub.presenters import contact as present
from hub.rules.actors import actor_of
from hub.rules.contact_fields import overtaken, today_in, wanted_fields
from hub.rules.refusals import ContactChanged
from hub.services import contact_fields, contacts
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Contact, Member
from models.documents.base import Id
from models.wire.contact import ContactPatch


class EditContact:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, member: Member, contact_id: Id, patch: ContactPatch) -> Contact:
        """The contact as he is then. Raises ContactChanged with the present one."""
        workspace = self._directory.workspace

        async def work(tx: Transaction) -> Contact:
            contact = await tx.get(Contact, {"_id": contact_id})
            if contact is None or contact.erased_at is not None:
                raise NotFound("There is no such contact.")
            fields = await contact_fields.in_use(tx)
            today = today_in(workspace.time_zone, tx.now)
            wanted = wanted_fields(patch, workspace.country_code, today, fields, contact.custom)
            if lost := overtaken(contact, patch.version, wanted):
                now = present.for_staff(contact).model_dump(mode="json", by_alias=True)
                raise ContactChanged(extra={"contact": now, "changed": lost})
            news = {
                field: value for field, value in wanted.items() if contact.value_of(field) != value
            }
            if not news:
                return contact
            return await contacts.put(tx, contact, news, actor_of(member))

        return await self._store.transact(work)
