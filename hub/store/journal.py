"""Reading the journal: positions, cursors, rows in their order."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import bson

from hub.store.mongo import Store
from models.documents import Event, Head

RECOVERY = timedelta(hours=72)
"""How far back a client may continue; older ones reload."""

RECOVERY_ROWS = 1_000


@dataclass(frozen=True, order=True)
class Position:
    """A place in the journal. ``epoch`` names the journal and changes only when it is rebuilt."""

    epoch: str
    seq: int

    def cursor(self) -> str:
        return f"{self.epoch}.{self.seq}"

    @classmethod
    def of_cursor(cls, cursor: object) -> "Position | None":
        """None when it is no cursor of ours."""
        if not isinstance(cursor, str) or len(cursor) > 64:
            return None
        epoch, dot, seq = cursor.partition(".")
        if not dot or not (seq.isascii() and seq.isdigit()):
            return None
        return cls(epoch, int(seq))


async def ensure_head(store: Store) -> Head:
    """The head document, made at the first start."""
    head = await store.change(
        Head,
        {"_id": "head"},
        {"$setOnInsert": {"term": 0, "seq": 0, "epoch": secrets.token_hex(4)}},
        upsert=True,
    )
    assert head is not None
    return head


async def head_position(store: Store) -> Position:
    head = await store.get(Head, {"_id": "head"}) or await ensure_head(store)
    return Position(head.epoch, head.seq)


async def rows_after(store: Store, seq: int, *, limit: int = 500) -> list[Event]:
    """The next rows in order. A number missing among them does not exist."""
    return await store.find(Event, {"seq": {"$gt": seq}}, sort=[("seq", 1)], limit=limit)


async def rows_for_rooms(
    store: Store, rooms: frozenset[str], after: int, up_to: int, *, limit: int
) -> list[Event]:
    """Rows between two seqs that these rooms hear or lost, in order, at most ``limit``."""
    names = sorted(rooms)
    span = {"$gt": after, "$lte": up_to}
    order = [("seq", 1)]
    heard = await store.find(Event, {"rooms": {"$in": names}, "seq": span}, sort=order, limit=limit)
    lost = await store.find(
        Event, {"lost_rooms": {"$in": names}, "seq": span}, sort=order, limit=limit
    )
    by_seq = {row.seq: row for row in (*heard, *lost) if row.seq is not None}
    return [by_seq[seq] for seq in sorted(by_seq)][:limit]


async def is_too_old(store: Store, seq: int, now: datetime) -> bool:
    """Whether the row after this place is older than the recovery window."""
    following = await store.find(Event, {"seq": {"$gt": seq}}, sort=[("seq", 1)], limit=1)
    return bool(following) and following[0].at < now - RECOVERY


def encode_rows(epoch: str, rows: list[Event]) -> bytes:
    return bson.encode({"epoch": epoch, "rows": [row.to_mongo() for row in rows]})


def encode_head(position: Position) -> bytes:
    return bson.encode({"epoch": position.epoch, "seq": position.seq})


@dataclass(frozen=True)
class FeedMessage:
    """What the relay says: freshly stamped rows, or only where the journal's head is."""

    head: Position
    rows: list[Event]


_TZ_AWARE: bson.CodecOptions[dict[str, object]] = bson.CodecOptions(tz_aware=True)


def decode_feed(payload: bytes) -> FeedMessage:
    raw = bson.decode(payload, codec_options=_TZ_AWARE)
    epoch = str(raw["epoch"])
    if "rows" not in raw:
        return FeedMessage(Position(epoch, int(str(raw["seq"]))), [])
    rows = [Event.from_mongo(row) for row in raw["rows"]]  # type: ignore[attr-defined]
    return FeedMessage(Position(epoch, rows[-1].seq or 0), rows)
