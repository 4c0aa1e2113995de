"""Connections of members to this hub, and the web processes that hold them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Connection, WebProcess
from models.documents.base import Id

LEASE_SECONDS = 5.0
"""How long a web process counts as alive without saying so."""

UNTIL = {
    "$dateAdd": {"startDate": "$$NOW", "unit": "millisecond", "amount": int(LEASE_SECONDS * 1000)}
}
EXPIRED = {"$expr": {"$lt": ["$until", "$$NOW"]}}
ALIVE = {"$expr": {"$gte": ["$until", "$$NOW"]}}


@dataclass(frozen=True)
class Here:
    """A device that is connected. ``id`` is chosen by the process that holds it."""

    id: Id
    member_id: Id
    sign_in_id: Id
    process_id: Id
    device: str
    since: datetime
    active_at: datetime


async def renew(store: Store, process_id: Id) -> bool:
    """Live on; False when the lease had run out meanwhile: then all it holds counts as lost."""
    renewed = await store.change(
        WebProcess, {"_id": process_id, **ALIVE}, [{"$set": {"until": UNTIL}}]
    )
    return renewed is not None


async def register(store: Store, process_id: Id) -> None:
    await store.change(WebProcess, {"_id": process_id}, [{"$set": {"until": UNTIL}}], upsert=True)


async def close(store: Store, process_id: Id) -> None:
    """The process ends: the next look finds what it held without a holder."""
    await store.delete(WebProcess, {"_id": process_id})


async def is_anybody_serving(store: Store) -> bool:
    return await store.get(WebProcess, ALIVE) is not None


async def alive(store: Store) -> list[Id]:
    """The web processes that live."""
    return [process.id for process in await store.find(WebProcess, ALIVE)]


async def alive_in(tx: Transaction) -> list[Id]:
    return [process.id for process in await tx.find(WebProcess, ALIVE)]


async def has_unheld(store: Store) -> bool:
    """Whether ``lose_unheld`` would find anything: the cheap look before it."""
    unheld = {"process_id": {"$nin": await alive(store)}, "lost_at": None}
    return await store.get(Connection, unheld) is not None


async def lose_unheld(tx: Transaction) -> int:
    """What no living process holds is lost as of now; how many that were.

    Dead processes are deleted, which their own renewal runs into: one that was only slow finds
    that out and announces what it holds again.
    """
    await tx.delete(WebProcess, EXPIRED)
    others = [process.id for process in await tx.find(WebProcess, {})]
    unheld = {"process_id": {"$nin": others}, "lost_at": None}
    return await tx.change_many(Connection, unheld, {"$set": {"lost_at": tx.now}})


async def write(tx: Transaction, here: Iterable[Here]) -> None:
    """Store them as connected, new or known; what was lost of the same devices is forgotten."""
    here = list(here)
    await tx.upsert_each(Connection, [_upsert(each) for each in here])
    await tx.delete(
        Connection,
        {
            "sign_in_id": {"$in": [each.sign_in_id for each in here]},
            "lost_at": {"$ne": None},
            "_id": {"$nin": [each.id for each in here]},
        },
    )


def _upsert(here: Here) -> tuple[dict[str, Any], dict[str, Any]]:
    kept = {
        "member_id": here.member_id,
        "sign_in_id": here.sign_in_id,
        "process_id": here.process_id,
        "device": here.device,
        "since": here.since,
    }
    return (
        {"_id": here.id},
        {
            "$setOnInsert": kept,
            "$max": {"active_at": here.active_at},
            "$unset": {"lost_at": ""},
        },
    )


async def lose(store: Store, ids: Sequence[Id]) -> None:
    """Their last sockets have gone; they may come back."""
    connected = {"_id": {"$in": list(ids)}, "lost_at": None}

    async def work(tx: Transaction) -> None:
        await tx.change_many(Connection, connected, {"$set": {"lost_at": tx.now}})

    await store.transact(work)


async def of_members(tx: Transaction, member_ids: Iterable[Id]) -> list[Connection]:
    return await tx.find(Connection, {"member_id": {"$in": list(member_ids)}})


async def take_away_lost(
    tx: Transaction, member_ids: Iterable[Id], before: datetime
) -> list[Connection]:
    """Forget those of these members that were lost by then; what was forgotten."""
    gone = await tx.find(
        Connection, {"member_id": {"$in": list(member_ids)}, "lost_at": {"$lte": before}}
    )
    await tx.delete(Connection, {"_id": {"$in": [each.id for each in gone]}})
    return gone


async def end(tx: Transaction, sign_in_ids: Iterable[Id]) -> None:
    """These sign-ins are over, and what is connected by them."""
    await tx.delete(Connection, {"sign_in_id": {"$in": list(sign_in_ids)}})


async def note_call(tx: Transaction, member_id: Id, sign_in_id: Id, device: str) -> None:
    """He has spoken by HTTP without a socket: as if a connection had been lost just now."""
    await tx.upsert_each(
        Connection,
        [
            (
                {"sign_in_id": sign_in_id, "process_id": None},
                {
                    "$setOnInsert": {"member_id": member_id, "device": device, "since": tx.now},
                    "$set": {"active_at": tx.now, "lost_at": tx.now},
                },
            )
        ],
    )


async def note_activity(store: Store, at: dict[Id, datetime]) -> None:
    """Somebody was at these connections at these times."""

    async def work(tx: Transaction) -> None:
        await tx.change_each(
            Connection, [(id, {"$max": {"active_at": when}}) for id, when in at.items()]
        )

    await store.transact(work)


async def members_lost_before(store: Store, before: datetime, limit: int) -> list[Id]:
    found = await store.find(Connection, {"lost_at": {"$lte": before}}, limit=limit)
    return list(dict.fromkeys(each.member_id for each in found))


async def members_idle_since(store: Store, before: datetime) -> list[Id]:
    found = await store.find(Connection, {"active_at": {"$lt": before}})
    return list(dict.fromkeys(each.member_id for each in found))


async def list_of(store: Store, member_ids: list[Id]) -> list[Connection]:
    """The longest connected first."""
    return await store.find(
        Connection, {"member_id": {"$in": member_ids}}, sort=[("since", 1), ("_id", 1)]
    )
