"""Somebody on the staff writes down a person who has not written yet.

The same ``clientId`` again is the same contact. Who has the same number or address as another one is kept
all the same: a suggestion to merge them follows. A card that a customer has shared is saved once, whoever
of the staff saves it again.
"""

import hashlib

from hub.kit.errors import Invalid
from hub.rules.actors import actor_of
from hub.rules.audience import sees
from hub.rules.contact_fields import today_in, wanted_fields
from hub.rules.refusals import DifferentBody
from hub.services import contact_fields, contacts, merges
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Contact, Conversation, Member, Message
from models.documents.base import Id
from models.wire.contact import CardBody, ContactBody


class AddContact:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, member: Member, body: ContactBody) -> tuple[Contact, bool]:
        """The contact, and whether this call made him. Raises Invalid, DifferentBody."""
        workspace = self._directory.workspace
        card = f"{body.card.message_id}:{body.card.index}" if body.card else None
        fingerprint = hashlib.sha256(body.model_dump_json().encode()).hexdigest()

        async def work(tx: Transaction) -> tuple[Contact, bool]:
            mine = {"created_by": member.id, "client_id": body.client_id}
            if before := await tx.get(Contact, mine):
                if before.fingerprint != fingerprint:
                    raise DifferentBody()
                return before, False
            if body.card is not None and card is not None:
                message = await _shared_in(tx, member, body.card)
                if saved := await _saved_from(tx, card):
                    return saved, False
                if body.card.index >= len(message.contacts):
                    raise _unknown_card()
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
                    "card": card,
                }
            )
            return await contacts.add(tx, contact, actor_of(member)), True

        return await self._store.transact(work)


async def _saved_from(tx: Transaction, card: str) -> Contact | None:
    return await tx.get(Contact, {"card": card}) or await merges.gone_from(tx, card)


async def _shared_in(tx: Transaction, member: Member, card: CardBody) -> Message:
    """The message, if he may see its conversation. Raises Invalid."""
    message = await tx.get(Message, {"_id": Id(card.message_id)})
    if message is None:
        raise _unknown_card()
    conversation = await tx.get(Conversation, {"_id": message.conversation_id})
    if conversation is None or not sees(member, conversation):
        raise _unknown_card()
    return message


def _unknown_card() -> Invalid:
    return Invalid(fields={"card": "names no contact that was shared"})
