"""Gives journal rows their place. Fenced by the head document, never by the lease.

One transaction compares the leader's term and the seq it believes in, raises seq by n and stamps
exactly n rows; whatever else happened in between aborts it. So two leaders at once, or one that
slept through its lease, can neither lose a row nor leave a hole.
"""

from pymongo.errors import DuplicateKeyError, PyMongoError

from hub.store.errors import StoreAway, StoreBusy
from hub.store.journal import Position, ensure_head
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Event, Head

BATCH = 500


class Deposed(Exception):
    """A later leader has raised the term: stop leading."""


class _HeadMoved(Exception):
    """The head is not where this leader believed it to be."""


class _RowsMoved(Exception):
    """Rows of the batch were stamped by somebody else meanwhile."""


class Sequencer:
    """One leader's view of the head."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._term = -1
        self._seq = 0
        self._epoch = ""

    @property
    def position(self) -> Position:
        return Position(self._epoch, self._seq)

    async def begin_term(self) -> None:
        """Become leader: every earlier one is fenced off from this moment on."""
        await ensure_head(self._store)
        head = await self._store.change(Head, {"_id": "head"}, {"$inc": {"term": 1}})
        assert head is not None
        self._term, self._seq, self._epoch = head.term, head.seq, head.epoch

    async def stamp(self) -> list[Event]:
        """Stamp the next rows and return them in order; empty when none is pending.

        Raises Deposed when a later leader exists. After an uncertain commit the head is read
        again, so rows may have been stamped without being returned: readers find them by the jump.
        """
        try:
            rows = await self._store.transact(self._stamp_batch)
        except (_HeadMoved, _RowsMoved, DuplicateKeyError, StoreAway, StoreBusy, PyMongoError):
            await self._read_head()
            return []
        self._seq += len(rows)
        return rows

    async def _stamp_batch(self, tx: Transaction) -> list[Event]:
        rows = in_order(
            await tx.find(Event, {"pending": True}, sort=[("at", 1), ("_id", 1)], limit=BATCH)
        )
        if not rows:
            return []
        head = await tx.change(
            Head,
            {"_id": "head", "term": self._term, "seq": self._seq},
            {"$inc": {"seq": len(rows)}},
        )
        if head is None:
            raise _HeadMoved
        ids = [row.id for row in rows]
        place = {"$indexOfArray": [ids, "$_id"]}
        stamped = await tx.change_many(
            Event,
            {"_id": {"$in": ids}, "pending": True},
            [{"$set": {"seq": {"$add": [self._seq + 1, place]}}}, {"$unset": "pending"}],
        )
        if stamped != len(rows):
            raise _RowsMoved
        for seq, row in enumerate(rows, self._seq + 1):
            row.seq, row.pending = seq, None
        return rows

    async def _read_head(self) -> None:
        head = await self._store.get(Head, {"_id": "head"})
        if head is None or head.term != self._term:
            raise Deposed
        self._seq, self._epoch = head.seq, head.epoch


def in_order(rows: list[Event]) -> list[Event]:
    """Rows by time, but those of one object by its versions, in the places they take together.

    Clocks of several servers differ by milliseconds; the versions of an object do not.
    """
    by_object: dict[object, list[Event]] = {}
    for row in rows:
        by_object.setdefault(row.object.id, []).append(row)
    for same in by_object.values():
        same.sort(key=lambda row: row.object.version)
    following = {object_id: iter(same) for object_id, same in by_object.items()}
    return [next(following[row.object.id]) for row in rows]
