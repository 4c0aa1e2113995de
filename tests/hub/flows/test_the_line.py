"""The story on real MongoDB: an agent takes what waits, answers it, and is the only one who does."""

import asyncio

import pytest

from hub.kit.errors import Conflict, HubError, Invalid
from models.documents import Conversation, Event, Message
from models.documents.base import Id
from models.words import MessageStatus, Visibility
from tests.hub.flows.conftest import House


async def test_the_first_to_claim_wins_and_the_other_is_told_by_whom(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)

    outcomes = await asyncio.gather(
        house.claim(house.sari, conversation.id),
        house.claim(house.budi, conversation.id),
        return_exceptions=True,
    )

    won = [each for each in outcomes if isinstance(each, Conversation)]
    lost = [each for each in outcomes if isinstance(each, Conflict)]
    assert len(won) == len(lost) == 1
    assert won[0].assignee is not None
    assert lost[0].extra["assignee"]["name"] == won[0].assignee.name
    assert lost[0].status == 409


async def test_answering_a_waiting_conversation_takes_it(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)

    answered = await house.answer(
        house.sari, conversation.id, house.body("answer-1", "Selamat pagi")
    )

    assert answered.created
    assert answered.message.number == 2
    assert answered.message.status is MessageStatus.SENT
    assert answered.conversation.assignee is not None
    assert answered.conversation.assignee.id == house.sari.id
    assert answered.conversation.answered_at is not None
    assert answered.conversation.unread == 0
    with pytest.raises(Conflict):
        await house.answer(house.budi, conversation.id, house.body("answer-2", "Saya juga"))


async def test_the_same_client_id_again_gives_the_stored_answer(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)

    first = await house.answer(house.sari, conversation.id, house.body("answer-1", "Pagi"))
    again = await house.answer(house.sari, conversation.id, house.body("answer-1", "Pagi"))

    assert not again.created
    assert again.message.id == first.message.id
    with pytest.raises(Invalid):
        await house.answer(house.sari, conversation.id, house.body("answer-1", "Siang"))


async def test_a_private_note_never_reaches_the_customer_nor_answers_him(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)
    await house.claim(house.sari, conversation.id)

    note = await house.answer(
        house.hana, conversation.id, house.body("note-0001", "Hati-hati", Visibility.INTERNAL)
    )

    after = await house.conversation_of(maya)
    assert after.answered_at is None
    assert after.waiting_since is not None
    assert after.last_message is not None
    assert after.last_message.text == "Halo"
    [row] = await house.store.find(Event, {"object.id": note.message.id})
    assert not any(room.startswith("visitor:") for room in (*row.rooms, *row.lost_rooms))


async def test_receipts_move_statuses_forward_only(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)
    await house.answer(house.sari, conversation.id, house.body("answer-1", "Pagi"))

    await house.acknowledge(house.channel.id, str(maya), delivered=2, read=2)
    await house.acknowledge(house.channel.id, str(maya), delivered=2, read=0)

    [answer] = await house.store.find(Message, {"client_id": "answer-1"})
    assert answer.status is MessageStatus.READ
    assert answer.version == 2


async def test_a_supervisors_look_marks_nothing_read(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)
    await house.claim(house.sari, conversation.id)

    looked = await house.read(house.hana, conversation.id, None)
    read = await house.read(house.sari, conversation.id, None)

    assert looked.unread == 1
    assert read.unread == 0


async def test_who_may_not_see_it_is_told_nothing(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)
    stranger = house.budi.model_copy(update={"department_ids": [], "id": Id()})

    with pytest.raises(HubError) as refused:
        await house.claim(stranger, conversation.id)

    assert refused.value.status == 404
