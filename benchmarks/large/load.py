"""Writes the large data set into a database: house, customers, conversations, messages, indexes.

    python -m benchmarks.large.load FOLDER [--conversations 1000000] [--seed 7742]

Straight into MongoDB, in parts by several processes; the indexes are built afterwards, which is
faster. Without journal rows: no list and no search reads them. Begun again on the same folder after
a kill it goes on with the parts that are missing; a finished one is left as it is.
"""

import argparse
import asyncio
import gc
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bson import encode
from bson.raw_bson import RawBSONDocument
from pymongo import MongoClient
from pymongo.errors import BulkWriteError

from benchmarks.large import patterns
from benchmarks.large.shelf import Part, Shelf
from hub.kit.clock import SystemClock
from hub.store import migrations
from hub.store.bus import LocalBus
from hub.store.mongo import DUPLICATE_KEY, Store
from hub.store.numbers import CONVERSATIONS, reserve
from hub.store.private_mongod import private_mongod

SEED = 7742
END = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
"""When the two years end, for whoever looks at it."""

AT_A_TIME = 2_000
INDEX_MEMORY = "maxIndexBuildMemoryUsageMegabytes"
"""Keys sorted in memory, of each collection whose indexes are built, before they go to disk."""

DATABASE = "large"
DONE = "large_parts"
"""The collection that names the parts which are written whole."""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--conversations", type=int, default=1_000_000)
    asked.add_argument("--seed", type=int, default=SEED)
    asked.add_argument("--processes", type=int, default=2)
    given = asked.parse_args()
    asyncio.run(_run(given))
    return 0


async def _run(given: argparse.Namespace) -> None:
    given.folder.mkdir(parents=True, exist_ok=True)
    async with private_mongod(given.folder, cache_gb=4) as url:
        await load(address(url), given.conversations, seed=given.seed, processes=given.processes)


def address(url: str) -> str:
    base, _, options = url.partition("?")
    return f"{base.rstrip('/')}/{DATABASE}?{options}"


async def load(url: str, total: int, *, seed: int = SEED, processes: int = 2) -> None:
    """Until all is there; says how far it is."""
    store = await Store.open(url, SystemClock(), LocalBus())
    try:
        name = {"_id": "begun", "total": total, "seed": seed}
        begun = await store.db[DONE].find_one({"_id": "begun"})
        if begun is not None and begun.get("finished"):
            return
        if begun is None or any(begun[key] != value for key, value in name.items()):
            await store.client.drop_database(store.db.name)
            await patterns.furnish(store)
            taken = await patterns.taken(store)
            await store.db[DONE].insert_one({**name, "patterns": taken.__dict__})
        begun = await store.db[DONE].find_one({"_id": "begun"})
        assert begun is not None
        done = {one["_id"] async for one in store.db[DONE].find({"words": {"$exists": True}})}
        # The newest first: wherever it ends, there is a whole, smaller set with all that is open.
        left = [first for first in reversed(range(0, total, AT_A_TIME)) if first not in done]
        await asyncio.to_thread(_write_all, url, begun, left, processes)
        await _finish(store, total)
    finally:
        await store.close()


def _write_all(url: str, begun: dict[str, Any], left: list[int], processes: int) -> None:
    started, total = time.monotonic(), len(left)
    with get_context("spawn").Pool(processes, _begin, (url, begun)) as pool:
        for written, _ in enumerate(pool.imap_unordered(_write_part, left), 1):
            if written % 25 == 0 or written == total:
                seconds = time.monotonic() - started
                print(f"{written} of {total} parts, {seconds:.0f} s", file=sys.stderr, flush=True)


_shelf: Shelf
_database: Any


def _begin(url: str, begun: dict[str, Any]) -> None:
    global _shelf, _database
    os.nice(5)
    gc.disable()  # a part has no cycles, and looking for some takes a third of its time
    asyncio.run(_know_documents(url))
    _database = MongoClient(url, tz_aware=True, w=1).get_default_database()
    taken = patterns.Patterns(**begun["patterns"])
    _shelf = Shelf(taken, begun["total"], begun["seed"], END)


async def _know_documents(url: str) -> None:
    """Documents can be made only once the store has been opened in this process."""
    await (await Store.open(url, SystemClock(), LocalBus())).close()


def _write_part(first: int) -> None:
    part: Part = _shelf.part(first, AT_A_TIME)
    for name in ("contacts", "identities", "conversations", "messages"):
        _insert(name, getattr(part, name))
    # Words that came once are found as they are; what is being typed becomes a commoner one.
    words = [[word, times] for word, times in part.words.most_common(6_000)]
    _database[DONE].replace_one({"_id": first}, {"words": words}, upsert=True)


def _insert(name: str, documents: list[dict[str, Any]]) -> None:
    """Encoded in one go, which costs half. What an earlier, killed try has written already is left as it is: it is the same."""
    try:
        if documents:
            encoded = [RawBSONDocument(encode(each)) for each in documents]
            _database[name].insert_many(encoded, ordered=False)
    except BulkWriteError as error:
        if any(each["code"] != DUPLICATE_KEY for each in error.details["writeErrors"]):
            raise


async def _finish(store: Store, total: int) -> None:
    """The words that there are, the last number given, and every index."""
    seen: Counter[str] = Counter()
    async for part in store.db[DONE].find({"words": {"$exists": True}}):
        seen.update(dict(part["words"]))
    await store.db["words"].drop()
    for some in _by(seen.items(), 10_000):
        await store.db["words"].insert_many([{"_id": w, "seen": n} for w, n in some])
    await reserve(store, CONVERSATIONS, total)
    started = time.monotonic()
    await store.client.admin.command({"setParameter": 1, INDEX_MEMORY: 1_000})
    await migrations.migrate(store)
    print(f"indexes: {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    await store.db[DONE].update_one({"_id": "begun"}, {"$set": {"finished": True}})


def _by(items: Iterable[tuple[str, int]], size: int) -> Iterable[list[tuple[str, int]]]:
    some: list[tuple[str, int]] = []
    for item in items:
        some.append(item)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


if __name__ == "__main__":
    sys.exit(main())
