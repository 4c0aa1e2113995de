"""The story on real MongoDB: a visitor writes, an agent takes it, answers, resolves; it reopens."""

import asyncio

import pytest

from hub.flows.set_message_aside import SetMessageAside
from hub.kit.errors import Conflict, Forbidden, HubError, Invalid
from hub.rules.audience import rooms_of_conversation
from hub.store.groups import Groups
from models.documents import (
    Attachment,
    Contact,
    Conversation,
    Department,
    Event,
    Identity,
    Message,
    NotUnderstood,
)
from models.documents.base import Id
from models.envelopes import AttachmentEnvelope
from models.words import (
    AttachmentKind,
    ConversationState,
    MessageStatus,
    PresenceState,
    Visibility,
)
from tests.hub.flows.conftest import House


async def test_a_first_message_makes_contact_and_waits_in_the_queue(house: House) -> None:
    maya = Id()

    received = await house.write(maya, "first-01", "Halo")

    conversation = await house.conversation_of(maya)
    assert received.created
    assert received.message is not None
    assert received.message.number == 1
    assert conversation.state is ConversationState.QUEUED
    assert conversation.department_id == house.department.id
    assert conversation.unread == 1
    assert conversation.audience == rooms_of_conversation(conversation)
    assert (await house.store.find(Identity, {}))[0].id == maya
    types = [row.type.value for row in await house.store.find(Event, {}, sort=[("_id", 1)])]
    assert types == [
        "contact.created",
        "conversation.created",
        "conversation.queued",
        "message.created",
    ]


async def test_the_same_post_three_times_at_once_is_one_message(house: House) -> None:
    maya = Id()

    outcomes = await asyncio.gather(*(house.write(maya, "same-0001", "Halo") for _ in range(3)))

    assert sum(outcome.created for outcome in outcomes) == 1
    assert len({outcome.message.id for outcome in outcomes if outcome.message}) == 1
    assert await house.store.count(Message, {}) == 1
    assert await house.store.count(Conversation, {}) == 1
    assert await house.store.count(Contact, {}) == 1


async def test_the_same_post_three_times_in_one_batch_is_one_message(house: House) -> None:
    maya = Id()
    post = house.incoming(maya, "same-0001", "Halo")

    outcomes = await house.receive([post, post, post])

    assert [outcome.created for outcome in outcomes] == [True, False, False]
    assert await house.store.count(Message, {}) == 1


async def test_the_same_id_with_another_text_is_refused(house: House) -> None:
    maya = Id()
    await house.write(maya, "same-0001", "Halo")

    other = await house.write(maya, "same-0001", "Bukan itu")

    assert isinstance(other.refusal, Invalid)


async def test_two_first_messages_at_once_make_one_contact_and_one_conversation(
    house: House,
) -> None:
    maya = Id()

    await asyncio.gather(*(house.write(maya, f"first-{i:04}", "Halo") for i in range(8)))

    assert await house.store.count(Contact, {}) == 1
    assert await house.store.count(Conversation, {}) == 1
    messages = await house.store.find(Message, {}, sort=[("number", 1)])
    assert [message.number for message in messages] == list(range(1, 9))


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


async def test_an_envelope_that_cannot_be_stored_is_kept_and_harms_no_other(house: House) -> None:
    groups = Groups(
        house.receive,
        size_of=lambda _: 1,
        is_away=lambda _: False,
        set_aside=SetMessageAside(house.store),
    )
    running = asyncio.create_task(groups.run())
    good = [house.incoming(Id(), f"good-{i:04}", "Halo") for i in range(9)]
    bad = house.incoming(Id(), "bad-00001", "Halo")
    bad.envelope.identity_id = "no id of ours"

    outcomes = await asyncio.gather(*map(groups.submit, [*good[:4], bad, *good[4:]]))

    running.cancel()
    assert [outcome.created for outcome in outcomes] == [True] * 4 + [False] + [True] * 5
    assert outcomes[4].refusal is not None
    [kept] = await house.store.find(NotUnderstood, {})
    assert kept.envelope["text"] == "Halo"


async def test_a_repeat_with_a_file_is_the_stored_message_again(house: House) -> None:
    maya = Id()
    file = Attachment(
        uploader=f"visitor:{maya}",
        kind=AttachmentKind.IMAGE,
        name="a.png",
        mime="image/png",
        size=7,
        sha256="0",
        created_at=house.clock.now(),
    )
    await house.store.insert(file)
    post = house.incoming(maya, "file-0001", "")
    post.envelope.attachments.append(
        AttachmentEnvelope(kind="image", name="a.png", mime="image/png", stored_id=str(file.id))
    )

    [first] = await house.receive([post])
    [again] = await house.receive([post])

    assert first.message is not None
    assert again.message is not None
    assert first.message.id == again.message.id
    assert [each.id for each in again.message.attachments] == [file.id]


async def test_many_first_messages_at_once_get_numbers_of_their_own(house: House) -> None:
    visitors = [Id() for _ in range(60)]

    receive = house.receive

    outcomes = await asyncio.gather(
        *(receive([house.incoming(each, "first-01", "Halo")]) for each in visitors)
    )

    assert all(outcome.created for [outcome] in outcomes)
    numbers = [each.number for each in await house.store.find(Conversation, {})]
    assert len(set(numbers)) == 60


async def test_who_writes_to_a_department_removed_a_moment_ago_waits_in_the_default_one(
    house: House,
) -> None:
    gone = Department(name="Penagihan", created_at=house.clock.now())
    await house.store.insert(gone)
    house.channel.department_id = gone.id
    await house.directory.refresh()
    await house.store.delete(Department, {"_id": gone.id})

    maya = Id()
    await house.write(maya, "first-01", "Halo")

    assert (await house.conversation_of(maya)).department_id == house.department.id
