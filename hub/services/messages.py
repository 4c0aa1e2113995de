"""Messages: pages of a thread, and repeats recognised by the ids their writers chose."""

from collections.abc import Iterable

from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Message
from models.documents.base import Id
from models.words import Direction, MessageStatus, Visibility

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


async def written_already(tx: Transaction, author_id: Id, client_id: str) -> Message | None:
    return await tx.get(Message, {"author.id": author_id, "client_id": client_id})


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
