"""Runs one reaction: rows in order, effect and cursor in one transaction, one leader at a time."""

import asyncio
import os
import secrets
from collections.abc import Sequence
from typing import Protocol

from pymongo.errors import PyMongoError

from hub.jobs.reactions.recent_rows import RecentRows
from hub.kit.dice import DICE
from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.store.leases import LeaseHolder
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Cursor, Event

log = get_logger(__name__)

LEASE_SECONDS = 3.0
POLL = 0.5
BATCH = 200


class Reaction(Protocol):
    """``name`` is for ever: the cursor is stored under it."""

    name: str

    async def react(self, tx: Transaction, rows: Sequence[Event]) -> None:
        """Write the effect of these rows through ``tx``, and nothing besides."""


class Overtaken(Exception):
    """Another reader has moved the cursor."""


class ReactionReader:
    """``recent`` may be shared by all readers of a process."""

    def __init__(self, store: Store, reaction: Reaction, recent: RecentRows | None = None) -> None:
        self._store = store
        self._reaction = reaction
        self._recent = recent or RecentRows(store)
        holder = f"{os.getpid()}:{secrets.token_hex(4)}"
        self._lease = LeaseHolder(store, f"reaction:{reaction.name}", holder, LEASE_SECONDS)
        self._seq: int | None = None
        """Where this reader has left the cursor; None when another may have moved it."""

    async def run(self) -> None:
        try:
            while True:
                try:
                    if await self._lease.keep():
                        # What trickles in is gathered; only who is behind goes on at once.
                        while await self.read_batch() == BATCH:
                            await self._lease.keep()
                    else:
                        self._seq = None
                except (Unavailable, PyMongoError, Overtaken) as waits:
                    log.warning("reaction_waits", reaction=self._reaction.name, why=type(waits))
                # Not all at once: each keeps the loop busy for milliseconds.
                await asyncio.sleep(POLL * (0.5 + DICE.random()))
        finally:
            try:
                async with asyncio.timeout(2.0):
                    await self._lease.give_back()
            except (TimeoutError, Unavailable, PyMongoError):
                log.info("lease_left_to_expire", task=self._lease.task)

    async def read_batch(self) -> int:
        """React to the next rows; how many there were.

        The cursor is compared in the transaction, so two leaders at once do nothing twice.
        """
        id = {"_id": self._reaction.name}
        seq = self._seq
        if seq is None:
            cursor = await self._store.get(Cursor, id)
            seq = cursor.seq if cursor else 0
        # Also when what follows fails: it may have been done all the same.
        self._seq = None
        rows = await self._recent.after(seq, limit=BATCH)
        if not rows:
            self._seq = seq
            return 0

        async def work(tx: Transaction) -> None:
            present = await tx.get(Cursor, id)
            if (present.seq if present else 0) != seq:
                raise Overtaken
            await self._reaction.react(tx, rows)
            await tx.change(Cursor, id, {"$set": {"seq": rows[-1].seq}}, upsert=True)

        await self._store.transact(work)
        self._seq = rows[-1].seq
        return len(rows)
