"""What stays of each document is listed, everything else goes: so a field that is added later goes too,
unless somebody decides that it is a mere figure. ``ERASED`` is what stands where a name stood; screens say
it in their language.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from hub.rules.blocking import row_id_of
from hub.services.erasing.finding import Found, stays_elsewhere
from hub.store.transaction import Transaction
from models.documents import Contact, Conversation, Event, Message
from models.documents.base import Id
from models.documents.event import PLACES
from models.words import ActorKind, AuthorKind, MessageStatus

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


async def empty_messages(tx: Transaction, found: Found) -> None:
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


async def empty_conversations(tx: Transaction, found: Found) -> None:
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


async def empty_rows(tx: Transaction, found: Found) -> None:
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
    his = [*found.contact_ids, *found.conversation_ids]
    blocked = [row_id_of(each) for each in found.addresses]
    await tx.change_many(Event, {"object.id": {"$in": [*his, *blocked]}}, update)
    for places in PLACES:
        mine = {"conversation_id": {"$in": found.conversation_ids}, **places}
        await tx.change_many(Event, mine, update)
    for stay in await stays_elsewhere(tx, found.contact.id):
        # While he was part of another one, that one's rows spoke of him as well.
        while_there = {"$gte": stay.since, "$lte": stay.until or tx.now}
        rows = {"object.id": stay.kept_id, "at": while_there}
        await tx.change_many(Event, rows, {"$set": {"personal": {}}})


async def empty_contact(tx: Transaction, before: Contact) -> Contact:
    empty = Contact(
        _id=before.id,
        name=ERASED,
        created_at=before.created_at,
        erased_at=tx.now,
        version=before.version + 1,
        used=before.used,
    )
    await tx.change(Contact, {"_id": before.id}, [{"$replaceWith": {"$literal": empty.to_mongo()}}])
    return empty


def _kept(fields: Iterable[str]) -> dict[str, str]:
    """A field that is not there stays so."""
    return {field: f"${field}" for field in fields}


def _present(field: str, value: dict[str, Any]) -> dict[str, Any]:
    """The value where the field is there, else nothing."""
    return {"$cond": [{"$eq": [{"$type": field}, "missing"]}, "$$REMOVE", value]}
