"""Merges of contacts: what moves from the one to the other, and back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hub.kit.words import words_of, words_of_person
from hub.rules.audience import STAFF
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import (
    Contact,
    ContactMerge,
    Conversation,
    Event,
    Identity,
    MergeSuggestion,
    Message,
    VerifiedAddress,
)
from models.documents.base import Id
from models.documents.event import PLACES, Actor, ObjectRef
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


@dataclass(frozen=True)
class Joined:
    """The kept contact as he was with the other one, and as he is alone again."""

    together: Contact
    alone: Contact


async def move_back(
    tx: Transaction, merge: ContactMerge, gone: Contact, kept: Joined, actor: Actor
) -> None:
    """Everything that had gone over, and what has come to it since."""
    begun = await tx.find(
        Conversation, {"contact.id": merge.kept_id, "started_at": {"$gte": merge.at}}
    )
    identity_ids = await _identities_back(tx, merge, gone)
    at_these = {"contact.id": merge.kept_id, "identity_id": {"$in": identity_ids}}
    returning = await tx.find(Conversation, at_these)
    for conversation in returning:
        named: dict[str, Any] = {"contact.id": gone.id}
        before = merge.names.get(str(conversation.id))
        if before is not None or conversation.open or conversation.started_at >= merge.at:
            named["contact.name"] = before or gone.name
        await _give(tx, conversation, named, {}, actor)
    await _authors_back(tx, merge, gone, returning, actor)
    await tx.change_each(
        Conversation,
        ((Id(id), {"$pullAll": {"words": words}}) for id, words in merge.added_words.items()),
    )
    for conversation in begun:
        owner, other = kept.alone, gone
        if conversation.identity_id in identity_ids:
            owner, other = gone, kept.alone
        await _forget_words(tx, conversation, [kept.together, other], owner)


async def _identities_back(tx: Transaction, merge: ContactMerge, gone: Contact) -> list[Id]:
    """Those that had gone over, and those that became the kept one's only because an address of the other
    was vouched for; the addresses that were proven by them come along.
    """
    mine = {"contact_id": merge.kept_id}
    numbers = [each.lstrip("+") for each in merge.verified]
    met = {
        **mine,
        "verified": True,
        "created_at": {"$gte": merge.at},
        "address": {"$in": [*merge.verified, *numbers]},
    }
    since = [each.id for each in await tx.find(Identity, met)]
    ids = [*merge.identity_ids, *(id for id in since if id not in merge.identity_ids)]
    returning = await tx.find(Identity, {"_id": {"$in": ids}, **mine})
    addresses = [each.address for each in returning]
    proven = [*merge.verified, *addresses, *(f"+{each}" for each in addresses)]
    back = {"$set": {"contact_id": gone.id}}
    await tx.change_many(Identity, {"_id": {"$in": ids}, **mine}, back)
    await tx.change_many(VerifiedAddress, {"_id": {"$in": proven}, **mine}, back)
    return ids


async def _authors_back(
    tx: Transaction,
    merge: ContactMerge,
    gone: Contact,
    conversations: list[Conversation],
    actor: Actor,
) -> None:
    """What he wrote meanwhile was written by him, not by whom he was taken for."""
    audience = {each.id: each.audience for each in conversations}
    in_these = {"conversation_id": {"$in": list(audience)}}
    by_kept = {**in_these, "author.id": merge.kept_id}
    name = {"id": gone.id, "name": gone.name}
    author = {f"author.{field}": value for field, value in name.items()}
    written = await tx.find(Message, by_kept)
    await tx.change_many(Message, by_kept, {"$set": author, "$inc": {"version": 1}})
    for each in written:
        newest = {"_id": each.conversation_id, "last_message.number": each.number}
        await tx.change(Conversation, newest, {"$set": {"last_message.author_name": gone.name}})
        tx.record(
            EventType.MESSAGE_UPDATED,
            object=ObjectRef(kind=ObjectKind.MESSAGE, id=each.id, version=each.version + 1),
            actor=actor,
            rooms=audience[each.conversation_id],
            changes={"fields": ["author"]},
            conversation_id=each.conversation_id,
        )
    actors = {f"actor.{field}": value for field, value in name.items()}
    for places in PLACES:
        rows = {**in_these, **places, "actor.id": merge.kept_id}
        await tx.change_many(Event, rows, {"$set": actors})


async def _forget_words(
    tx: Transaction, conversation: Conversation, strangers: Iterable[Contact], owner: Contact
) -> None:
    """It began while both were one: it is found by its owner alone, and by what was said in it."""
    said = await tx.find_fields(Message, {"conversation_id": conversation.id}, ["text"])
    own = {*_person_words(owner), *words_of(" ".join(raw.get("text", "") for raw in said))}
    strange = {word for each in strangers for word in _person_words(each)} - own
    update = {"$pullAll": {"words": sorted(strange)}}
    await tx.change(Conversation, {"_id": conversation.id}, update)
    await tx.change(
        Conversation,
        {"_id": conversation.id},
        {"$addToSet": {"words": {"$each": _person_words(owner)}}},
    )


def _person_words(contact: Contact) -> list[str]:
    return words_of_person(contact.name, contact.emails, contact.phones)


async def forget_in_later(tx: Transaction, undone: ContactMerge) -> None:
    """Whoever came to the same contact later does not give back what came with this one."""
    later = {"kept_id": undone.kept_id, "undone_at": None, "at": {"$gte": undone.at}}
    for merge in await tx.find(ContactMerge, later):
        given = {
            field: undone.before.get(field)
            for field, came in undone.after.items()
            if merge.id != undone.id and field in merge.before and merge.before[field] == came
        }
        if given:
            before = {**merge.before, **given}
            await tx.change(ContactMerge, {"_id": merge.id}, {"$set": {"before": before}})


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


async def gone_from(tx: Transaction, card: str) -> Contact | None:
    """Whom a contact that was saved from this card has become part of."""
    found = await tx.get(ContactMerge, {"gone.card": card, "undone_at": None})
    while found is not None:
        kept = await tx.get(Contact, {"_id": found.kept_id})
        if kept is not None:
            return kept
        found = await newest_of(tx, found.kept_id)
    return None


async def undoable(store: Store, kept_id: Id) -> list[ContactMerge]:
    """The newest first."""
    mine = {"kept_id": kept_id, "undone_at": None, "undo_until": {"$gt": store.clock.now()}}
    return await store.find(ContactMerge, mine, sort=[("at", -1)], limit=50)
