"""The lists of conversations, a page at a time."""

from typing import Any

from hub.rules.cursors import Place
from hub.rules.tabs import Order, Rows
from hub.store.mongo import Store
from models.documents import Conversation

MOST_SECONDS = 3.0
"""What a page may take of the database's time; it takes some hundredths of it."""


async def list_page(
    store: Store, rows: Rows, order: Order, *, after: Place | None, limit: int, index: str | None
) -> list[Conversation]:
    """Rows in order, from after a place that stays put while rows move.

    Raises TimeoutError when too much would have to be looked at.
    """
    if after is not None:
        rows = {"$and": [rows, *beyond(order, after)]}
    return await store.find(
        Conversation, rows, sort=order.keys, limit=limit, index=index, seconds=MOST_SECONDS
    )


async def count(store: Store, rows: Rows, most: int) -> int:
    """How many, counted up to ``most``."""
    return await store.count(Conversation, rows, limit=most)


def beyond(order: Order, place: Place) -> list[dict[str, Any]]:
    """What lies after a place: the index begins at its first value, and what was seen there is
    left out. Said the other way round, as "later, or equal and", MongoDB would sort in memory.
    """
    (first, way), *_ = order.keys
    bound = {first: {"$gte" if way > 0 else "$lte": place[0]}}
    seen = []
    same: dict[str, Any] = {}
    for (field, way), value in zip(order.keys, place, strict=True):
        last = field == "_id"
        back = ("$lte" if last else "$lt") if way > 0 else ("$gte" if last else "$gt")
        if same:
            seen.append({**same, field: {back: value}})
        same[field] = value
    return [bound, {"$nor": seen}]


def place_of(order: Order, row: Conversation) -> Place:
    return tuple(row.id if field == "_id" else getattr(row, field, None) for field, _ in order.keys)
