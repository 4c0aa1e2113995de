"""Who may try to lead, by the database server's clock. A lease is a courtesy, never a fence."""

from pymongo.errors import DuplicateKeyError

from hub.store.mongo import Store
from models.documents import Lease


class LeaseHolder:
    """One candidate for one task. ``seconds`` is how long a lease lives without renewal."""

    def __init__(self, store: Store, task: str, holder: str, seconds: float = 1.0) -> None:
        self._store = store
        self.task = task
        self.holder = holder
        self._milliseconds = int(seconds * 1000)

    async def take(self) -> bool:
        """Take or renew it; False while somebody else holds it."""
        free = {"$or": [{"holder": self.holder}, {"$expr": {"$lt": ["$until", "$$NOW"]}}]}
        until = {
            "$dateAdd": {"startDate": "$$NOW", "unit": "millisecond", "amount": self._milliseconds}
        }
        try:
            lease = await self._store.change(
                Lease,
                {"_id": self.task, **free},
                [{"$set": {"holder": self.holder, "until": until}}],
                upsert=True,
            )
        except DuplicateKeyError:
            return False
        return lease is not None and lease.holder == self.holder

    async def give_back(self) -> None:
        await self._store.delete(Lease, {"_id": self.task, "holder": self.holder})
