"""Whom staff write to of their own accord: a contact, and his identity on a channel."""

from collections.abc import Mapping
from dataclasses import dataclass

from channels_adapters.base import AddressKind, Traits
from channels_adapters.registry import adapter_of
from hub.kit.contact_words import words_of_contact
from hub.kit.errors import Invalid
from hub.rules.audience import STAFF
from hub.rules.mail_recipients import without_tag
from hub.rules.reaching import address_known, address_typed, learned
from hub.store.transaction import Transaction
from models.documents import Channel, Contact, Identity, VerifiedAddress, Workspace
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.words import EventType, ObjectKind


@dataclass(frozen=True)
class Wanted:
    """By one of three: an identity, a contact, an address as typed; the last two go together."""

    contact_id: Id | None = None
    identity_id: Id | None = None
    address: str | None = None


async def reach(
    tx: Transaction, channel: Channel, wanted: Wanted, workspace: Workspace, by: Actor
) -> tuple[Contact, Identity]:
    """The addressee, made when he is new. Raises Invalid, by field."""
    contact = await _contact(tx, wanted.contact_id)
    if wanted.identity_id is not None:
        return await _at_identity(tx, channel, wanted.identity_id, contact)
    traits = adapter_of(channel.kind).traits
    if wanted.address:
        address: str | None = address_typed(traits, wanted.address, workspace.country_code)
        await _refuse_own(tx, traits, str(address))
    elif contact is None:
        raise Invalid(fields={"contactId": "name a contact or an address"})
    else:
        known = await tx.find(
            Identity,
            {"channel_id": channel.id, "contact_id": contact.id},
            sort=[("created_at", -1)],
            limit=1,
        )
        if known:
            return contact, known[0]
        address = address_known(traits, contact)
    if address is None:
        raise Invalid(fields={"contactId": "has no address on this channel"})
    return await _at_address(tx, channel, address, contact, by)


async def _refuse_own(tx: Transaction, traits: Traits, address: str) -> None:
    """Mail to a mailbox of our own would be taken for ours and shown to nobody."""
    if traits.addressed_by is not AddressKind.EMAIL:
        return
    if await tx.get(Channel, {"settings.address": without_tag(address)}) is not None:
        raise Invalid(fields={"address": "is a mailbox of this house"})


async def _contact(tx: Transaction, contact_id: Id | None) -> Contact | None:
    if contact_id is None:
        return None
    contact = await tx.get(Contact, {"_id": contact_id})
    if contact is None or contact.erased_at is not None:
        raise Invalid(fields={"contactId": "names a contact that does not exist"})
    return contact


async def _at_identity(
    tx: Transaction, channel: Channel, identity_id: Id, contact: Contact | None
) -> tuple[Contact, Identity]:
    identity = await tx.get(Identity, {"_id": identity_id, "channel_id": channel.id})
    if identity is None or (contact is not None and identity.contact_id != contact.id):
        raise Invalid(fields={"identityId": "is none of this contact on this channel"})
    owner = contact or await _contact(tx, identity.contact_id)
    assert owner is not None
    return owner, identity


async def _vouched(tx: Transaction, named: Mapping[str, list[str]]) -> Contact | None:
    """Whose the address is for certain, known from another channel."""
    values = [value for each in named.values() for value in each]
    found = await tx.find(VerifiedAddress, {"_id": {"$in": values}}, limit=1)
    return await _contact(tx, found[0].contact_id) if found else None


async def _at_address(
    tx: Transaction, channel: Channel, address: str, contact: Contact | None, by: Actor
) -> tuple[Contact, Identity]:
    identity = await tx.get(Identity, {"channel_id": channel.id, "address": address})
    if identity is not None:
        owner = await _contact(tx, identity.contact_id)
        assert owner is not None
        if contact is not None and owner.id != contact.id:
            raise Invalid(fields={"address": f"belongs to {owner.name}"})
        return owner, identity
    named = learned(adapter_of(channel.kind).traits, address)
    contact = contact or await _vouched(tx, named)
    if contact is None:
        contact = Contact(name=address, created_at=tx.now, **named)
        contact.words = words_of_contact(contact.name, contact.emails, contact.phones)
        await tx.insert(contact)
        tx.record(
            EventType.CONTACT_CREATED,
            object=ObjectRef(kind=ObjectKind.CONTACT, id=contact.id, version=1),
            actor=by,
            rooms=[STAFF],
        )
    # Typed by staff: it is certain once he answers from it.
    identity = Identity(
        channel_id=channel.id, address=address, contact_id=contact.id, created_at=tx.now
    )
    await tx.insert(identity)
    return contact, identity
