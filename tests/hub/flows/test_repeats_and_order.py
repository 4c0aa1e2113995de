"""What is written again, and in which order a thread is read, on real MongoDB."""

import pytest

from hub.kit.errors import Conflict, Invalid, NotFound
from hub.services import messages
from models.documents import Conversation
from models.documents.base import Id
from models.words import ConversationState, Visibility
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
    ids: list[Id] = []
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


async def test_an_undo_again_finds_it_undone_but_only_for_who_undid_it(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)
    await house.claim(house.sari, conversation.id)
    await house.resolve(house.sari, conversation.id)
    undone = await house.undo(house.sari, conversation.id)

    again = await house.undo(house.sari, conversation.id)

    assert (again.state, again.version) == (ConversationState.HANDLED, undone.version)
    with pytest.raises(Conflict):
        await house.undo(house.hana, conversation.id)
    house.clock.advance(11)
    with pytest.raises(Conflict):
        await house.undo(house.sari, conversation.id)


async def test_what_has_not_been_read_is_counted_from_a_place_in_the_middle(house: House) -> None:
    maya = Id()
    for n in range(1, 6):
        await house.write(maya, f"visitor-{n}", f"baris {n}")
    conversation = await house.conversation_of(maya)
    await house.claim(house.sari, conversation.id)

    assert (await house.read(house.sari, conversation.id, 2)).unread == 3
    assert (await house.read(house.sari, conversation.id, 1)).unread == 3
    assert (await house.read(house.sari, conversation.id, None)).unread == 0
