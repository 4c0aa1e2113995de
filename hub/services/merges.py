"""Merges of contacts: what moves from the one to the other, and back."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from hub.kit.words import words_of_person
from hub.rules.audience import STAFF
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import (
    Contact,
    ContactMerge,
    Conversation,
    Identity,
    MergeSuggestion,
    VerifiedAddress,
)
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.words import EventType, ObjectKind

UNDO_WITHIN = timedelta(days=30)

Found = dict[Id, set[str]]
"""By which words each conversation is found."""


async def found_by(tx: Transaction, contact_ids: Iterable[Id]) -> Found:
    """Of all conversations of these contacts."""
    rows = await tx.find_fields(Conversation, {"contact.id": {"$in": list(contact_ids)}}, ["words"])
    return {row["_id"]: set(row.get("words", ())) for row in rows}


async def move(
    tx: Transaction, merge: ContactMerge, kept: Contact, before: Found, actor: Actor
) -> None:
    """Everything of the contact that vanishes goes to ``kept``; ``merge`` learns what it was."""
    gone_id = merge.gone_id
    identities = await tx.find(Identity, {"contact_id": gone_id})
    verified = await tx.find(VerifiedAddress, {"contact_id": gone_id})
    merge.identity_ids = [each.id for each in identities]
    merge.verified = [each.id for each in verified]
    await tx.change_many(Identity, {"contact_id": gone_id}, {"$set": {"contact_id": kept.id}})
    await tx.change_many(
        VerifiedAddress, {"contact_id": gone_id}, {"$set": {"contact_id": kept.id}}
    )
    words = words_of_person(kept.name, kept.emails, kept.phones)
    for id, present in before.items():
        if added := [word for word in words if word not in present]:
            merge.added_words[str(id)] = added
    for conversation in await tx.find(Conversation, {"contact.id": gone_id}):
        named: dict[str, Any] = {"contact.id": kept.id}
        if conversation.open:
            merge.names[str(conversation.id)] = conversation.contact.name
            named["contact.name"] = kept.name
        await _give(tx, conversation, named, {"$addToSet": {"words": {"$each": words}}}, actor)
    await tx.delete(Contact, {"_id": gone_id})
    await tx.delete(MergeSuggestion, {"contact_ids": gone_id})
    await tx.insert(merge)


async def move_back(tx: Transaction, merge: ContactMerge, gone: Contact, actor: Actor) -> None:
    """Everything that had gone over, and what has come to it since."""
    mine = {"contact_id": merge.kept_id}
    back = {"$set": {"contact_id": gone.id}}
    await tx.change_many(Identity, {"_id": {"$in": merge.identity_ids}, **mine}, back)
    await tx.change_many(VerifiedAddress, {"_id": {"$in": merge.verified}, **mine}, back)
    at_these = {"contact.id": merge.kept_id, "identity_id": {"$in": merge.identity_ids}}
    for conversation in await tx.find(Conversation, at_these):
        named: dict[str, Any] = {"contact.id": gone.id}
        before = merge.names.get(str(conversation.id))
        if before is not None or conversation.open:
            named["contact.name"] = before or gone.name
        await _give(tx, conversation, named, {}, actor)
    await tx.change_each(
        Conversation,
        ((Id(id), {"$pullAll": {"words": words}}) for id, words in merge.added_words.items()),
    )


async def _give(
    tx: Transaction,
    conversation: Conversation,
    named: dict[str, Any],
    more: dict[str, Any],
    actor: Actor,
) -> None:
    """A conversation goes to another contact; replies go where they went before."""
    update = {"$set": named, "$inc": {"version": 1}, **more}
    after = await tx.change(Conversation, {"_id": conversation.id}, update)
    assert after is not None
    tx.record(
        EventType.CONVERSATION_UPDATED,
        object=ObjectRef(kind=ObjectKind.CONVERSATION, id=after.id, version=after.version),
        actor=actor,
        rooms=after.audience,
        conversation_id=after.id,
    )


def record_gone(tx: Transaction, merge: ContactMerge, version: int, actor: Actor) -> None:
    """The staff loses sight of the one that vanished."""
    tx.record(
        EventType.CONTACT_MERGED,
        object=ObjectRef(kind=ObjectKind.CONTACT, id=merge.gone_id, version=version),
        actor=actor,
        lost_rooms=[STAFF],
        changes={"into": merge.kept_id, "merge": merge.id},
    )


def record_back(tx: Transaction, merge: ContactMerge, gone: Contact, actor: Actor) -> None:
    tx.record(
        EventType.CONTACT_UNMERGED,
        object=ObjectRef(kind=ObjectKind.CONTACT, id=gone.id, version=gone.version),
        actor=actor,
        rooms=[STAFF],
        changes={"from": merge.kept_id, "merge": merge.id},
    )


async def newest_of(tx: Transaction, gone_id: Id) -> ContactMerge | None:
    """Into whom a contact has vanished."""
    found = await tx.find(ContactMerge, {"gone_id": gone_id, "undone_at": None})
    return max(found, key=lambda one: one.at, default=None)


async def undoable(store: Store, kept_id: Id) -> list[ContactMerge]:
    """The newest first."""
    mine = {"kept_id": kept_id, "undone_at": None, "undo_until": {"$gt": store.clock.now()}}
    return await store.find(ContactMerge, mine, sort=[("at", -1)], limit=50)
