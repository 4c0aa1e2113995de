"""Series of numbers for people to call things by. Unique, not gapless."""

from hub.store.mongo import Store
from models.documents import Counter

CONVERSATIONS = "conversation"
AT_A_TIME = 20
"""Numbers fetched in one go, so that a new conversation seldom waits for one."""


class Numbers:
    """One process's stock of a series. Numbers are fetched outside any transaction, so that no
    transaction ever waits for another one's number."""

    def __init__(self, store: Store, series: str) -> None:
        self._store = store
        self._series = series
        self._stock: list[int] = []

    async def borrow(self, count: int) -> list[int]:
        """The next ``count`` numbers, lowest first, nobody else's from now on."""
        while len(self._stock) < count:
            fetched = await reserve(self._store, self._series, max(count, AT_A_TIME))
            # Only now: others may have borrowed while it was fetched.
            self._stock = sorted([*self._stock, *fetched])
        borrowed, self._stock = self._stock[:count], self._stock[count:]
        return borrowed

    def give_back(self, unused: list[int]) -> None:
        self._stock = sorted([*self._stock, *unused])


async def reserve(store: Store, series: str, count: int) -> range:
    """Reserve ``count`` numbers of a series at once."""
    counter = await store.change(Counter, {"_id": series}, {"$inc": {"value": count}}, upsert=True)
    assert counter is not None
    return range(counter.value - count + 1, counter.value + 1)
