"""Series of numbers for people to call things by. Unique, not gapless."""

from hub.store.mongo import Store
from models.documents import Counter

CONVERSATIONS = "conversation"


async def reserve(store: Store, series: str, count: int) -> range:
    """Reserve ``count`` numbers outside any transaction, so that no transaction waits for them."""
    if count == 0:
        return range(0)
    counter = await store.change(Counter, {"_id": series}, {"$inc": {"value": count}}, upsert=True)
    assert counter is not None
    return range(counter.value - count + 1, counter.value + 1)
