"""How fast each channel and each recipient may be written to: one count for all workers.

It lies in MongoDB, so that it is there with and without Redis. A limit is kept as the time until which
the calls taken so far are paid for; whoever asks learns how long it is until his turn.
"""

import math
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from typing import Any

from channels_adapters.base import Limit
from hub.store.mongo import Store
from models.documents import SendPace
from models.documents.base import Id


@dataclass(frozen=True)
class Turn:
    """``seconds`` until it comes; one that is not ``taken`` counts for nothing."""

    taken: bool
    seconds: float


async def take(store: Store, channel_id: Id, limit: Limit, patience: float) -> Turn:
    """The next turn, if it comes within ``patience`` seconds; otherwise only when that would be."""
    now = store.clock.now()
    every = _milliseconds(limit)
    free = now + timedelta(milliseconds=every * limit.burst)
    paid: dict[str, Any] = {"$ifNull": ["$paid_until", now]}
    asked = {"$add": [{"$max": [paid, now]}, every]}
    waits = {"$max": [0, {"$subtract": [asked, free]}]}
    is_taken = {"$lte": [waits, math.ceil(patience * 1000)]}
    after = await store.change(
        SendPace,
        {"_id": _name(channel_id, limit)},
        # All of one stage is reckoned from what was stored before it.
        [
            {
                "$set": {
                    "paid_until": {"$cond": [is_taken, asked, paid]},
                    "waits": waits,
                    "taken": is_taken,
                }
            }
        ],
        upsert=True,
    )
    assert after is not None
    return Turn(after.taken, after.waits / 1000)


async def give_back(store: Store, channel_id: Id, limit: Limit) -> None:
    """A turn that was taken and not used."""
    less = {"$subtract": ["$paid_until", _milliseconds(limit)]}
    await store.change(
        SendPace, {"_id": _name(channel_id, limit)}, [{"$set": {"paid_until": less}}]
    )


def _milliseconds(limit: Limit) -> int:
    return math.ceil(limit.every * 1000)


def _name(channel_id: Id, limit: Limit) -> str:
    """Of each limit its own. Without the address itself: a pace is nobody's personal data."""
    name = f"{channel_id}:{limit.burst}:{_milliseconds(limit)}"
    if limit.recipient is None:
        return name
    return f"{name}:{blake2b(limit.recipient.encode(), digest_size=12).hexdigest()}"
