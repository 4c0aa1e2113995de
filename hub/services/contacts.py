"""Contacts and their identities."""

from collections.abc import Iterable
from datetime import datetime

from hub.store.transaction import Transaction
from models.documents import Contact, Identity
from models.documents.base import Id
from models.envelopes import MessageEnvelope
from models.words import Language

Address = tuple[Id, str]
"""Channel and address on it: what is unique of an identity."""

UNNAMED = {Language.INDONESIAN: "Pengunjung", Language.ENGLISH: "Visitor"}


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


def new_contact(
    channel_id: Id, envelope: MessageEnvelope, fallback: Language, number: int, now: datetime
) -> tuple[Contact, Identity]:
    """A person heard of for the first time; without a name he is called by his number."""
    language = envelope.language or fallback
    contact = Contact(
        name=envelope.sender_name or f"{UNNAMED[language]} {number}",
        emails=envelope.emails,
        phones=envelope.phones,
        language=envelope.language,
        created_at=now,
    )
    identity = Identity(
        channel_id=channel_id,
        address=envelope.sender_id,
        contact_id=contact.id,
        name=envelope.sender_name,
        created_at=now,
    )
    if envelope.identity_id is not None:
        identity.id = Id(envelope.identity_id)
    return contact, identity
