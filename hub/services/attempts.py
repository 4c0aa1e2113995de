"""Failed tries under a key (an address, an account) inside a window of time."""

import hashlib
import math
from dataclasses import dataclass
from datetime import timedelta

from hub.kit.errors import TooMany
from hub.store.mongo import Store
from models.documents.housekeeping import Attempt


@dataclass(frozen=True)
class Limit:
    """So many failures under ``key`` within ``window`` seconds, then no more until it ends."""

    key: str
    most: int
    window: int

    @property
    def id(self) -> str:
        """The key is hashed: it may be an e-mail address."""
        return hashlib.sha256(self.key.encode()).hexdigest()


class TooManyAttempts(TooMany):
    pass


async def check(store: Store, limits: list[Limit]) -> None:
    """Raises TooManyAttempts, with the time to wait, when any limit is used up."""
    now = store.clock.now()
    most = {limit.id: limit.most for limit in limits}
    found = await store.find(Attempt, {"_id": {"$in": list(most)}, "until": {"$gt": now}})
    waits = [attempt.until - now for attempt in found if attempt.tries >= most[attempt.id]]
    if waits:
        seconds = math.ceil(max(waits).total_seconds())
        raise TooManyAttempts(
            f"Too many attempts. Try again in {math.ceil(seconds / 60)} min.", retry_after=seconds
        )


async def count_failure(store: Store, limits: list[Limit]) -> int:
    """Count one failure under each limit; how many more the narrowest of them allows."""
    now = store.clock.now()
    left = []
    for limit in limits:
        running = {"$gt": ["$until", now]}
        attempt = await store.change(
            Attempt,
            {"_id": limit.id},
            [
                {
                    "$set": {
                        "tries": {"$cond": [running, {"$add": ["$tries", 1]}, 1]},
                        "until": {
                            "$cond": [running, "$until", now + timedelta(seconds=limit.window)]
                        },
                    }
                }
            ],
            upsert=True,
        )
        assert attempt is not None
        left.append(max(0, limit.most - attempt.tries))
    return min(left)


async def forget(store: Store, limits: list[Limit]) -> None:
    await store.delete(Attempt, {"_id": {"$in": [limit.id for limit in limits]}})
