"""What depends on time alone: said once, checked again when it is due, shared by any number of workers."""

import asyncio

from hub.flows.mark_unanswered import MarkUnanswered
from hub.jobs.due_times import DueTimes
from hub.store.errors import StoreAway
from models.documents import Conversation, Due, Event
from models.documents.base import Id
from models.words import DueKind, EventType
from tests.hub.flows.conftest import House, house

__all__ = ["house"]

AFTER = 15 * 60


def due_times(house: House) -> DueTimes:
    act = MarkUnanswered(house.store, house.directory)
    return DueTimes(house.store, {DueKind.CONVERSATION_UNANSWERED: act})


async def handled(house: House) -> Conversation:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)
    return await house.claim(house.sari, conversation.id)


async def unanswered_rows(house: House) -> int:
    return await house.store.count(Event, {"type": EventType.CONVERSATION_UNANSWERED})


async def test_a_customer_who_waits_too_long_is_said_once(house: House) -> None:
    await handled(house)
    assert not await due_times(house).act_on_next()
    house.clock.advance(AFTER)

    outcomes = await asyncio.gather(*(due_times(house).act_on_next() for _ in range(4)))

    assert sum(outcomes) == 1
    assert await unanswered_rows(house) == 1
    assert await house.store.count(Due, {}) == 0


async def test_an_answer_in_time_says_nothing(house: House) -> None:
    conversation = await handled(house)
    await house.answer(house.sari, conversation.id, house.body("answer-1", "Pagi"))
    house.clock.advance(AFTER)

    assert not await due_times(house).act_on_next()
    assert await unanswered_rows(house) == 0


async def test_a_newer_message_starts_the_wait_anew(house: House) -> None:
    conversation = await handled(house)
    house.clock.advance(AFTER - 60)
    await house.write(Id(conversation.thread_key), "again-01", "Halo?")
    house.clock.advance(120)

    assert not await due_times(house).act_on_next()
    house.clock.advance(AFTER - 120)
    assert await due_times(house).act_on_next()
    assert await unanswered_rows(house) == 1


async def test_a_due_that_fails_is_tried_again_and_holds_up_no_other(house: House) -> None:
    await handled(house)
    house.clock.advance(AFTER)

    async def fails(due: Due) -> None:
        raise RuntimeError("on purpose")

    broken = DueTimes(house.store, {DueKind.CONVERSATION_UNANSWERED: fails})

    assert await broken.act_on_next()
    [due] = await house.store.find(Due, {})
    assert due.attempts == 1
    assert not await broken.act_on_next()


async def test_an_outage_is_told_to_who_counts_absences(house: House) -> None:
    await handled(house)
    house.clock.advance(AFTER)
    told = asyncio.Event()

    async def away(_: Due) -> None:
        raise StoreAway

    due_times = DueTimes(house.store, {DueKind.CONVERSATION_UNANSWERED: away}, told.set)
    running = asyncio.create_task(due_times.run())
    await asyncio.wait_for(told.wait(), 10)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
