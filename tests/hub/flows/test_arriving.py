"""What a customer writes on real MongoDB: stored once, in his conversation, in the queue."""

import asyncio

from hub.flows.set_message_aside import SetMessageAside
from hub.kit.errors import Invalid
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
from models.words import AttachmentKind, ConversationState
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


async def test_many_first_messages_at_once_get_numbers_of_their_own(house: House) -> None:
    receive = house.receive
    # Not all at once: so many transactions would get in each other's way for seconds on a slow machine, and
    # give up, as they should.
    for _ in range(4):
        outcomes = await asyncio.gather(
            *(receive([house.incoming(Id(), "first-01", "Halo")]) for _ in range(15))
        )
        assert all(outcome.created for [outcome] in outcomes)
    numbers = [each.number for each in await house.store.find(Conversation, {})]
    assert len(set(numbers)) == 60


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
