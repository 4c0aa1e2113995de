"""What is written again, and in which order a thread is read, on real MongoDB."""

import pytest

from hub.kit.errors import Invalid, NotFound
from hub.services import messages
from models.documents import Conversation
from models.documents.base import Id
from models.words import Visibility
from tests.hub.flows.conftest import House


async def test_the_same_client_id_again_gives_the_answer_of_what_has_left_ones_sight(
    house: House,
) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)
    body = house.body("answer-1", "Pagi")
    first = await house.answer(house.sari, conversation.id, body)
    await house.store.change(
        Conversation, {"_id": conversation.id}, {"$set": {"audience": ["admins"]}}
    )
    moved = house.sari.model_copy(update={"department_ids": []})

    again = await house.answer(moved, conversation.id, body)

    assert (again.created, again.message.id) == (False, first.message.id)
    with pytest.raises(NotFound):
        await house.answer(moved, conversation.id, house.body("answer-2", "Lagi"))


async def test_the_same_client_id_with_other_mentions_is_another_message(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)
    note = house.body("answer-1", "Tolong", Visibility.INTERNAL)
    await house.answer(house.sari, conversation.id, note)

    with pytest.raises(Invalid):
        await house.answer(
            house.sari, conversation.id, note.model_copy(update={"mentions": [str(house.budi.id)]})
        )


async def test_a_customer_reads_his_thread_by_number_whatever_the_clocks_said(
    house: House,
) -> None:
    maya = Id()
    ids = []
    for resolves, texts in ((True, ("satu", "dua", "tiga")), (False, ("empat", "lima"))):
        for text in texts:
            await house.write(maya, f"visitor-{text}", text)
            house.clock.advance(-1)
        conversation = await house.conversation_of(maya)
        ids.insert(0, conversation.id)
        if resolves:
            await house.answer(house.sari, conversation.id, house.body("answer-1", "Pagi"))
            await house.resolve(house.sari, conversation.id)
            house.clock.advance(7 * 24 * 3600)
    read: list[str] = []
    before = None
    while page := await messages.page_for_customer(house.store, ids, before=before, limit=2):
        read = [message.text for message in page] + read
        before = (page[0].conversation_id, page[0].number)

    assert read == ["satu", "dua", "tiga", "Pagi", "empat", "lima"]
