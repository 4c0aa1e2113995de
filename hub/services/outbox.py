"""The outbox: which conversations have something to send, who sends it now, and what is paused."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hub.store.bus import Topic
from hub.store.leases import LONG_AGO
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import ChannelPause, Message, OutboxEntry
from models.documents.base import Id
from models.words import MessageStatus

LEASE_SECONDS = 30.0
"""Renewed while a conversation is worked at; who has not renewed it for so long is lost."""

LATE_AFTER = timedelta(seconds=5)
"""Who puts others off by a first try mostly wants a second connection, some only after minutes."""


async def put(tx: Transaction, message: Message) -> None:
    """Have a stored message sent, if it is pending. Call it in the transaction that stores it."""
    if message.status is not MessageStatus.PENDING:
        return
    # The counter is what a worker that has just seen nothing left compares: it must go up.
    due = message.held_until or tx.now
    fresh = {"channel_id": message.channel_id, "due_at": due, "attempts": 0}
    await tx.upsert_each(
        OutboxEntry,
        [({"_id": message.conversation_id}, {"$setOnInsert": fresh, "$inc": {"changes": 1}})],
    )
    tx.poke(Topic.OUTBOX, str(message.channel_id).encode())


async def put_late(tx: Transaction, message: Message, recipients: list[str]) -> None:
    """Have those tried again who were put off, while others have it."""
    await forget_late(tx, message)
    await tx.insert(
        OutboxEntry(
            _id=message.id,
            channel_id=message.channel_id,
            due_at=tx.now + LATE_AFTER,
            delayed_since=tx.now,
            late_of=message.conversation_id,
            recipients=recipients,
        )
    )


async def forget_late(tx: Transaction, message: Message) -> None:
    """It goes to all again."""
    await tx.delete(OutboxEntry, {"_id": message.id})


async def begin_late(tx: Transaction, entry: OutboxEntry) -> bool:
    begins = {"$set": {"trying": True}}
    return await tx.change(OutboxEntry, {**_held(entry), "trying": False}, begins) is not None


async def go_on_late(
    tx: Transaction, entry: OutboxEntry, recipients: list[str], until: datetime
) -> None:
    """Others of them were taken: these begin anew."""
    left = {"recipients": recipients, "trying": False, "due_at": until, "attempts": 0}
    await tx.change(OutboxEntry, _held(entry), {"$set": left, "$unset": UNCLAIMED})


async def wait_late(tx: Transaction, entry: OutboxEntry, until: datetime | None) -> None:
    """None of them was taken."""
    left = {"trying": False, **({"due_at": until} if until else {})}
    counted = {"$inc": {"attempts": 1}} if until else {}
    await tx.change(OutboxEntry, _held(entry), {"$set": left, "$unset": UNCLAIMED, **counted})


async def end_late(tx: Transaction, entry: OutboxEntry) -> None:
    await tx.delete(OutboxEntry, _held(entry))


async def take_out(tx: Transaction, message: Message) -> None:
    """It is not to be sent. What comes after it need not wait for its time any more."""
    await tx.change(
        OutboxEntry,
        {"_id": message.conversation_id, "delayed_since": None},
        {"$set": {"due_at": tx.now}, "$inc": {"changes": 1}},
    )
    tx.poke(Topic.OUTBOX, str(message.channel_id).encode())


async def channels_waiting(store: Store) -> list[Id]:
    """Channels of which something waits, due or not."""
    found = await store.db[OutboxEntry.collection_name()].distinct("channel_id")
    return [Id(id) for id in found]


async def pauses(store: Store) -> dict[Id, ChannelPause]:
    return {pause.id: pause for pause in await store.find(ChannelPause, {})}


async def claim(store: Store, channel_id: Id, holder: str, seconds: float) -> OutboxEntry | None:
    """The longest due conversation of a channel, for this holder alone; None when nothing is due.

    What is due follows the injected clock, the claim itself the database server's.
    """
    free = {"$lt": [{"$ifNull": ["$claimed_until", LONG_AGO]}, "$$NOW"]}
    due = {"channel_id": channel_id, "due_at": {"$lte": store.clock.now()}, "$expr": free}
    return await store.change(OutboxEntry, due, [{"$set": _claimed(holder, seconds)}])


async def renew(store: Store, entry: OutboxEntry, seconds: float) -> OutboxEntry | None:
    """None when somebody else has it by now."""
    holder = str(entry.holder)
    return await store.change(OutboxEntry, _held(entry), [{"$set": _claimed(holder, seconds)}])


async def hold(tx: Transaction, entry: OutboxEntry, seconds: float) -> OutboxEntry | None:
    """The same within a transaction, which so is worth nothing once somebody else has it."""
    holder = str(entry.holder)
    return await tx.change(OutboxEntry, _held(entry), [{"$set": _claimed(holder, seconds)}])


async def get_on(tx: Transaction, entry: OutboxEntry) -> None:
    """What was next has been settled; the one after it has not been tried yet."""
    await tx.change(
        OutboxEntry, _held(entry), {"$set": {"attempts": 0}, "$unset": {"delayed_since": ""}}
    )


async def delay(tx: Transaction, entry: OutboxEntry, until: datetime) -> None:
    """Let the conversation wait; the claim is given back."""
    wait = {"due_at": until, "delayed_since": entry.delayed_since or tx.now}
    await tx.change(
        OutboxEntry, _held(entry), {"$set": wait, "$inc": {"attempts": 1}, "$unset": UNCLAIMED}
    )


async def rest(store: Store, entry: OutboxEntry, until: datetime) -> None:
    """Its turn has not come: as ``delay``, but nothing has gone wrong."""
    await store.change(OutboxEntry, _held(entry), _resting(until))


async def rest_within(tx: Transaction, entry: OutboxEntry, until: datetime) -> None:
    await tx.change(OutboxEntry, _held(entry), _resting(until))


async def next_due(store: Store, within: timedelta) -> datetime | None:
    """When the next conversation comes due that is not yet, if that is soon."""
    now = store.clock.now()
    waiting = await channels_waiting(store)
    soon = {"channel_id": {"$in": waiting}, "due_at": {"$gt": now, "$lte": now + within}}
    found = await store.find(OutboxEntry, soon, sort=[("due_at", 1)], limit=1) if waiting else []
    return found[0].due_at if found else None


async def keep_back(store: Store, entry: OutboxEntry, until: datetime) -> bool:
    """What is next is held for its author; False when something changed since ``entry`` was read."""
    same = {**_held(entry), "changes": entry.changes}
    waits = {"$set": {"due_at": until}, "$unset": UNCLAIMED}
    return await store.change(OutboxEntry, same, waits) is not None


async def give_back(store: Store, entry: OutboxEntry) -> None:
    await store.change(OutboxEntry, _held(entry), {"$unset": UNCLAIMED})


async def put_off(store: Store, entry: OutboxEntry, seconds: float) -> None:
    """Nobody knows why it does not go: those who work come back to it, but not at once."""
    until = store.clock.now() + timedelta(seconds=seconds)
    await store.change(OutboxEntry, {"_id": entry.id, "holder": None}, {"$max": {"due_at": until}})


async def finish(store: Store, entry: OutboxEntry) -> bool:
    """Nothing waits any more; False when something was put in since ``entry`` was read."""
    return bool(await store.delete(OutboxEntry, {**_held(entry), "changes": entry.changes}))


@dataclass(frozen=True)
class Why:
    """``failures`` in a row, this one included."""

    code: str
    detail: str
    failures: int


async def pause(store: Store, channel_id: Id, seconds: float, why: Why) -> None:
    """Pause a channel, once for all that failed together: a pause that still lasts is kept."""
    now = store.clock.now()
    await store.change(
        ChannelPause,
        {"_id": channel_id},
        [
            {
                "$set": {
                    "failures": why.failures,
                    "code": {"$literal": why.code},
                    "detail": {"$literal": why.detail},
                    "until": {
                        "$max": [{"$ifNull": ["$until", now]}, now + timedelta(seconds=seconds)]
                    },
                }
            }
        ],
        upsert=True,
    )


async def unpause(store: Store, channel_id: Id) -> None:
    """It works again."""
    await store.delete(ChannelPause, {"_id": channel_id})


UNCLAIMED = {"holder": "", "claimed_until": ""}


def _held(entry: OutboxEntry) -> dict[str, Any]:
    return {"_id": entry.id, "holder": entry.holder}


def _resting(until: datetime) -> dict[str, Any]:
    return {"$set": {"due_at": until}, "$unset": UNCLAIMED}


def _claimed(holder: str, seconds: float) -> dict[str, Any]:
    milliseconds = int(seconds * 1000)
    until = {"$dateAdd": {"startDate": "$$NOW", "unit": "millisecond", "amount": milliseconds}}
    return {"holder": holder, "claimed_until": until}
