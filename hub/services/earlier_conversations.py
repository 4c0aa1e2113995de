"""What a contact has had with us before: of one thread, or over all channels."""

from datetime import datetime
from typing import Any

from hub.rules.audience import rooms_of_member
from hub.store.mongo import Store
from models.documents import Conversation, Member
from models.documents.base import Id

MOST_COUNTED = 1_000

Place = tuple[datetime, Id]


async def of_contact(
    store: Store, member: Member, contact_id: Id, *, after: Place | None, limit: int
) -> list[Conversation]:
    """The newest first, as far as the member may see them."""
    return await _page(store, {"contact.id": contact_id, **_visible(member)}, after, limit)


async def count(store: Store, member: Member, contact_id: Id) -> tuple[int, int]:
    """How many of them the member may see, and how many there are."""
    mine = {"contact.id": contact_id, **_visible(member)}
    return (
        await store.count(Conversation, mine, limit=MOST_COUNTED),
        await store.count(Conversation, {"contact.id": contact_id}, limit=MOST_COUNTED),
    )


async def before(
    store: Store, member: Member, conversation: Conversation, *, after: Place | None, limit: int
) -> list[Conversation]:
    """Those of the same thread that began earlier, the newest first."""
    thread = {"channel_id": conversation.channel_id, "thread_key": conversation.thread_key}
    place = after or (conversation.started_at, conversation.id)
    return await _page(store, {**thread, **_visible(member)}, place, limit)


def _visible(member: Member) -> dict[str, Any]:
    return {"audience": {"$in": sorted(rooms_of_member(member))}}


async def _page(
    store: Store, filter: dict[str, Any], after: Place | None, limit: int
) -> list[Conversation]:
    """By when they began, from after a place that stays put."""
    if after is not None:
        at, id = after
        older = [{"started_at": {"$lt": at}}, {"started_at": at, "_id": {"$lt": id}}]
        filter = {"$and": [filter, {"$or": older}]}
    return await store.find(
        Conversation, filter, sort=[("started_at", -1), ("_id", -1)], limit=limit
    )
