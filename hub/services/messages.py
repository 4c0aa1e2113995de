"""Messages: pages of a thread, and repeats recognised by the ids their writers chose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from hub.kit.errors import Invalid
from hub.rules.actors import SYSTEM
from hub.rules.message_parts import once_more
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Message, UndoneSend
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.words import Direction, EventType, MessageStatus, ObjectKind, Visibility

ExternalId = tuple[Id, str]


async def stored_already(tx: Transaction, ids: Iterable[ExternalId]) -> dict[ExternalId, Message]:
    """Messages known under these channel and external ids."""
    by_channel: dict[Id, list[str]] = {}
    for channel_id, external_id in ids:
        by_channel.setdefault(channel_id, []).append(external_id)
    found = []
    for channel_id, external_ids in by_channel.items():
        found += await tx.find(
            Message, {"channel_id": channel_id, "external_id": {"$in": external_ids}}
        )
    return {
        (message.channel_id, message.external_id): message
        for message in found
        if message.external_id is not None
    }


async def of_provider(tx: Transaction, channel_id: Id, external_id: str) -> Message | None:
    """The message that the provider calls so, also by one of several parts."""
    found = await tx.get(Message, {"channel_id": channel_id, "external_id": external_id})
    if found is None:
        found = await tx.get(Message, {"channel_id": channel_id, "part_ids": external_id})
    return found


@dataclass
class Reported:
    """Messages that reports are about, by the provider's id and by our own."""

    by_external: dict[ExternalId, Message] = field(default_factory=dict)
    by_id: dict[str, Message] = field(default_factory=dict)

    def put(self, message: Message) -> None:
        self.by_id[str(message.id)] = message
        for id in (message.external_id, *(message.part_ids or ())):
            if id is not None:
                self.by_external[message.channel_id, id] = message


async def reported(tx: Transaction, ids: Iterable[ExternalId], our_ids: Iterable[str]) -> Reported:
    """What a batch of reports is about, in a query or two a channel."""
    found = Reported()
    by_channel: dict[Id, list[str]] = {}
    for channel_id, external_id in ids:
        by_channel.setdefault(channel_id, []).append(external_id)
    for channel_id, named in by_channel.items():
        for key in ("external_id", "part_ids"):
            for one in await tx.find(Message, {"channel_id": channel_id, key: {"$in": named}}):
                found.put(one)
    missing = [Id(id) for id in our_ids if Id.is_valid(id) and id not in found.by_id]
    if missing:
        for one in await tx.find(Message, {"_id": {"$in": missing}}):
            found.put(one)
    return found


async def change(tx: Transaction, message: Message, values: Mapping[str, Any]) -> Message:
    """Set fields; what becomes None is no longer stored."""
    plain = _plain(values)
    update: dict[str, Any] = {
        "$set": {name: value for name, value in plain.items() if value is not None},
        "$inc": {"version": 1},
    }
    if emptied := {name: "" for name, value in plain.items() if value is None}:
        update["$unset"] = emptied
    after = await tx.change(Message, {"_id": message.id}, update)
    assert after is not None
    return after


async def written_already(tx: Transaction, author_id: Id, client_id: str) -> Message | None:
    return await tx.get(Message, {"author.id": author_id, "client_id": client_id})


async def quotable(
    tx: Transaction, conversation: Conversation, id: Id, visibility: Visibility
) -> Id:
    """A message of the same thread; what is private is quoted in private only. Raises Invalid."""
    found = await tx.get(Message, {"_id": id})
    if found is not None and found.conversation_id != conversation.id:
        same = {"_id": found.conversation_id, "identity_id": conversation.identity_id}
        found = found if await tx.get(Conversation, same) is not None else None
    if found is None or Visibility.INTERNAL in {found.visibility} - {visibility}:
        raise Invalid(
            "The message that this answers is not in this conversation. Take the quote away.",
            fields={"replyTo": "is no message of this conversation"},
        )
    return found.id


async def was_undone(tx: Transaction, author_id: Id, client_id: str) -> bool:
    return await tx.get(UndoneSend, {"author_id": author_id, "client_id": client_id}) is not None


