"""A transaction that nobody goes on with is ended; one that works is left alone."""

import asyncio

from hub.store.mongo import Store
from hub.store.orphans import IDLE_SECONDS, Orphans
from hub.store.transaction import Transaction
from models.documents import Counter


async def raise_counter(store: Store, id: str, by: int) -> None:
    async def work(tx: Transaction) -> None:
        await tx.change(Counter, {"_id": id}, {"$inc": {"value": by}}, upsert=True)

    await store.transact(work)


async def what_other_tests_left_is_ended(store: Store) -> None:
    """The server is one for all of them, and whoever was cancelled in the middle may have left his."""
    orphans = Orphans(store)
    await orphans.look(0.0)
    await orphans.look(IDLE_SECONDS)


async def test_what_stands_still_no_longer_holds_up_others(store: Store) -> None:
    await raise_counter(store, "x", 1)
    await what_other_tests_left_is_ended(store)
    orphans = Orphans(store)
    session = store.client.start_session()
    await session.start_transaction()
    counters = store.db[Counter.collection_name()]
    await counters.update_one({"_id": "x"}, {"$inc": {"value": 100}}, session=session)
    waiting = asyncio.create_task(raise_counter(store, "x", 1))

    assert await orphans.look(0.0) == 0
    assert await orphans.look(IDLE_SECONDS / 2) == 0
    await asyncio.sleep(0.05)
    assert not waiting.done()
    assert await orphans.look(IDLE_SECONDS) == 1
    await waiting

    counter = await store.get(Counter, {"_id": "x"})
    assert counter is not None and counter.value == 2
    await session.end_session()


async def test_what_makes_steps_is_left_alone(store: Store) -> None:
    orphans = Orphans(store)

    async def work(tx: Transaction) -> None:
        for second in range(6):
            await tx.change(Counter, {"_id": "y"}, {"$inc": {"value": 1}}, upsert=True)
            await orphans.look(second * IDLE_SECONDS)

    await store.transact(work)

    counter = await store.get(Counter, {"_id": "y"})
    assert counter is not None and counter.value == 6
