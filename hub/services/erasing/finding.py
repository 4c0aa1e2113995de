"""All that is of a person who is to be erased."""

from dataclasses import dataclass, replace
from datetime import datetime

from hub.store.transaction import Transaction
from models.documents import Contact, Conversation, Event, Identity, Message
from models.documents.base import Id
from models.words import EventType


@dataclass(frozen=True)
class Found:
    """All that is of the person."""

    contact: Contact
    contact_ids: list[Id]
    """With those that were merged into him."""
    identities: list[Identity]
    conversations: list[Conversation]
    message_ids: list[Id]

    @property
    def identity_ids(self) -> list[Id]:
        return [each.id for each in self.identities]

    @property
    def conversation_ids(self) -> list[Id]:
        return [each.id for each in self.conversations]

    @property
    def addresses(self) -> list[str]:
        """Under which he is known to us or to a provider, on any channel."""
        reached = {each.address for each in self.identities}
        called = {alias for each in self.identities for alias in each.aliases or ()}
        return sorted({*self.contact.emails, *self.contact.phones, *reached, *called})


async def look_for(tx: Transaction, contact: Contact) -> Found:
    ids = await _merged_into(tx, contact.id)
    identities = await tx.find(Identity, {"contact_id": contact.id})
    conversations = await tx.find(Conversation, {"contact.id": contact.id})
    mine = {"conversation_id": {"$in": [each.id for each in conversations]}}
    messages = await tx.find_fields(Message, mine, ["_id"])
    return Found(contact, ids, identities, conversations, [raw["_id"] for raw in messages])


async def _merged_into(tx: Transaction, contact_id: Id) -> list[Id]:
    """The contact and those that have become part of him, by the journal: it forgets nothing. Who has
    been taken apart again is another person.
    """
    ids = [contact_id]
    for id in ids:
        rows = await tx.find_fields(
            Event, {"object.id": id, "changes.merged": {"$exists": True}}, ["changes"]
        )
        for came in dict.fromkeys(row["changes"]["merged"] for row in rows):
            if came not in ids and await _is_still_in(tx, came, id):
                ids.append(came)
    return ids


async def _is_still_in(tx: Transaction, gone_id: Id, kept_id: Id) -> bool:
    stays = await stays_elsewhere(tx, gone_id)
    return bool(stays) and stays[-1].kept_id == kept_id and stays[-1].until is None


@dataclass(frozen=True)
class Stay:
    """How long a contact was part of another one; ``until`` None: he still is."""

    kept_id: Id
    since: datetime
    until: datetime | None = None


async def stays_elsewhere(tx: Transaction, contact_id: Id) -> list[Stay]:
    kinds = [EventType.CONTACT_MERGED.value, EventType.CONTACT_UNMERGED.value]
    rows = await tx.find(
        Event, {"object.id": contact_id, "type": {"$in": kinds}}, sort=[("_id", 1)]
    )
    stays: list[Stay] = []
    for row in rows:
        if row.type is EventType.CONTACT_MERGED:
            stays.append(Stay(row.changes["into"], row.at))
        elif stays:
            stays[-1] = replace(stays[-1], until=row.at)
    return stays
