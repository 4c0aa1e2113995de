"""Targets of answers: planned when somebody begins to wait, said once each, gone with the answer."""

import asyncio

import pytest

from hub.flows.mark_target import MarkTarget
from hub.jobs.due_times import DueTimes
from hub.jobs.reactions.answer_targets import AnswerTargets
from hub.store.transaction import Transaction
from models.documents import Conversation, Department, Event
from models.documents.base import Id
from models.words import DueKind, Visibility
from tests.hub.flows.conftest import House, house

__all__ = ["house"]


async def react(house: House) -> None:
    rows = await house.store.find(Event, {})

    async def work(tx: Transaction) -> None:
        await AnswerTargets(house.directory).react(tx, rows)

    await house.store.transact(work)


async def act(house: House) -> int:
    """What workers do at this time; how many acts there were."""
    acts = {DueKind.CONVERSATION_TARGET: MarkTarget(house.store, house.directory)}
    done = 0
    while any(await asyncio.gather(*(DueTimes(house.store, acts).act_on_next() for _ in range(3)))):
        done += 1
    return done


async def said(house: House) -> list[str]:
    rows = await house.store.find(Event, {"type": {"$regex": "target"}}, sort=[("_id", 1)])
    return [row.type.value.removeprefix("conversation.target_") for row in rows]


async def stored(house: House, chat: Conversation) -> Conversation:
    found = await house.store.get(Conversation, {"_id": chat.id})
    assert found is not None
    return found


async def test_who_waits_for_his_first_answer_is_told_of_once_and_once_more(house: House) -> None:
    chat = await house.waiting()
    await react(house)
    house.clock.advance(44)
    assert await act(house) == 0

    house.clock.advance(1)
    await act(house)
    assert await said(house) == ["warning"]
    house.clock.advance(15)
    await act(house)
    assert await said(house) == ["warning", "missed"]

    await house.write(Id(chat.thread_key), "again-01", "Halo?")
    await react(house)
    house.clock.advance(3600)
    await act(house)
    assert await said(house) == ["warning", "missed"]
    assert (await stored(house, chat)).target_missed_at is not None


async def test_an_answer_ends_it_and_the_next_message_begins_another(house: House) -> None:
    chat = await house.waiting()
    await react(house)
    house.clock.advance(50)
    await act(house)
    held = await house.claim(house.sari, chat.id)
    await house.answer(house.sari, held.id, house.body("answer-1", "Selamat pagi"))
    house.clock.advance(50)
    await act(house)
    assert await said(house) == ["warning"]

    await house.write(Id(chat.thread_key), "again-01", "Di mana paket saya?")
    await react(house)
    house.clock.advance(61)
    await act(house)

    assert await said(house) == ["warning", "missed"], "who is late says so at once, and only that"


async def test_a_note_is_no_answer(house: House) -> None:
    chat = await house.claim(house.sari, (await house.waiting()).id)
    await react(house)
    note = house.body("note-0001", "Sebentar", Visibility.INTERNAL)
    await house.answer(house.sari, chat.id, note)
    house.clock.advance(61)

    await act(house)

    assert await said(house) == ["missed"]


async def test_longer_targets_are_waited_for(house: House) -> None:
    chat = await house.waiting()
    await react(house)
    longer = {"$set": {"targets": [{"first_answer": 600}]}}
    await house.store.change(Department, {"_id": house.department.id}, longer)
    await house.directory.refresh()
    house.clock.advance(61)
    await act(house)
    assert await said(house) == []

    house.clock.advance(389)
    await act(house)

    assert await said(house) == ["warning"]
    assert (await stored(house, chat)).target_missed_at is None


@pytest.mark.parametrize("gap", [0, 0.001, 0.004])
async def test_an_answer_at_the_same_instant_is_not_told_as_missed_afterwards(
    house: House, gap: float
) -> None:
    chat = await house.claim(house.sari, (await house.waiting()).id)
    await react(house)
    house.clock.advance(60)

    async def answer() -> None:
        await asyncio.sleep(gap)
        await house.answer(house.sari, chat.id, house.body("answer-1", "Selamat pagi"))

    await asyncio.gather(act(house), answer())

    assert (await stored(house, chat)).target_missed_at is None
    rows = await house.store.find(Event, {"conversation_id": chat.id}, sort=[("object.version", 1)])
    types = [row.type.value for row in rows]
    if "conversation.target_missed" in types:
        [missed] = [row for row in rows if row.type.value == "conversation.target_missed"]
        assert missed.object.version < (await stored(house, chat)).version
