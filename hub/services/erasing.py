"""Taking a person out of the house: what stays of each document is listed, everything else goes.

So a field that is added later goes too, unless somebody decides that it is a mere figure. ``erased_name``
is what stands where a name stood; screens say it in their language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.rules.audience import STAFF, staff_rooms, visitor_room
from hub.store.files import Files
from hub.store.transaction import Transaction
from models.documents import (
    Attachment,
    Block,
    ChatLink,
    Contact,
    ContactMerge,
    Conversation,
    Doc,
    Draft,
    Due,
    Erasure,
    Event,
    Identity,
    MailAddress,
    MergeSuggestion,
    Message,
    NotUnderstood,
    OutboxEntry,
    SystemMail,
    Trial,
    VerifiedAddress,
    Visit,
    VisitorNetwork,
    Word,
)
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.words import (
    ActorKind,
    AuthorKind,
    BlockKind,
    DueKind,
    EventType,
    MessageStatus,
    ObjectKind,
)

ERASED = "Erased customer"

FIGURES_OF_CONVERSATION = [
    "_id",
    "number",
    "state",
    "open",
    "type",
    "priority",
    "channel_id",
    "channel_kind",
    "identity_id",
    "department_id",
    "assignee",
    "last_agent",
    "assignment_cause",
    "counts",
    "queue_rank",
    "audience",
    "label_ids",
    "started_at",
    "queued_at",
    "requeued_at",
    "assigned_at",
    "first_assigned_at",
    "answered_at",
    "resolved_at",
    "resolve_cause",
    "reopen_count",
    "last_number",
    "last_inbound_at",
    "last_activity_at",
    "staff_read_number",
    "customer_received_number",
    "customer_read_number",
    "started_by",
    "moved_from",
    "moved_to",
    "due_at",
    "target_missed",
]

FIGURES_OF_MESSAGE = [
    "_id",
    "conversation_id",
    "channel_id",
    "number",
    "direction",
    "visibility",
    "kind",
    "mention_ids",
    "at",
]


@dataclass(frozen=True)
class Found:
    """All that is of the person."""

    contact: Contact
    contact_ids: list[Id]
    """With those that were merged into him."""
    identities: list[Identity]
    conversations: list[Conversation]
    message_ids: list[Id]


async def look_for(tx: Transaction, contact: Contact) -> Found:
    ids = await _merged_into(tx, contact.id)
    identities = await tx.find(Identity, {"contact_id": contact.id})
    conversations = await tx.find(Conversation, {"contact.id": contact.id})
    mine = {"conversation_id": {"$in": [each.id for each in conversations]}}
    messages = await tx.find_fields(Message, mine, ["_id"])
    return Found(contact, ids, identities, conversations, [raw["_id"] for raw in messages])


async def _merged_into(tx: Transaction, contact_id: Id) -> list[Id]:
    """The contact and those that have become part of him, by the journal: it forgets nothing."""
    ids = [contact_id]
    for id in ids:
        rows = await tx.find_fields(
            Event, {"object.id": id, "changes.merged": {"$exists": True}}, ["changes"]
        )
        ids += [row["changes"]["merged"] for row in rows if row["changes"]["merged"] not in ids]
    return ids


async def erase(
    tx: Transaction, files: Files, found: Found, erasure: Erasure, by: Actor
) -> Contact:
    """Everything at once. ``erasure`` learns how much it was."""
    conversation_ids = [each.id for each in found.conversations]
    words = await _words_of(tx, found.contact.id)
    taken = await _take_files(tx, files, found)
    await _empty_messages(tx, found)
    await _empty_conversations(tx, found)
    await _delete_payloads(tx, files, found)
    await _delete_around(tx, found, conversation_ids)
    await _empty_rows(tx, [*found.contact_ids, *conversation_ids], conversation_ids)
    await _forget_words(tx, words)
    erasure.counts = {
        "conversations": len(found.conversations),
        "messages": len(found.message_ids),
        "files": taken,
        "identities": len(found.identities),
    }
    await tx.insert(erasure)
    return await _empty_contact(tx, found, erasure, by)


async def _take_files(tx: Transaction, files: Files, found: Found) -> int:
    """Those of his chats, whoever sent them, and what he has uploaded and not sent."""
    uploaders = [visitor_room(each.id) for each in found.identities]
    of_his = [{"message_id": {"$in": found.message_ids}}, {"uploader": {"$in": uploaders}}]
    attachments = await tx.find(Attachment, {"$or": of_his})
    for each in attachments:
        await files.delete(each.id, session=tx.session)
    await tx.delete(Attachment, {"_id": {"$in": [each.id for each in attachments]}})
    return len(attachments)


async def _empty_messages(tx: Transaction, found: Found) -> None:
    """Of all his chats, also what staff wrote. What was not sent yet is not sent any more."""
    waiting = [MessageStatus.PENDING.value, MessageStatus.SENDING.value]
    of_customer = {"$eq": ["$author.kind", AuthorKind.CUSTOMER.value]}
    update: list[Mapping[str, Any]] = [
        {
            "$replaceWith": {
                **_kept(FIGURES_OF_MESSAGE),
                "author": {"$cond": [of_customer, _author(found.contact.id), "$author"]},
                "status": {
                    "$cond": [{"$in": ["$status", waiting]}, MessageStatus.FAILED.value, "$status"]
                },
                "text": "",
                "deleted_at": tx.now,
                "version": {"$add": ["$version", 1]},
            }
        }
    ]
    await tx.change_many(Message, {"_id": {"$in": found.message_ids}}, update)


def _author(contact_id: Id) -> dict[str, Any]:
    return {"kind": AuthorKind.CUSTOMER.value, "id": contact_id, "name": ERASED}


async def _empty_conversations(tx: Transaction, found: Found) -> None:
    key = {"$concat": ["erased:", {"$toString": "$_id"}]}
    by_customer = {"$eq": ["$resolved_by.kind", ActorKind.CUSTOMER.value]}
    update: list[Mapping[str, Any]] = [
        {
            "$replaceWith": {
                **_kept(FIGURES_OF_CONVERSATION),
                "rating": _present("$rating", {"score": "$rating.score", "at": "$rating.at"}),
                "resolved_by": {
                    "$cond": [by_customer, {"kind": "$resolved_by.kind"}, "$resolved_by"]
                },
                "contact": {"id": found.contact.id, "name": ERASED},
                "thread_key": key,
                "address": ERASED,
                "words": {"$literal": []},
                "version": {"$add": ["$version", 1]},
            }
        }
    ]
    await tx.change_many(Conversation, {"contact.id": found.contact.id}, update)


async def _delete_payloads(tx: Transaction, files: Files, found: Found) -> None:
    """What came from him and could not be taken, with the bytes as they came."""
    for identity in found.identities:
        his = {"channel_id": identity.channel_id, "envelope.sender_id": identity.address}
        for kept in await tx.find(NotUnderstood, his):
            if kept.raw_id is not None:
                await files.delete(kept.raw_id, session=tx.session)
        await tx.delete(NotUnderstood, his)


async def _delete_around(tx: Transaction, found: Found, conversation_ids: list[Id]) -> None:
    addresses = {*found.contact.emails, *(each.address for each in found.identities)}
    in_chats = {"conversation_id": {"$in": conversation_ids}}
    everything: list[tuple[type[Doc], dict[str, Any]]] = [
        (Identity, {"contact_id": found.contact.id}),
        (VerifiedAddress, {"contact_id": found.contact.id}),
        (Draft, in_chats),
        (OutboxEntry, {"_id": {"$in": conversation_ids}}),
        (Due, {"kind": {"$in": list(DueKind)}, "object_id": {"$in": conversation_ids}}),
        (ChatLink, in_chats),
        (SystemMail, in_chats),
        (Trial, {"to": found.contact.name}),
        (Block, {"identity_id": {"$in": [each.id for each in found.identities]}}),
        (Block, {"kind": {"$in": list(BlockKind)}, "value": {"$in": sorted(addresses)}}),
        (VisitorNetwork, {"_id": {"$in": [each.id for each in found.identities]}}),
        (Visit, {"identity_id": {"$in": [each.id for each in found.identities]}}),
        (MailAddress, {"contact_id": {"$in": found.contact_ids}}),
        (MailAddress, {"address": {"$in": sorted(addresses)}}),
        (MergeSuggestion, {"contact_ids": {"$in": found.contact_ids}}),
        (ContactMerge, {"kept_id": {"$in": found.contact_ids}}),
        (ContactMerge, {"gone_id": {"$in": found.contact_ids}}),
    ]
    for kind, filter in everything:
        await tx.delete(kind, filter)


async def _empty_rows(tx: Transaction, object_ids: list[Id], conversation_ids: list[Id]) -> None:
    """The journal keeps that something happened, without the person."""
    by_customer = {"$eq": ["$actor.kind", ActorKind.CUSTOMER.value]}
    update: list[Mapping[str, Any]] = [
        {
            "$set": {
                "personal": {"$literal": {}},
                "actor": {"$cond": [by_customer, {"kind": "$actor.kind"}, "$actor"]},
            }
        }
    ]
    await tx.change_many(Event, {"object.id": {"$in": object_ids}}, update)
    for places in ({"seq": {"$exists": True}}, {"pending": True}):
        mine = {"conversation_id": {"$in": conversation_ids}, **places}
        await tx.change_many(Event, mine, update)


async def _words_of(tx: Transaction, contact_id: Id) -> set[str]:
    rows = await tx.find_fields(Conversation, {"contact.id": contact_id}, ["words"])
    return {word for row in rows for word in row.get("words", ())}


async def _forget_words(tx: Transaction, words: Iterable[str]) -> None:
    """Words that nobody else has used: a name, a parcel's number."""
    for word in words:
        if not await tx.find_fields(Conversation, {"words": word}, ["_id"], limit=1):
            await tx.delete(Word, {"_id": word})


async def _empty_contact(tx: Transaction, found: Found, erasure: Erasure, by: Actor) -> Contact:
    before = found.contact
    empty = Contact(
        _id=before.id,
        name=ERASED,
        created_at=before.created_at,
        erased_at=tx.now,
        version=before.version + 1,
        used=before.used,
    )
    await tx.change(Contact, {"_id": before.id}, [{"$replaceWith": {"$literal": empty.to_mongo()}}])
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
    return empty


def _kept(fields: Iterable[str]) -> dict[str, str]:
    """A field that is not there stays so."""
    return {field: f"${field}" for field in fields}


def _present(field: str, value: dict[str, Any]) -> dict[str, Any]:
    """The value where the field is there, else nothing."""
    return {"$cond": [{"$eq": [{"$type": field}, "missing"]}, "$$REMOVE", value]}