async def undo(tx: Transaction, message: Message, actor: Actor, rooms: Iterable[str]) -> None:
    """Nothing is left of it but that it was there. Who began to send it at the same moment looks again."""
    await tx.delete(Message, {"_id": message.id})
    assert message.author.id is not None
    gone = UndoneSend(
        _id=message.id,
        author_id=message.author.id,
        client_id=message.client_id or str(message.id),
        conversation_id=message.conversation_id,
        at=tx.now,
    )
    await tx.insert(gone)
    tx.record(
        EventType.MESSAGE_UNDONE,
        object=ObjectRef(kind=ObjectKind.MESSAGE, id=message.id, version=message.version + 1),
        actor=actor,
        rooms=rooms,
        conversation_id=message.conversation_id,
    )


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Models inside the values as MongoDB stores them."""
    return {
        name: [
            each.model_dump(exclude_none=True) if isinstance(each, BaseModel) else each
            for each in value
        ]
        if isinstance(value, list)
        else value
        for name, value in values.items()
    }


async def page(
    store: Store,
    conversation_id: Id,
    *,
    before: int | None = None,
    after: int | None = None,
    limit: int,
) -> list[Message]:
    """Messages of one conversation in their order: the newest, those before, or those after."""
    filter: dict[str, object] = {"conversation_id": conversation_id}
    if after is not None:
        filter["number"] = {"$gt": after}
        return await store.find(Message, filter, sort=[("number", 1)], limit=limit)
    if before is not None:
        filter["number"] = {"$lt": before}
    newest_first = await store.find(Message, filter, sort=[("number", -1)], limit=limit)
    return newest_first[::-1]


async def public_ones(store: Store, conversation_id: Id, *, limit: int) -> list[Message]:
    """The newest public messages of one conversation, in their order."""
    public = {"conversation_id": conversation_id, "visibility": Visibility.PUBLIC}
    return (await store.find(Message, public, sort=[("number", -1)], limit=limit))[::-1]


async def page_for_customer(
    store: Store, conversation_ids: list[Id], *, before: tuple[Id, int] | None, limit: int
) -> list[Message]:
    """Public messages of a customer's whole thread in their order, ending before a place.

    By conversation (the newest is named first) and number, never by clock: those of several
    processes differ, and who wrote first need not have been stored first.
    """
    ids = conversation_ids
    if before is not None:
        ids = ids[ids.index(before[0]) :] if before[0] in ids else []
    newest_first: list[Message] = []
    for id in ids:
        filter: dict[str, object] = {"conversation_id": id, "visibility": Visibility.PUBLIC}
        if before is not None and before[0] == id:
            filter["number"] = {"$lt": before[1]}
        left = limit - len(newest_first)
        newest_first += await store.find(Message, filter, sort=[("number", -1)], limit=left)
        if len(newest_first) == limit:
            break
    return newest_first[::-1]


async def outbound_below(
    tx: Transaction, conversation_id: Id, up_to: int, statuses: list[MessageStatus], limit: int
) -> list[Message]:
    """Public messages to the customer up to this number whose status is one of these."""
    return await tx.find(
        Message,
        {
            "conversation_id": conversation_id,
            "number": {"$lte": up_to},
            "direction": Direction.OUTBOUND,
            "visibility": Visibility.PUBLIC,
            "status": {"$in": statuses},
        },
        sort=[("number", 1)],
        limit=limit,
    )


async def next_to_send(store: Store, conversation_id: Id) -> Message | None:
    """The first in the order of the thread that waits for its provider, or is on its way to it."""
    found = await store.find(
        Message,
        {
            "conversation_id": conversation_id,
            "status": {"$in": [MessageStatus.PENDING.value, MessageStatus.SENDING.value]},
        },
        sort=[("number", 1)],
        limit=1,
    )
    return found[0] if found else None


ON_ITS_WAY = (MessageStatus.SENDING, MessageStatus.SENT, MessageStatus.UNKNOWN)


async def put_back(tx: Transaction, message: Message, found: Mapping[str, Any]) -> Message:
    """Something of it failed because the account may not send: it waits in its place in the thread, with the
    reason. ``found``: what ``message`` has that is not stored yet.
    """
    again = {**found, **once_more(message), "held_until": None}
    moved = await move(tx, message.id, MessageStatus.PENDING, ON_ITS_WAY, SYSTEM, again)
    return moved or message.model_copy(update=again)


async def move(
    tx: Transaction,
    message_id: Id,
    status: MessageStatus,
    found: Iterable[MessageStatus],
    actor: Actor,
    values: Mapping[str, Any] | None = None,
) -> Message | None:
    """Set a status if the present one is among ``found``, and tell it. ``values`` are set in any
    case; None among them takes a field away. None when the status was another.
    """
    before = await tx.get(Message, {"_id": message_id})
    if before is None:
        return None
    moves = before.status in set(found)
    change = {**(values or {}), **({"status": status} if moves else {})}
    if not change:
        return None
    after = await tx.change(
        Message,
        {"_id": message_id},
        {
            "$set": {key: value for key, value in change.items() if value is not None},
            "$unset": {key: "" for key, value in change.items() if value is None},
            "$inc": {"version": 1},
        },
    )
    assert after is not None
    if not moves:
        return None
    conversation = await tx.get(Conversation, {"_id": before.conversation_id})
    assert conversation is not None
    tx.record(
        EventType.MESSAGE_STATUS_CHANGED,
        object=ObjectRef(kind=ObjectKind.MESSAGE, id=after.id, version=after.version),
        actor=actor,
        rooms=conversation.audience,
        changes={"status": [before.status, status]},
        conversation_id=conversation.id,
    )
    return after
