"""A reaction reads the journal once and for all, and the widget is told what came of it."""

from uuid import uuid4

from hub.jobs.reactions.answer_times import AnswerTimes
from hub.jobs.reactions.reader import Overtaken, ReactionReader
from hub.services.answer_times import ENOUGH, usual_seconds
from hub.store.sequencer import Sequencer
from models.documents import AnswerTime
from models.documents.base import Id
from tests.hub.flows.conftest import House, house

__all__ = ["house"]


async def answered_after(house: House, seconds: int) -> None:
    visitor = Id()
    await house.write(visitor, uuid4().hex, "Halo")
    house.clock.advance(seconds)
    conversation = await house.conversation_of(visitor)
    await house.answer(house.sari, conversation.id, house.body(uuid4().hex, "Pagi"))
    await house.answer(house.sari, conversation.id, house.body(uuid4().hex, "Ada lagi?"))


async def test_first_answers_are_counted_once_whoever_reads_twice(house: House) -> None:
    for _ in range(ENOUGH):
        await answered_after(house, 120)
    sequencer = Sequencer(house.store)
    await sequencer.begin_term()
    while await sequencer.stamp():
        pass
    one, two = (ReactionReader(house.store, AnswerTimes()) for _ in range(2))

    assert await one.read_batch() > 0
    assert await two.read_batch() == 0

    [day] = await house.store.find(AnswerTime, {})
    assert day.answers == ENOUGH
    assert await usual_seconds(house.store, house.channel.id, house.clock.now()) == 120


async def test_who_read_while_another_moved_the_cursor_counts_nothing_twice_and_goes_on(
    house: House,
) -> None:
    sequencer = Sequencer(house.store)
    await sequencer.begin_term()
    one, two = (ReactionReader(house.store, AnswerTimes()) for _ in range(2))
    for reader in (one, two, one):
        await answered_after(house, 120)
        while await sequencer.stamp():
            pass
        try:
            await reader.read_batch()
        except Overtaken:
            assert reader is one, "only he knew a place that is not the cursor's any more"
            await reader.read_batch()

    [day] = await house.store.find(AnswerTime, {})
    assert day.answers == 3


async def test_nothing_is_promised_on_too_few_answers(house: House) -> None:
    assert await usual_seconds(house.store, house.channel.id, house.clock.now()) is None
