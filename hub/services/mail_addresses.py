"""Known addresses: kept from contacts and mails, offered while one is being typed."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from hub.kit.words import fold
from hub.rules.mail_recipients import without_tag
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Contact, Conversation, MailAddress, Member, Message
from models.documents.base import Id
from models.words import Direction, Role

LOOKED_AT = 200
"""Of those that begin so, among which the most used are chosen."""

MOST_WORDS = 4


async def suggest(store: Store, member: Member, asked: str, limit: int) -> list[MailAddress]:
    """The most used first. What stood in mails only is offered to those of their departments."""
    plain = "".join(c if c.isprintable() and c not in "<>" else " " for c in asked)
    words = [fold(word) for word in plain.split()][:MOST_WORDS]
    if not words:
        return []
    filter: dict[str, Any] = {"$and": [{"words": {"$regex": f"^{re.escape(w)}"}} for w in words]}
    if member.role is not Role.ADMIN:
        seen = {"department_ids": {"$in": member.department_ids}}
        filter["$or"] = [{"contact_id": {"$exists": True}}, seen]
    found = await store.find(MailAddress, filter, limit=LOOKED_AT)
    found.sort(key=lambda one: (-one.uses, one.contact_id is None, one.address))
    return found[:limit]


async def note_mails(
    tx: Transaction,
    mails: Iterable[Message],
    conversations: Mapping[Id, Conversation],
    own: set[str],
) -> None:
    """Keep who stands in these mails; those we wrote to count as used."""
    updates = []
    for message in mails:
        conversation = conversations.get(message.conversation_id)
        if message.mail is None or conversation is None:
            continue
        used = message.direction is Direction.OUTBOUND
        for address, name in _people_in(message):
            if without_tag(address) not in own:
                updates.append(_seen(address, name, conversation.department_id, message, used=used))
    await tx.upsert_each(MailAddress, updates)


async def note_contacts(tx: Transaction, ids: Iterable[Id], contacts: Mapping[Id, Contact]) -> None:
    """The addresses of contacts as they are now; of one that is gone none is kept."""
    for id in ids:
        contact = contacts.get(id)
        if contact is None:
            await tx.delete(MailAddress, {"contact_id": id})
            continue
        await _part(tx, id, contact.emails)
        await tx.upsert_each(
            MailAddress,
            [
                (
                    {"address": address},
                    {
                        "$set": {
                            "name": contact.name,
                            "words": _words(address, contact.name),
                            "contact_id": id,
                        },
                        "$setOnInsert": {"uses": 0, "department_ids": [], "seen_at": tx.now},
                    },
                )
                for address in contact.emails
            ],
        )


async def _part(tx: Transaction, contact_id: Id, emails: list[str]) -> None:
    """Addresses that are no more his: they keep nothing of him, and those that stood in no mail go."""
    left = {"contact_id": contact_id, "address": {"$nin": emails}}
    await tx.delete(MailAddress, {**left, "department_ids": []})
    await tx.change_each(
        MailAddress,
        [
            (
                one.id,
                {
                    "$set": {"words": _words(one.address, "")},
                    "$unset": {"contact_id": "", "name": ""},
                },
            )
            for one in await tx.find(MailAddress, left)
        ],
    )


def _people_in(message: Message) -> Iterable[tuple[str, str | None]]:
    mail = message.mail
    assert mail is not None
    if message.direction is Direction.INBOUND and mail.from_address and not mail.is_auto:
        yield mail.from_address.lower(), mail.from_name
    for address in dict.fromkeys([*mail.to, *mail.cc, *mail.bcc]):
        yield address.lower(), None


def _seen(
    address: str, name: str | None, department_id: Id, message: Message, *, used: bool
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A name from a mail is kept with the first sight; contacts' names are kept by ``note_contacts``."""
    return (
        {"address": address},
        {
            "$inc": {"uses": 1 if used else 0},
            "$addToSet": {"department_ids": department_id},
            "$max": {"seen_at": message.at},
            "$setOnInsert": {
                "words": _words(address, name or ""),
                **({"name": name} if name else {}),
            },
        },
    )


def _words(address: str, name: str) -> list[str]:
    words = [fold(word) for word in name.split()]
    return list(dict.fromkeys([fold(address), fold(address.rpartition("@")[2]), *words]))
