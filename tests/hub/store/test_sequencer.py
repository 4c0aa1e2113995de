"""The sequencer under what would break it: two leaders at once, a leader that slept, doubled seqs."""

import asyncio
from datetime import timedelta

import pytest

from hub.kit.clock import SettableClock
from hub.store.bus import LocalBus
from hub.store.errors import StoreBusy
from hub.store.guard import RawWriteRefusedError
from hub.store.journal import Position, ensure_head, head_position, rows_after
from hub.store.mongo import Store
from hub.store.sequencer import Deposed, Sequencer, in_order
from hub.store.transaction import Transaction
from models.documents import Counter, Event
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.words import ActorKind, EventType, ObjectKind

ROWS = 600


async def write_rows(store: Store, count: int, object_id: Id | None = None) -> None:
    for version in range(1, count + 1):

        async def work(tx: Transaction, version: int = version) -> None:
            tx.record(
                EventType.CONVERSATION_UPDATED,
                object=ObjectRef(
                    kind=ObjectKind.CONVERSATION, id=object_id or Id(), version=version
                ),
                actor=Actor(kind=ActorKind.SYSTEM),
                rooms=["admins"],
            )

        await store.transact(work)


async def all_rows(store: Store) -> list[Event]:
    return await rows_after(store, 0, limit=10_000)


async def lead_regardless_of_leases(store: Store, until: asyncio.Event) -> int:
    """A leader that begins a new term whenever it is deposed; how many rows it stamped."""
    stamped = 0
    sequencer = Sequencer(store)
    await sequencer.begin_term()
    while not until.is_set():
        try:
            stamped += len(await sequencer.stamp())
        except Deposed:
            await sequencer.begin_term()
        await asyncio.sleep(0)
    return stamped


async def test_two_leaders_at_once_lose_nothing_and_leave_no_hole(
    store: Store, mongodb_url: str, database_name: str, clock: SettableClock
) -> None:
    other = await Store.open(mongodb_url, clock, LocalBus(), database=database_name)
    done = asyncio.Event()
    leaders = [
        asyncio.create_task(lead_regardless_of_leases(each, done)) for each in (store, other)
    ]

    await asyncio.gather(*(write_rows(store, ROWS // 6) for _ in range(6)))
    while await store.count(Event, {"pending": True}):
        await asyncio.sleep(0.05)
    done.set()
    await asyncio.gather(*leaders)

    seqs = [row.seq for row in await all_rows(store)]
    assert seqs == list(range(1, ROWS + 1))
    assert (await head_position(store)).seq == ROWS
    await other.close()


async def test_a_relay_that_slept_while_another_led_is_refused(store: Store) -> None:
    sleeper, successor = Sequencer(store), Sequencer(store)
    await sleeper.begin_term()
    await write_rows(store, 3)
    await sleeper.stamp()
    await successor.begin_term()
    await write_rows(store, 3)

    with pytest.raises(Deposed):
        await sleeper.stamp()
    stamped = await successor.stamp()

    assert [row.seq for row in stamped] == [4, 5, 6]


async def test_an_object_keeps_the_order_of_its_versions_when_clocks_differ(store: Store) -> None:
    thing = Id()
    rows = [
        Event(
            type=EventType.CONVERSATION_UPDATED,
            at=store.clock.now() - timedelta(milliseconds=version),
            actor=Actor(kind=ActorKind.SYSTEM),
            object=ObjectRef(kind=ObjectKind.CONVERSATION, id=thing, version=version),
        )
        for version in (3, 1, 2)
    ]

    assert [row.object.version for row in in_order(rows)] == [1, 2, 3]


async def test_an_aborted_transaction_leaves_neither_state_nor_row(store: Store) -> None:
    async def work(tx: Transaction) -> None:
        await tx.change(Counter, {"_id": "x"}, {"$set": {"value": 1}}, upsert=True)
        tx.record(
            EventType.CONVERSATION_UPDATED,
            object=ObjectRef(kind=ObjectKind.CONVERSATION, id=Id(), version=1),
            actor=Actor(kind=ActorKind.SYSTEM),
        )
        raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError):
        await store.transact(work)

    assert await store.count(Counter, {}) == 0
    assert await store.count(Event, {}) == 0


async def test_a_write_past_an_open_transaction_is_refused(store: Store) -> None:
    async def work(tx: Transaction) -> None:
        await store.change(Counter, {"_id": "x"}, {"$set": {"value": 1}}, upsert=True)

    with pytest.raises(RawWriteRefusedError):
        await store.transact(work)

    async def by_beanie(tx: Transaction) -> None:
        await Counter(_id="y").insert()

    with pytest.raises(RawWriteRefusedError):
        await store.transact(by_beanie)
    assert await store.count(Counter, {}) == 0


async def test_concurrent_writers_of_one_object_all_get_through(store: Store) -> None:
    async def raise_it() -> None:
        async def work(tx: Transaction) -> None:
            counter = await tx.get(Counter, {"_id": "x"})
            value = counter.value if counter else 0
            await tx.change(Counter, {"_id": "x"}, {"$set": {"value": value + 1}}, upsert=True)

        await store.transact(work)

    outcomes = await asyncio.gather(*(raise_it() for _ in range(20)), return_exceptions=True)

    assert [each for each in outcomes if isinstance(each, Exception)] == []
    counter = await store.get(Counter, {"_id": "x"})
    assert counter is not None
    assert counter.value == 20
    assert not any(isinstance(each, StoreBusy) for each in outcomes)


async def test_a_cursor_is_read_back_and_nonsense_is_none(store: Store) -> None:
    head = await ensure_head(store)
    position = Position(head.epoch, 17)

    assert Position.of_cursor(position.cursor()) == position
    for nonsense in ("", "x", "a.b", ".", "a.-1", None, 7, "a" * 70 + ".1", "a.²"):
        assert Position.of_cursor(nonsense) is None
