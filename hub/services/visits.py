"""Which visitors have the chat open, and the chats in the queue at which nobody is any more."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Visit
from models.documents.base import Id
from models.documents.list_indexes import A_TIME
from models.words import ConversationState

QUEUED = {"state": ConversationState.QUEUED}

PRESENT = {"$unset": {"visitor_gone_at": ""}}
"""The update of a chat whose visitor is there."""


async def write(tx: Transaction, visits: Iterable[Visit]) -> None:
    """Store them; safe to repeat."""
    await tx.upsert_each(
        Visit,
        (
            (
                {"_id": each.id},
                {"$set": {"identity_id": each.identity_id, "process_id": each.process_id}},
            )
            for each in visits
        ),
    )


async def forget(tx: Transaction, visits: Collection[Visit]) -> None:
    """They are over: whoever has no other is gone from his chat in the queue, as of now."""
    await tx.delete(Visit, {"_id": {"$in": [each.id for each in visits]}})
    await note_gone(tx, {each.identity_id for each in visits})


async def note_gone(tx: Transaction, identity_ids: Collection[Id]) -> None:
    """Of these visitors, who is nowhere is gone from now on where he waits; not who was before."""
    gone = set(identity_ids) - await here(tx, identity_ids)
    waiting = {**QUEUED, "identity_id": {"$in": sorted(gone)}, "visitor_gone_at": None}
    if gone:
        await tx.change_many(Conversation, waiting, {"$set": {"visitor_gone_at": tx.now}})


async def here(tx: Transaction, identity_ids: Collection[Id]) -> set[Id]:
    """Those of these visitors who have the chat open."""
    visits = await tx.find(Visit, {"identity_id": {"$in": sorted(identity_ids)}})
    return {each.identity_id for each in visits}


async def waited_for(tx: Transaction, identity_ids: Collection[Id]) -> list[Conversation]:
    """Their chats in the queue from which they were gone."""
    return await tx.find(
        Conversation,
        {**QUEUED, "identity_id": {"$in": sorted(identity_ids)}, "visitor_gone_at": A_TIME},
    )


async def is_anybody_gone(store: Store, before: datetime) -> bool:
    return await store.get(Conversation, _gone(before)) is not None


async def gone_since(tx: Transaction, before: datetime, limit: int) -> list[Conversation]:
    """Chats in the queue whose visitors were gone by then, and do not count as left yet."""
    return await tx.find(Conversation, _gone(before), limit=limit)


def _gone(before: datetime) -> dict[str, Any]:
    return {**QUEUED, "left": False, "visitor_gone_at": {**A_TIME, "$lte": before}}


async def is_any_held_by_none_of(store: Store, alive: list[Id]) -> bool:
    """The cheap look before ``held_by_none_of``."""
    return await store.get(Visit, {"process_id": {"$nin": alive}}) is not None


async def held_by_none_of(tx: Transaction, alive: list[Id], limit: int) -> list[Visit]:
    """What none of these web processes holds."""
    return await tx.find(Visit, {"process_id": {"$nin": alive}}, limit=limit)
