"""Somebody on the staff writes down a person who has not written yet.

The same ``clientId`` again is the same contact. Who has the same number or address as another one is kept
all the same: a suggestion to merge them follows.
"""

import hashlib

from hub.rules.actors import actor_of
from hub.rules.contact_fields import today_in, wanted_fields
from hub.rules.refusals import DifferentBody
from hub.services import contact_fields, contacts
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Contact, Member
from models.wire.contact import ContactBody


class AddContact:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, member: Member, body: ContactBody) -> tuple[Contact, bool]:
        """The contact, and whether this call made him. Raises Invalid, DifferentBody."""
        workspace = self._directory.workspace
        fingerprint = hashlib.sha256(body.model_dump_json().encode()).hexdigest()

        async def work(tx: Transaction) -> tuple[Contact, bool]:
            mine = {"created_by": member.id, "client_id": body.client_id}
            if before := await tx.get(Contact, mine):
                if before.fingerprint != fingerprint:
                    raise DifferentBody()
                return before, False
            fields = await contact_fields.in_use(tx)
            today = today_in(workspace.time_zone, tx.now)
            wanted = wanted_fields(body, workspace.country_code, today, fields)
            named = {key: value for key, value in wanted.items() if "." not in key}
            custom = {
                key.partition(".")[2]: value
                for key, value in wanted.items()
                if "." in key and value is not None
            }
            contact = Contact.model_validate(
                {
                    **named,
                    "custom": custom,
                    "created_at": tx.now,
                    **mine,
                    "fingerprint": fingerprint,
                }
            )
            return await contacts.add(tx, contact, actor_of(member)), True

        return await self._store.transact(work)
