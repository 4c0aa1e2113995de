"""Who an envelope comes from, as we know him: by his address, or by another id of the same person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from channels_adapters.registry import adapter_of
from hub.rules.audience import STAFF
from hub.store.transaction import Transaction
from models.documents import Channel, Contact, Conversation, Identity
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.envelopes import MessageEnvelope
from models.words import EventType, ObjectKind

_KEYS = ("address", "aliases")


@dataclass(frozen=True)
class _Names:
    """Which address each id of a provider leads to. ``stored``: ids that our identities carry."""

    addresses: dict[tuple[Id, str], str]
    identities: dict[tuple[Id, str], Id]
    stored: set[tuple[Id, str]]


async def as_known(
    tx: Transaction, told: Sequence[tuple[Channel, MessageEnvelope]]
) -> list[MessageEnvelope]:
    """With the address under which each sender is known, where the provider gave another id of him.

    What else the provider calls him is learned on the way, so that he is found by that another time.
    Of several that are new together and share an id the first gives the address.
    """
    names = await _names(tx, told)
    ids_of: dict[tuple[Id, str], dict[str, None]] = {}
    addressed = []
    for channel, envelope in told:
        ids = [envelope.sender_id, *envelope.sender_aliases]
        led = (names.addresses.get((channel.id, id)) for id in ids)
        address = next((one for one in led if one is not None), envelope.sender_id)
        for id in ids:
            names.addresses.setdefault((channel.id, id), address)
        ids_of.setdefault((channel.id, address), {}).update(dict.fromkeys(ids))
        addressed.append(_addressed(envelope, address))
    await _learn(tx, names, ids_of)
    return [
        _called(envelope, list(ids_of[channel.id, envelope.sender_id]))
        for (channel, _), envelope in zip(told, addressed, strict=True)
    ]


def _called(envelope: MessageEnvelope, ids: list[str]) -> MessageEnvelope:
    """Also by what others that came with it say of him."""
    return envelope.model_copy(update={"sender_aliases": ids}) if len(ids) > 1 else envelope


def _addressed(envelope: MessageEnvelope, address: str) -> MessageEnvelope:
    if address == envelope.sender_id:
        return envelope
    own_thread = envelope.thread_key == envelope.sender_id
    thread_key = address if own_thread else envelope.thread_key
    return envelope.model_copy(update={"sender_id": address, "thread_key": thread_key})


async def _names(tx: Transaction, told: Sequence[tuple[Channel, MessageEnvelope]]) -> _Names:
    wanted: dict[Id, set[str]] = {}
    for channel, envelope in told:
        # Our own ids of visitors have no others.
        if not adapter_of(channel.kind).traits.delivers_by_feed:
            ids = wanted.setdefault(channel.id, set())
            ids.update([envelope.sender_id, *envelope.sender_aliases])
    names = _Names({}, {}, set())
    for channel_id, ids in wanted.items():
        places = [{"channel_id": channel_id, key: {"$in": sorted(ids)}} for key in _KEYS]
        found = await tx.find_fields(Identity, {"$or": places}, _KEYS)
        for one in found:
            for alias in one.get("aliases") or ():
                names.addresses[channel_id, alias] = one["address"]
                names.stored.add((channel_id, alias))
        # Who is at an address is meant by it, whatever else is called so.
        for one in found:
            place = (channel_id, one["address"])
            names.addresses[place] = one["address"]
            names.identities[place] = Id(one["_id"])
            names.stored.add(place)
    return names


async def _learn(
    tx: Transaction, names: _Names, ids_of: Mapping[tuple[Id, str], Iterable[str]]
) -> None:
    """Ids that another identity carries stay its own."""
    learned = []
    for (channel_id, address), ids in ids_of.items():
        known = names.identities.get((channel_id, address))
        fresh = [id for id in ids if (channel_id, id) not in names.stored]
        if known is not None and fresh:
            learned.append((known, {"$addToSet": {"aliases": {"$each": fresh}}}))
    await tx.change_each(Identity, learned)


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
    # Who begins one with him at the same moment meets us there.
    await tx.change(Contact, {"_id": identity.contact_id}, {"$inc": {"used": 1}})
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


async def follow_group(tx: Transaction, channel: Channel, old_ids: list[str], chat_id: str) -> None:
    """A group that goes on under another id keeps its conversations, and answers go to the new one."""
    old = {"channel_id": channel.id, "thread_key": {"$in": old_ids}, "chat_id": {"$in": old_ids}}
    values = {"chat_id": chat_id}
    begun_anew = {"channel_id": channel.id, "thread_key": chat_id, "open": True}
    if await tx.get(Conversation, begun_anew) is None:
        values["thread_key"] = chat_id
    await tx.change_many(Conversation, old, {"$set": values, "$inc": {"version": 1}})
