"""What readers share is what each would read by itself."""

import asyncio
import random

import pytest

from hub.jobs.reactions.recent_rows import KEPT, RecentRows
from hub.store.journal import rows_after
from hub.store.mongo import Store
from hub.store.sequencer import Sequencer
from hub.store.transaction import Transaction
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.words import ActorKind, EventType, ObjectKind


async def happen(store: Store, sequencer: Sequencer, count: int) -> None:
    async def work(tx: Transaction) -> None:
        for _ in range(count):
            tx.record(
                EventType.SETTINGS_CHANGED,
                object=ObjectRef(kind=ObjectKind.WORKSPACE, id=Id(), version=1),
                actor=Actor(kind=ActorKind.SYSTEM),
                rooms=["staff"],
            )

    await store.transact(work)
    while await sequencer.stamp():
        pass


async def test_each_reader_gets_the_rows_after_his_own_place_and_nothing_else(store: Store) -> None:
    sequencer = Sequencer(store)
    await sequencer.begin_term()
    recent, dice = RecentRows(store), random.Random(20_261_126)
    places = [0] * 6

    async def read(reader: int) -> None:
        limit = dice.choice([1, 7, 200])
        before = places[reader]
        rows = await recent.after(before, limit=limit)
        own = await rows_after(store, before, limit=limit)
        # What was stamped between the two may be in one of them only.
        assert [row.id for row in rows] == [row.id for row in own][: len(rows)]
        places[reader] = rows[-1].seq or 0 if rows else before

    for _ in range(60):
        await asyncio.gather(
            happen(store, sequencer, dice.choice([0, 1, 9, 60])),
            *(read(dice.randrange(len(places))) for _ in range(4)),
        )

    end = sequencer.position.seq
    assert end > KEPT
    for reader in range(len(places)):
        while places[reader] < end:
            await read(reader)


async def test_a_row_that_is_there_is_never_missed(store: Store) -> None:
    sequencer = Sequencer(store)
    await sequencer.begin_term()
    recent = RecentRows(store)

    for _ in range(5):
        seq = sequencer.position.seq
        await happen(store, sequencer, 3)
        assert len(await recent.after(seq, limit=200)) == 3
        assert len(await recent.after(seq + 1, limit=200)) == 2
        assert not await recent.after(seq + 3, limit=200)


async def test_what_was_read_just_now_is_the_end_for_all_who_ask(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sequencer = Sequencer(store)
    await sequencer.begin_term()
    recent = RecentRows(store, fresh_seconds=3600)
    await happen(store, sequencer, 3)
    assert len(await recent.after(0, limit=200)) == 3
    assert not await recent.after(3, limit=200)

    await happen(store, sequencer, 2)
    assert not await recent.after(3, limit=200)
    monkeypatch.setattr(recent, "_fresh_seconds", 0)
    assert len(await recent.after(3, limit=200)) == 2
