"""A conversation is resolved, and goes on: undone, or because the customer writes again."""

import pytest

from hub.kit.errors import Conflict, Forbidden
from models.documents import Event, Message
from models.documents.base import Id
from models.words import ConversationState, PresenceState, Visibility
from tests.hub.flows.conftest import House


async def test_only_who_handles_it_or_supervises_may_resolve(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)

    with pytest.raises((Conflict, Forbidden)):
        await house.resolve(house.budi, conversation.id)
    await house.claim(house.sari, conversation.id)
    with pytest.raises(Conflict):
        await house.resolve(house.budi, conversation.id)
    resolved = await house.resolve(house.sari, conversation.id)
    again = await house.resolve(house.sari, conversation.id)

    assert resolved.state is ConversationState.RESOLVED
    assert again.version == resolved.version
    with pytest.raises(Conflict):
        await house.resolve(house.hana, conversation.id)


async def test_the_note_of_a_resolve_stays_as_a_private_note(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)
    await house.claim(house.sari, conversation.id)

    await house.resolve(house.sari, conversation.id, note="Paket ketemu di pos satpam")

    [note] = await house.store.find(Message, {"visibility": Visibility.INTERNAL})
    assert note.text == "Paket ketemu di pos satpam"
    [row] = await house.store.find(Event, {"object.id": note.id})
    assert not any(room.startswith("visitor:") for room in row.rooms)


async def test_a_message_soon_after_the_resolve_reopens_with_the_last_agent(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)
    await house.claim(house.sari, conversation.id)
    await house.resolve(house.sari, conversation.id)
    await house.be(house.sari, PresenceState.ONLINE)
    house.clock.advance(29 * 60)

    await house.write(maya, "again-01", "Satu lagi")

    after = await house.conversation_of(maya)
    assert after.id == conversation.id
    assert after.state is ConversationState.HANDLED
    assert after.assignee is not None
    assert after.assignee.id == house.sari.id
    assert after.reopen_count == 1
    assert after.resolved_at is None


async def test_a_message_later_than_that_begins_a_new_conversation(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)
    await house.resolve(house.hana, conversation.id)
    house.clock.advance(31 * 60)

    await house.write(maya, "again-01", "Satu lagi")

    after = await house.conversation_of(maya)
    assert after.id != conversation.id
    assert after.state is ConversationState.QUEUED
    assert after.contact.id == conversation.contact.id


async def test_a_resolve_can_be_undone_for_ten_seconds(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)
    await house.claim(house.sari, conversation.id)
    await house.resolve(house.sari, conversation.id)
    house.clock.advance(9)

    undone = await house.undo(house.sari, conversation.id)

    assert undone.state is ConversationState.HANDLED
    assert undone.assignee is not None
    assert undone.assignee.id == house.sari.id
    await house.resolve(house.sari, conversation.id)
    house.clock.advance(11)
    with pytest.raises(Conflict):
        await house.undo(house.sari, conversation.id)


async def test_undo_is_refused_when_the_customer_has_begun_anew(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    conversation = await house.conversation_of(maya)
    await house.claim(house.sari, conversation.id)
    await house.resolve(house.sari, conversation.id)
    house.directory.workspace.reopen_within = 0

    await house.write(maya, "again-01", "Satu lagi")

    with pytest.raises(Conflict):
        await house.undo(house.sari, conversation.id)
