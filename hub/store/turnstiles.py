"""Turnstiles: whoever begins something passes one of them, whoever forbids it turns all, so one comes first.

A transaction that has read "allowed" may commit after somebody has forbidden it, because MongoDB makes
two meet only where both write. One document for all who begin would make them wait for each other; of
many, chosen by chance, two seldom take the same.
"""

from pymongo import UpdateOne

from hub.kit.dice import DICE
from hub.store.errors import told_as_away
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Counter

WAYS = 64

PASSED = {"$inc": {"value": 1}}


async def pass_one(tx: Transaction) -> None:
    """Call it in the transaction that reads whether it may begin: when that is forbidden before the
    commit, the transaction begins anew and reads so.
    """
    await tx.upsert_each(Counter, [({"_id": _name(DICE.randrange(WAYS))}, PASSED)])


async def turn_all(store: Store) -> None:
    """Call it when the change that forbids is committed: once it returns, all that will ever have begun
    without knowing of it is stored. Raises StoreAway.
    """
    turned = [UpdateOne({"_id": _name(way)}, PASSED, upsert=True) for way in range(WAYS)]
    with told_as_away():
        # Outside a transaction MongoDB itself waits for those that are just passing; where nobody ever
        # has before, it has them begin anew.
        await store.db[Counter.collection_name()].bulk_write(turned, ordered=False)


def _name(way: int) -> str:
    return f"turnstile:{way}"
