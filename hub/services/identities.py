"""Who an envelope comes from, as we know him: by his address, or by another id of the same person."""

from typing import Any

from hub.rules.audience import STAFF
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel, Conversation, Identity
from models.documents.event import Actor, ObjectRef
from models.envelopes import MessageEnvelope
from models.words import EventType, ObjectKind


async def as_known(store: Store, channel: Channel, envelope: MessageEnvelope) -> MessageEnvelope:
    """With the address under which he is known already, when the provider gave another id.

    What else the provider calls him is learned on the way, so that he is found by that another time.
    """
    known = await _named(store, channel, [envelope.sender_id, *envelope.sender_aliases])
    if known is None:
        return envelope
    await _learn(store, known, [envelope.sender_id, *envelope.sender_aliases])
    if known.address == envelope.sender_id:
        return envelope
    own_thread = envelope.thread_key == envelope.sender_id
    return envelope.model_copy(
        update={
            "sender_id": known.address,
            "thread_key": known.address if own_thread else envelope.thread_key,
        }
    )


async def _named(store: Store, channel: Channel, ids: list[str]) -> Identity | None:
    """By the first of the ids if it is an address, else by any of them. None while he is new."""
    if len(ids) == 1:
        return await store.get(Identity, {"channel_id": channel.id, "aliases": ids[0]})
    places = [{"channel_id": channel.id, key: {"$in": ids}} for key in ("address", "aliases")]
    found = await store.find(Identity, {"$or": places})
    at_address = [each for each in found if each.address == ids[0]]
    return next(iter(at_address or found), None)


async def _learn(store: Store, known: Identity, ids: list[str]) -> None:
    """Ids that are another identity's address stay its own."""
    fresh = set(ids) - {known.address} - set(known.aliases or [])
    if not fresh:
        return

    async def work(tx: Transaction) -> None:
        wanted = {"channel_id": known.channel_id, "address": {"$in": sorted(fresh)}}
        taken = {each.address for each in await tx.find(Identity, wanted)}
        if learned := sorted(fresh - taken):
            added = {"$addToSet": {"aliases": {"$each": learned}}}
            await tx.change(Identity, {"_id": known.id}, added)

    await store.transact(work)


async def find(tx: Transaction, channel: Channel, ids: list[str]) -> Identity | None:
    for key in ("address", "aliases"):
        found = await tx.find(Identity, {"channel_id": channel.id, key: {"$in": ids}}, limit=1)
        if found:
            return found[0]
    return None


async def change(tx: Transaction, identity: Identity, values: dict[str, Any], by: Actor) -> None:
    """Set fields; staff hear that the contact is reached otherwise now."""
    kept = {name: value for name, value in values.items() if value is not None}
    emptied = {name: "" for name, value in values.items() if value is None}
    update: dict[str, Any] = {"$set": kept} if kept else {}
    if emptied:
        update["$unset"] = emptied
    if not update:
        return
    await tx.change(Identity, {"_id": identity.id}, update)
    tx.record(
        EventType.CONTACT_UPDATED,
        object=ObjectRef(kind=ObjectKind.CONTACT, id=identity.contact_id, version=1),
        actor=by,
        rooms=[STAFF],
        changes={"fields": ["identities"]},
    )


async def follow(tx: Transaction, identity: Identity, address: str) -> None:
    """His conversations go on under the new address; the thread stays one."""
    await tx.change_many(
        Conversation,
        {"identity_id": identity.id},
        {"$set": {"address": address}, "$inc": {"version": 1}},
    )
    await tx.change_many(
        Conversation,
        {"identity_id": identity.id, "thread_key": identity.address},
        {"$set": {"thread_key": address}},
    )
