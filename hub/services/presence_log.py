"""The log of who was there: rows of the journal about agents, by time."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from bson import ObjectId

from hub.kit.errors import Invalid
from hub.rules.presence_lines import Line, as_lines
from hub.store.mongo import Store
from models.documents import Event
from models.documents.base import Id
from models.words import EventType, ObjectKind

TYPES = [EventType.AGENT_PRESENCE_CHANGED, EventType.AGENT_SESSION_LOGGED]
NEWEST_FIRST = [("at", -1), ("_id", -1)]
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


async def page(
    store: Store,
    member_ids: Iterable[Id] | None,
    *,
    since: datetime | None,
    before: datetime | None,
    cursor: str | None,
    limit: int,
) -> tuple[list[Line], str | None]:
    """The newest first, and where the next page begins. ``member_ids`` None means all.

    ``since`` is within, ``before`` is not. Raises Invalid for a cursor that is none.
    """
    wanted: list[dict[str, Any]] = [{"object.kind": ObjectKind.AGENT, "type": {"$in": TYPES}}]
    if member_ids is not None:
        wanted.append({"object.id": {"$in": list(member_ids)}})
    if since is not None:
        wanted.append({"at": {"$gte": since}})
    if before is not None:
        wanted.append({"at": {"$lt": before}})
    if cursor is not None:
        wanted.append(_after(cursor))
    rows = await store.find(Event, {"$and": wanted}, sort=NEWEST_FIRST, limit=limit + 1)
    more, rows = len(rows) > limit, rows[:limit]
    lines = as_lines(rows, await _next_of(store, rows))
    return lines, _cursor(rows[-1]) if more else None


async def _next_of(store: Store, rows: list[Event]) -> dict[Id, datetime]:
    """When the state of each of these agents changed next, after the newest of these rows."""
    newest: dict[Id, Event] = {}
    for row in rows:
        if row.type is EventType.AGENT_PRESENCE_CHANGED:
            newest.setdefault(row.object.id, row)
    found = await asyncio.gather(*(_next(store, row) for row in newest.values()))
    return {row.object.id: row.at for row in found if row is not None}


async def _next(store: Store, row: Event) -> Event | None:
    after = {
        "object.kind": ObjectKind.AGENT,
        "object.id": row.object.id,
        "type": EventType.AGENT_PRESENCE_CHANGED,
        "$or": [{"at": {"$gt": row.at}}, {"at": row.at, "_id": {"$gt": row.id}}],
    }
    found = await store.find(Event, after, sort=[("at", 1), ("_id", 1)], limit=1)
    return found[0] if found else None


def _cursor(row: Event) -> str:
    return f"{(row.at - BEGINNING) // timedelta(milliseconds=1)}.{row.id}"


def _after(cursor: str) -> dict[str, Any]:
    milliseconds, _, id = cursor.partition(".")
    if not milliseconds.isdecimal() or len(milliseconds) > 14 or not ObjectId.is_valid(id):
        raise Invalid(fields={"cursor": "must be one that a page gave"})
    at = BEGINNING + timedelta(milliseconds=int(milliseconds))
    return {"$or": [{"at": {"$lt": at}}, {"at": at, "_id": {"$lt": ObjectId(id)}}]}
