"""The database: opened once, read directly, changed through ``transact``."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from typing import TypeVar

import pymongo
import structlog
from pymongo import AsyncMongoClient, ReturnDocument
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.errors import BulkWriteError, ConnectionFailure, DuplicateKeyError, PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from hub.kit.clock import Clock
from hub.kit.dice import DICE
from hub.store import documents
from hub.store.bus import Bus, Topic
from hub.store.errors import StoreAway, StoreBusy, says_away, told_as_away
from hub.store.guard import GuardedDatabase, Raw, transaction_open
from hub.store.transaction import Filter, Sort, Transaction, Update
from models.documents import Doc

D = TypeVar("D", bound=Doc)
T = TypeVar("T")

log = structlog.get_logger()

SNAPSHOT = ReadConcern("snapshot")
MAJORITY = WriteConcern("majority")
PATIENCE = 8.0
"""Seconds that a transaction is tried again before its caller is told that we are busy."""

DUPLICATE_KEY = 11_000
"""MongoDB's error code."""

OPERATION_TIMEOUT_MS = 10_000

APP_NAME = "simpul"
"""How MongoDB's lists of operations name our sessions."""


class Store:
    """Reads are of the primary and majority-committed; single writes are majority-acknowledged."""

    def __init__(
        self, client: AsyncMongoClient[Raw], database: str, clock: Clock, bus: Bus
    ) -> None:
        self.client = client
        self.db = GuardedDatabase(client, database)
        self.clock = clock
        self.bus = bus

    @classmethod
    async def open(
        cls,
        url: str,
        clock: Clock,
        bus: Bus,
        *,
        database: str = "simpul",
        build_indexes: bool = False,
    ) -> "Store":
        """Connect to the database that the address names, else to ``database``.

        Indexes are built by ``hub migrate``; all other roles start without. Raises StoreAway.
        """
        client: AsyncMongoClient[Raw] = AsyncMongoClient(
            url,
            appname=APP_NAME,
            tz_aware=True,
            w="majority",
            readConcernLevel="majority",
            timeoutMS=OPERATION_TIMEOUT_MS,
            serverSelectionTimeoutMS=5_000,
        )
        named = client.get_default_database(database).name
        store = cls(client, named, clock, bus)
        try:
            with told_as_away():
                await documents.make_ready(store.db)
                await store.db.command("ping")
                if build_indexes:
                    await documents.build_indexes(store.db)
        except BaseException:
            await client.close()
            raise
        return store

    async def close(self) -> None:
        await self.client.close()

    async def get(self, kind: type[D], filter: Filter) -> D | None:
        with told_as_away():
            raw = await self.db[kind.collection_name()].find_one(filter, kind.UNLOADED)
        return None if raw is None else kind.from_mongo(raw)

    async def find(
        self,
        kind: type[D],
        filter: Filter,
        *,
        sort: Sort | None = None,
        limit: int = 0,
        index: str | None = None,
        seconds: float | None = None,
    ) -> list[D]:
        """``index``: the name of the one to go by, where it is not left to MongoDB.

        Raises TimeoutError after ``seconds``; without them StoreAway, after its usual time.
        """
        cursor = self.db[kind.collection_name()].find(
            filter, kind.UNLOADED, limit=limit, hint=index
        )
        if sort:
            cursor = cursor.sort(list(sort))
        with told_as_away(), pymongo.timeout(seconds) if seconds else nullcontext():
            try:
                return [kind.from_mongo(raw) for raw in await cursor.to_list()]
            except PyMongoError as error:
                if seconds and error.timeout:
                    raise TimeoutError from error
                raise

    async def count(self, kind: type[Doc], filter: Filter, *, limit: int = 10_000) -> int:
        """How many match, counted up to ``limit``."""
        with told_as_away():
            return int(await self.db[kind.collection_name()].count_documents(filter, limit=limit))

    async def insert(self, doc: Doc) -> None:
        """Insert one document that needs no journal row. Raises DuplicateKeyError."""
        with told_as_away():
            await self.db[doc.collection_name()].insert_one(doc.to_mongo())

    async def change(
        self, kind: type[D], filter: Filter, update: Update | list[Update], *, upsert: bool = False
    ) -> D | None:
        """One atomic change of one document that needs no journal row; the document after it."""
        with told_as_away():
            raw = await self.db[kind.collection_name()].find_one_and_update(
                filter,
                update,
                projection=kind.UNLOADED,
                upsert=upsert,
                return_document=ReturnDocument.AFTER,
            )
        return None if raw is None else kind.from_mongo(raw)

    async def delete(self, kind: type[Doc], filter: Filter) -> int:
        with told_as_away():
            result = await self.db[kind.collection_name()].delete_many(filter)
        return int(result.deleted_count)

    async def transact(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Run ``work`` in one transaction and wake the sequencer.

        Write conflicts, and duplicate keys that a concurrent writer won, are tried again with the
        newest state, unseen by the caller; so ``work`` must have no other effects. Raises
        StoreBusy when that lasts longer than ``PATIENCE``, StoreAway when MongoDB is away.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + PATIENCE
        tries = duplicates = 0
        while True:
            tries += 1
            try:
                return await self._transact_once(work, until)
            except PyMongoError as error:
                if is_duplicate(error):
                    # Counted apart: one after many conflicts is still somebody else's win.
                    duplicates += 1
                    if duplicates >= 5:
                        raise
                elif not error.has_error_label("TransientTransactionError"):
                    if says_away(error):
                        raise StoreAway() from error
                    raise
                elif loop.time() > until:
                    away = isinstance(error, ConnectionFailure)
                    raise (StoreAway() if away else StoreBusy()) from error
            await asyncio.sleep(DICE.random() * 0.002 * 2 ** min(tries, 6))

    async def _transact_once(self, work: Callable[[Transaction], Awaitable[T]], until: float) -> T:
        async with self.client.start_session() as session:
            marked = transaction_open.set(True)
            try:
                await session.start_transaction(read_concern=SNAPSHOT, write_concern=MAJORITY)
                tx = Transaction(self.db, session, self.clock.now())
                result = await work(tx)
                await tx.write_rows()
                await _commit(session, until)
            finally:
                transaction_open.reset(marked)
                if session.in_transaction:
                    await session.abort_transaction()
        if tx.rows:
            self.bus.publish(Topic.POKE, b"")
        for topic, payload in tx.pokes:
            self.bus.publish(topic, payload)
        return result


async def _commit(session: AsyncClientSession, until: float) -> None:
    """Commit; an uncertain outcome is asked again, which MongoDB answers truthfully."""
    while True:
        try:
            await session.commit_transaction()
            return
        except PyMongoError as error:
            uncertain = error.has_error_label("UnknownTransactionCommitResult")
            if not uncertain or asyncio.get_running_loop().time() > until:
                raise
            await asyncio.sleep(0.05)


def is_duplicate(error: PyMongoError) -> bool:
    """Whether a unique index refused the write; writes of several at once say it in their own way."""
    if isinstance(error, BulkWriteError):
        wrong = error.details.get("writeErrors", [])
        return bool(wrong) and all(each["code"] == DUPLICATE_KEY for each in wrong)
    return isinstance(error, DuplicateKeyError)
