"""Due times: written with the state change, claimed by the database server's clock."""

from datetime import UTC, datetime
from typing import Any

from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Due
from models.documents.base import Id

CLAIM_SECONDS = 30
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


async def set_due(
    tx: Transaction, kind: str, object_id: Id, at: datetime, object_version: int = 0
) -> None:
    """Set the due time of this kind for the object, replacing an earlier one."""
    await tx.upsert_each(Due, [due_write(kind, object_id, at, object_version)])


def due_write(
    kind: str, object_id: Id, at: datetime, object_version: int = 0
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same as a filter and an update, for writing many at once."""
    return (
        {"kind": kind, "object_id": object_id},
        {
            "$set": {"at": at, "object_version": object_version, "attempts": 0},
            "$unset": {"claimed_until": ""},
        },
    )


async def clear_due(tx: Transaction, kind: str, object_ids: list[Id]) -> None:
    if object_ids:
        await tx.delete(Due, {"kind": kind, "object_id": {"$in": object_ids}})


async def claim_due(
    store: Store, now: datetime, kinds: list[str], seconds: int = CLAIM_SECONDS
) -> Due | None:
    """Claim the next one that is due at ``now``; nobody else gets it for so many seconds.

    What is due follows the injected clock, the claim itself the database server's.
    """
    until = {"$dateAdd": {"startDate": "$$NOW", "unit": "second", "amount": seconds}}
    unclaimed = {"$lt": [{"$ifNull": ["$claimed_until", LONG_AGO]}, "$$NOW"]}
    return await store.change(
        Due,
        {"at": {"$lte": now}, "kind": {"$in": kinds}, "$expr": unclaimed},
        [{"$set": {"claimed_until": until, "attempts": {"$add": ["$attempts", 1]}}}],
    )


async def finish_due(tx: Transaction, due: Due) -> None:
    """Take it away, unless it was set anew meanwhile. Call in the transaction that acts."""
    await tx.delete(Due, {"_id": due.id, "at": due.at})
