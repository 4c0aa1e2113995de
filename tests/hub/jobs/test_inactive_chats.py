"""A customer who says nothing more: by the house's rule his conversation ends, and he is told."""

from datetime import timedelta

import pytest

from hub.flows.resolve_inactive import ResolveInactive
from hub.jobs.due_times import DueTimes
from hub.jobs.reactions.inactive_chats import InactiveChats
from hub.rules.actors import SYSTEM
from hub.services import workspace
from hub.store.transaction import Transaction
from models.documents import Conversation, Event, Message
from models.documents.base import Id
from models.words import (
    AuthorKind,
    ConversationState,
    DueKind,
    ResolveCause,
    Visibility,
)
from tests.hub.flows.conftest import House, house

__all__ = ["house"]

AFTER = 600


@pytest.fixture
async def strict(house: House) -> House:
    """It waits ten minutes."""
    await switch_on(house)
    return house


async def switch_on(house: House) -> None:
    """No process has read the settings anew since."""

    async def work(tx: Transaction) -> None:
        present = await workspace.get_in(tx)
        await workspace.put(tx, present, {"auto_resolve_after": AFTER}, SYSTEM)

    await house.store.transact(work)


async def react(house: House) -> None:
    rows = await house.store.find(Event, {})

    async def work(tx: Transaction) -> None:
        await InactiveChats().react(tx, rows)

    await house.store.transact(work)


async def pass_time(house: House, seconds: float) -> None:
    """What has happened is reacted to, time passes, and what is due is done."""
    await react(house)
    house.clock.advance(seconds)
    acts = {DueKind.CONVERSATION_INACTIVE: ResolveInactive(house.store)}
    while await DueTimes(house.store, acts).act_on_next():
        pass


async def answered(house: House) -> Conversation:
    held = await house.claim(house.sari, (await house.waiting()).id)
    await house.answer(house.sari, held.id, house.body("answer-01", "Ada yang lain?"))
    return held


async def state_of(house: House, chat: Conversation) -> Conversation:
    found = await house.store.get(Conversation, {"_id": chat.id})
    assert found is not None
    return found


async def test_who_says_nothing_more_is_told_and_his_chat_ends(strict: House) -> None:
    chat = await answered(strict)
    await pass_time(strict, AFTER - 1)
    assert (await state_of(strict, chat)).state is ConversationState.HANDLED

    await pass_time(strict, 1)

    after = await state_of(strict, chat)
    assert (after.state, after.resolve_cause) == (
        ConversationState.RESOLVED,
        ResolveCause.AUTO_INACTIVE,
    )
    assert await strict.load_of(strict.sari) == 0
    ours = {"conversation_id": chat.id, "author.kind": AuthorKind.SYSTEM}
    [told] = await strict.store.find(Message, ours)
    assert "belum ada balasan" in told.text
    assert (told.number, told.visibility) == (after.last_number, Visibility.PUBLIC)


async def test_he_writes_again_and_it_goes_on(strict: House) -> None:
    chat = await answered(strict)
    await pass_time(strict, AFTER)
    await strict.write(Id(chat.thread_key), "again-01", "Masih di sini")

    after = await state_of(strict, chat)
    assert after.state is not ConversationState.RESOLVED
    assert after.reopen_count == 1


async def test_who_waits_for_us_is_never_closed(strict: House) -> None:
    chat = await strict.claim(strict.sari, (await strict.waiting()).id)
    await pass_time(strict, 100 * AFTER)
    assert (await state_of(strict, chat)).state is ConversationState.HANDLED


async def test_a_new_word_of_ours_begins_the_wait_anew_and_a_note_does_not(strict: House) -> None:
    chat = await answered(strict)
    await pass_time(strict, AFTER - 10)
    note = strict.body("note-0001", "Tunggu", Visibility.INTERNAL)
    await strict.answer(strict.sari, chat.id, note)
    await strict.answer(strict.sari, chat.id, strict.body("answer-02", "Halo?"))
    await pass_time(strict, AFTER - 10)
    assert (await state_of(strict, chat)).state is ConversationState.HANDLED

    await strict.answer(strict.sari, chat.id, strict.body("note-0002", "?", Visibility.INTERNAL))
    await pass_time(strict, 10)
    assert (await state_of(strict, chat)).state is ConversationState.RESOLVED


async def test_a_rest_delays_it(strict: House) -> None:
    chat = await answered(strict)
    until = strict.clock.now() + timedelta(seconds=3 * AFTER)
    await strict.snooze(strict.sari, chat.id, until)
    await pass_time(strict, AFTER)
    assert (await state_of(strict, chat)).state is ConversationState.HANDLED


async def test_without_the_rule_nothing_ends_and_with_it_also_what_waited_before(
    house: House,
) -> None:
    chat = await answered(house)
    await pass_time(house, 100 * AFTER)
    assert (await state_of(house, chat)).state is ConversationState.HANDLED

    await switch_on(house)
    await pass_time(house, 1)

    assert (await state_of(house, chat)).state is ConversationState.RESOLVED
