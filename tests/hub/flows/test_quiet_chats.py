"""What waits for its customer stops counting after a while, whoever holds it by then."""

import pytest

from hub.flows.mark_quiet import MarkQuiet
from hub.flows.move_conversation import Destination
from hub.flows.transfer_conversation import Target
from models.documents import Conversation, Due
from models.words import ConversationState
from tests.hub.flows.conftest import House


async def pass_quietly(house: House) -> None:
    """The customer says nothing for as long as makes a conversation quiet, and what is due is done."""
    house.clock.advance(house.directory.workspace.quiet_after)
    for due in await house.store.find(Due, {"kind": "conversation_quiet"}):
        await MarkQuiet(house.store, house.directory)(due)


@pytest.fixture
async def quiet(house: House) -> Conversation:
    """Of Sari, who has answered long ago: it counts no more."""
    held = await house.claim(house.sari, (await house.waiting()).id)
    await house.answer(house.sari, held.id, house.body("answer-01", "Ada yang lain?"))
    await pass_quietly(house)
    assert await house.load_of(house.sari) == 0
    return held


async def test_it_is_transferred_and_becomes_quiet_again(house: House, quiet: Conversation) -> None:
    await house.transfer(house.sari, quiet.id, Target(house.budi.id, None))
    assert await house.load_of(house.budi) == 1

    await pass_quietly(house)

    assert await house.load_of(house.budi) == 0


async def test_it_goes_by_the_queue_and_becomes_quiet_again(
    house: House, quiet: Conversation
) -> None:
    await house.requeue(house.sari, quiet.id)
    await house.claim(house.budi, quiet.id)

    await pass_quietly(house)

    assert await house.load_of(house.budi) == 0


async def test_it_is_resolved_by_mistake_and_becomes_quiet_again(
    house: House, quiet: Conversation
) -> None:
    await house.resolve(house.sari, quiet.id)
    back = await house.undo(house.sari, quiet.id)
    assert back.state is ConversationState.HANDLED

    await pass_quietly(house)

    assert await house.load_of(house.sari) == 0


async def test_the_rule_is_switched_on_later(house: House) -> None:
    house.directory.workspace.quiet_after = 0
    held = await house.claim(house.sari, (await house.waiting()).id)
    await house.answer(house.sari, held.id, house.body("answer-01", "Ada yang lain?"))
    house.directory.workspace.quiet_after = 1800

    await house.transfer(house.sari, held.id, Target(house.budi.id, None))
    await pass_quietly(house)

    assert await house.load_of(house.budi) == 0


async def test_it_goes_on_over_another_channel_where_nothing_is_written(house: House) -> None:
    number = await house.number()
    held = await house.claim(house.sari, (await house.waiting()).id)
    await house.move(house.sari, held.id, Destination(number.id, address="0812 3333 4444"))
    assert await house.load_of(house.sari) == 1

    await pass_quietly(house)

    assert await house.load_of(house.sari) == 0
