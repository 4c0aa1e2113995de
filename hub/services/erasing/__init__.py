"""Taking a person out of the house, all at once: figures stay, nothing of him does."""

from hub.rules.audience import STAFF, staff_rooms
from hub.services.erasing.deleting import (
    delete_around,
    forget_addresses,
    forget_words,
    take_files,
    words_of,
)
from hub.services.erasing.emptying import (
    empty_contact,
    empty_conversations,
    empty_messages,
    empty_rows,
)
from hub.services.erasing.finding import Found, look_for
from hub.store.files import Files
from hub.store.transaction import Transaction
from models.documents import Contact, Cursor, Erasure
from models.documents.event import Actor, ObjectRef
from models.words import EventType, ObjectKind

__all__ = ["Found", "erase", "forget_words", "look_for"]

COPYING = ("vocabulary", "mail_addresses")
"""Reactions that write down words and addresses of messages, by their names."""


async def erase(
    tx: Transaction, files: Files, found: Found, erasure: Erasure, by: Actor
) -> Contact:
    """Everything at once. ``erasure`` learns how much it was."""
    await _hold_copying(tx)
    words = await words_of(tx, found.contact.id)
    taken = await take_files(tx, files, found)
    await forget_addresses(tx, found)
    await empty_messages(tx, found)
    await empty_conversations(tx, found)
    await delete_around(tx, files, found)
    await empty_rows(tx, found)
    await forget_words(tx, words)
    erasure.counts = {
        "conversations": len(found.conversations),
        "messages": len(found.message_ids),
        "files": taken,
        "identities": len(found.identities),
    }
    await tx.insert(erasure)
    empty = await empty_contact(tx, found.contact)
    _record(tx, found, empty, erasure, by)
    return empty


async def _hold_copying(tx: Transaction) -> None:
    """Reactions that copy what was said are at it before us or after us, and never beside us."""
    for name in COPYING:
        update = {"$inc": {"met": 1}, "$setOnInsert": {"seq": 0}}
        await tx.change(Cursor, {"_id": name}, update, upsert=True)


def _record(tx: Transaction, found: Found, empty: Contact, erasure: Erasure, by: Actor) -> None:
    tx.record(
        EventType.CONTACT_ERASED,
        object=ObjectRef(kind=ObjectKind.CONTACT, id=empty.id, version=empty.version),
        actor=by,
        rooms=[STAFF],
        changes={"erasure": erasure.id, **erasure.counts},
    )
    for each in found.conversations:
        tx.record(
            EventType.CONVERSATION_UPDATED,
            object=ObjectRef(kind=ObjectKind.CONVERSATION, id=each.id, version=each.version + 1),
            actor=by,
            rooms=staff_rooms(each.audience),
            conversation_id=each.id,
        )
