"""All that we hold of a contact, read piece by piece for an export."""

from collections.abc import AsyncIterator
from typing import Any

from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Contact, ContactField, Conversation, Event, Identity, Message
from models.documents.base import Doc, Id
from models.documents.event import Actor, ObjectRef
from models.words import EventType, ObjectKind, Visibility

OF_THE_HOUSE = frozenset(
    [
        "audience",
        "words",
        "fingerprint",
        "field_versions",
        "client_id",
        "counts",
        "queue_rank",
        "unread",
        "used",
        "silences",
    ]
)
"""How we work inside says nothing of a person."""


def plain(document: Doc) -> dict[str, Any]:
    """As JSON has it, without what is empty."""
    raw: dict[str, Any] = document.model_dump(
        mode="json", exclude_none=True, exclude={"revision_id", *OF_THE_HOUSE}
    )
    return raw


async def person(store: Store, contact: Contact) -> dict[str, Any]:
    """Who he is, where he is reached, and how we came to know it."""
    fields = {str(each.id): each.name for each in await store.find(ContactField, {})}
    identities = await store.find(Identity, {"contact_id": contact.id})
    rows = await store.find(Event, {"object.id": contact.id}, sort=[("_id", 1)])
    told = plain(contact)
    told["custom"] = {fields.get(id, id): value for id, value in contact.custom.items()}
    return {
        "contact": told,
        "identities": [plain(each) for each in identities],
        "history": [
            {
                "at": row.at.isoformat(),
                "type": row.type.value,
                "by": row.actor.name,
                "before": row.personal.get("before", {}),
                "after": row.personal.get("after", {}),
            }
            for row in rows
        ],
    }


async def conversations(store: Store, contact_id: Id) -> AsyncIterator[Conversation]:
    """The newest first, a few at a time."""
    after: list[dict[str, Any]] = []
    while True:
        filter: dict[str, Any] = {"contact.id": contact_id}
        if after:
            filter["$and"] = after
        found = await store.find(
            Conversation, filter, sort=[("started_at", -1), ("_id", -1)], limit=100
        )
        for each in found:
            yield each
        if len(found) < 100:
            return
        last = found[-1]
        after = [
            {"started_at": {"$lte": last.started_at}},
            {"$or": [{"started_at": {"$lt": last.started_at}}, {"_id": {"$lt": last.id}}]},
        ]


async def messages(store: Store, conversation_id: Id, *, notes: bool) -> list[Message]:
    """What was said, in order; private notes only if asked for."""
    filter: dict[str, Any] = {"conversation_id": conversation_id}
    found = await store.find(Message, filter, sort=[("number", 1)])
    return [each for each in found if notes or each.visibility is Visibility.PUBLIC]


def record(tx: Transaction, contact: Contact, by: Actor, *, notes: bool) -> None:
    """Who took it out of the house."""
    tx.record(
        EventType.CONTACT_EXPORTED,
        object=ObjectRef(kind=ObjectKind.CONTACT, id=contact.id, version=contact.version),
        actor=by,
        changes={"notes": notes},
    )
