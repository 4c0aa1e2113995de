"""Contacts and their identities."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from hub.kit.contact_words import words_of_contact
from hub.kit.errors import NotFound
from hub.kit.words import words_of_person
from hub.rules.actors import customer
from hub.rules.audience import STAFF
from hub.rules.contact_fields import stamp
from hub.rules.reaching import is_verified
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel, Contact, Conversation, Identity, VerifiedAddress
from models.documents.base import ContactName, Id
from models.documents.event import Actor, ObjectRef
from models.envelopes import MessageEnvelope
from models.words import EventType, Language, ObjectKind

Address = tuple[Id, str]
"""Channel and address on it: what is unique of an identity."""

MOST_ADDRESSES = 20
"""Of each kind, of one contact: a visitor may say anything of himself, any number of times."""

UNNAMED = {Language.INDONESIAN: "Pengunjung", Language.ENGLISH: "Visitor"}
UNNAMED_GROUP = {Language.INDONESIAN: "Grup", Language.ENGLISH: "Group"}

FOUND_BY = ("name", "emails", "phones")
"""In this order ``words_of_contact`` takes them."""


async def identities_at(tx: Transaction, addresses: Iterable[Address]) -> dict[Address, Identity]:
    """The identities that exist already at these addresses."""
    wanted = list(addresses)
    by_channel: dict[Id, list[str]] = {}
    for channel_id, address in wanted:
        by_channel.setdefault(channel_id, []).append(address)
    found = []
    for channel_id, known in by_channel.items():
        found += await tx.find(Identity, {"channel_id": channel_id, "address": {"$in": known}})
    return {(identity.channel_id, identity.address): identity for identity in found}


async def contacts_of(tx: Transaction, identities: Iterable[Identity]) -> dict[Id, Contact]:
    ids = [identity.contact_id for identity in identities]
    if not ids:
        return {}
    found = await tx.find(Contact, {"_id": {"$in": ids}})
    return {contact.id: contact for contact in found}


async def at_address(store: Store, channel_id: Id, address: str) -> Contact | None:
    """The contact known under this address of a channel."""
    identity = await store.get(Identity, {"channel_id": channel_id, "address": address})
    if identity is None:
        return None
    return await store.get(Contact, {"_id": identity.contact_id})


async def learn(
    tx: Transaction, contact: Contact, *, name: str | None, email: str | None, phone: str | None
) -> Contact:
    """Add what the person says of himself."""
    values: dict[str, Any] = {}
    if name and name != contact.name:
        values["name"] = name
    if email and email not in contact.emails:
        values["emails"] = [*contact.emails, email][:MOST_ADDRESSES]
    if phone and phone not in contact.phones:
        values["phones"] = [*contact.phones, phone][:MOST_ADDRESSES]
    if not values:
        return contact
    return await put(tx, contact, values, customer(ContactName(id=contact.id, name=contact.name)))


async def add(tx: Transaction, contact: Contact, by: Actor) -> Contact:
    """Store a new contact; all staff hear of it."""
    contact.words = words_of_contact(contact.name, contact.emails, contact.phones)
    await tx.insert(contact)
    tx.record(
        EventType.CONTACT_CREATED,
        object=ObjectRef(kind=ObjectKind.CONTACT, id=contact.id, version=contact.version),
        actor=by,
        rooms=[STAFF],
    )
    return contact


async def put(
    tx: Transaction,
    contact: Contact,
    values: Mapping[str, Any],
    by: Actor,
    because: Mapping[str, Any] | None = None,
) -> Contact:
    """Set fields, None empties one; all staff hear of it, and a new name reaches his open chats.
    ``because`` is noted with the fields in the journal.

    Resolved conversations keep the name under which they were held.
    """
    version = contact.version + 1
    kept = {field: value for field, value in values.items() if value is not None}
    if not values.keys().isdisjoint(FOUND_BY):
        found_by = [values.get(field, contact.value_of(field)) for field in FOUND_BY]
        kept["words"] = words_of_contact(*found_by)
    stamps = {f"field_versions.{stamp(field)}": version for field in values}
    update: dict[str, object] = {"$set": {**kept, **stamps, "version": version}}
    if emptied := dict.fromkeys(values.keys() - kept.keys(), ""):
        update["$unset"] = emptied
    changed = await tx.change(Contact, {"_id": contact.id}, update)
    assert changed is not None
    tx.record(
        EventType.CONTACT_UPDATED,
        object=ObjectRef(kind=ObjectKind.CONTACT, id=changed.id, version=changed.version),
        actor=by,
        rooms=[STAFF],
        changes={"fields": sorted(values), **(because or {})},
        personal={
            "before": {stamp(field): contact.value_of(field) for field in values},
            "after": {stamp(field): value for field, value in values.items()},
        },
    )
    if "name" in values:
        await _rename(tx, changed, by)
    if not values.keys().isdisjoint(FOUND_BY):
        words = words_of_person(changed.name, changed.emails, changed.phones)
        await tx.change_many(
            Conversation, {"contact.id": changed.id}, {"$addToSet": {"words": {"$each": words}}}
        )
    return changed


async def use(tx: Transaction, contact_id: Id) -> None:
    """A conversation of his begins: who merges or erases him at the same moment meets us here."""
    await tx.change(Contact, {"_id": contact_id}, {"$inc": {"used": 1}})


async def read_nik(tx: Transaction, contact_id: Id, by: Actor) -> Contact:
    """Whoever looks at an identity number leaves a row. Raises NotFound."""
    contact = await tx.get(Contact, {"_id": contact_id})
    if contact is None:
        raise NotFound("There is no such contact.")
    tx.record(
        EventType.CONTACT_NIK_READ,
        object=ObjectRef(kind=ObjectKind.CONTACT, id=contact.id, version=contact.version),
        actor=by,
    )
    return contact


async def _rename(tx: Transaction, contact: Contact, by: Actor) -> None:
    """The open conversations of a contact, with a journal row each."""
    for conversation in await tx.find(Conversation, {"contact.id": contact.id, "open": True}):
        after = await tx.change(
            Conversation,
            {"_id": conversation.id},
            {"$set": {"contact.name": contact.name}, "$inc": {"version": 1}},
        )
        assert after is not None
        tx.record(
            EventType.CONVERSATION_UPDATED,
            object=ObjectRef(kind=ObjectKind.CONVERSATION, id=after.id, version=after.version),
            actor=by,
            rooms=after.audience,
            conversation_id=after.id,
        )


async def certain(tx: Transaction, proof: Mapping[str, str]) -> Contact | None:
    """The contact that a sender is for certain, known from another channel.

    ``proof`` is what a provider vouches for; what somebody typed is never enough.
    """
    if not proof:
        return None
    vouched = await tx.find(VerifiedAddress, {"_id": {"$in": list(proof.values())}}, limit=1)
    return await tx.get(Contact, {"_id": vouched[0].contact_id}) if vouched else None


async def vouch(tx: Transaction, proof: Mapping[str, str], contact_id: Id) -> None:
    """From now on these addresses are his. Of two who come with one at once, the second looks again."""
    await tx.upsert_each(
        VerifiedAddress,
        [
            ({"_id": value}, {"$setOnInsert": {"contact_id": contact_id}, "$inc": {"used": 1}})
            for value in proof.values()
        ],
    )


async def prove(tx: Transaction, identity: Identity, proof: Mapping[str, str]) -> None:
    """Staff typed this address, and now its owner has written from it."""
    identity.verified = True
    await tx.change(Identity, {"_id": identity.id}, {"$set": {"verified": True}})
    await vouch(tx, proof, identity.contact_id)


def new_contact(
    envelope: MessageEnvelope,
    proof: Mapping[str, str],
    fallback: Language,
    number: int,
    now: datetime,
) -> Contact:
    """A person or group heard of for the first time. Without a name he is called by his address, a visitor
    by his number.
    """
    spoken_by_one = None if envelope.group else envelope.language
    language = spoken_by_one or fallback
    phones = [*envelope.phones, *([proof["phone"]] if "phone" in proof else [])]
    emails = [*envelope.emails, *([proof["email"]] if "email" in proof else [])]
    spoken = next(iter([*phones, *emails]), None) if proof else None
    unnamed = UNNAMED_GROUP if envelope.group else UNNAMED
    contact = Contact(
        name=envelope.party_name or spoken or f"{unnamed[language]} {number}",
        emails=list(dict.fromkeys(emails)),
        phones=list(dict.fromkeys(phones)),
        language=spoken_by_one,
        created_at=now,
    )
    contact.words = words_of_contact(contact.name, contact.emails, contact.phones)
    return contact


def new_identity(
    channel: Channel,
    envelope: MessageEnvelope,
    contact: Contact,
    now: datetime,
) -> Identity:
    own = [] if envelope.group else envelope.sender_aliases
    identity = Identity(
        channel_id=channel.id,
        address=envelope.party_id,
        contact_id=contact.id,
        name=envelope.party_name,
        aliases=[id for id in own if id != envelope.sender_id] or None,
        verified=is_verified(channel, envelope),
        created_at=now,
    )
    if envelope.identity_id is not None:
        identity.id = Id(envelope.identity_id)
    return identity
