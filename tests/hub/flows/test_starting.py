"""Staff write first, or go on over another channel."""

import asyncio
from typing import Any

import pytest

from hub.flows.move_conversation import Destination
from hub.kit.errors import Invalid
from hub.rules.refusals import ConversationResolved, ConversationTaken, DifferentBody
from hub.rules.windows import WindowClosed
from hub.services.conversations import ConversationOpen
from models.documents import (
    Channel,
    ChannelTemplate,
    Contact,
    Conversation,
    Event,
    Identity,
    Message,
)
from models.documents.base import Id
from models.wire.starting import StartBody
from models.words import (
    ConversationState,
    ConversationType,
    EventType,
    MessageStatus,
    Priority,
    ResolveCause,
)
from tests.hub.flows.conftest import House


def start(channel_id: Id, client_id: str = "start-0001", **more: Any) -> StartBody:
    values = {"client_id": client_id, "channel_id": str(channel_id), "address": "0812-1111-2222"}
    return StartBody.model_validate(values | more)


ARRIVED = {"name": "parcel_arrived", "language": "id"}


async def with_template(house: House) -> Channel:
    """A number at which a customer who has not written can be sent one template."""
    number = await house.number()
    approved = ChannelTemplate(
        channel_id=number.id,
        **ARRIVED,
        category="UTILITY",
        status="APPROVED",
        body="Halo, paket Anda tiba.",
    )
    await house.store.insert(approved)
    return number


async def test_a_typed_number_becomes_a_contact_and_an_outbox_conversation(house: House) -> None:
    number = await with_template(house)

    begun = await house.answer.begin(house.sari, start(number.id, template=ARRIVED))

    conversation = begun.conversation
    assert begun.created
    assert conversation.type is ConversationType.OUTBOX
    assert conversation.state is ConversationState.HANDLED
    assert conversation.assignee is not None and conversation.assignee.id == house.sari.id
    assert conversation.address == "6281211112222"
    contact = await house.store.get(Contact, {"_id": conversation.contact.id})
    assert contact is not None and contact.phones == ["+6281211112222"]
    [message] = await house.store.find(Message, {"conversation_id": conversation.id})
    assert message.status is MessageStatus.PENDING
    assert message.text == "Halo, paket Anda tiba."
    assert await house.load_of(house.sari) == 1
    types = [row.type for row in await house.store.find(Event, {}, sort=[("_id", 1)])]
    assert EventType.CONTACT_CREATED in types
    assert types.index(EventType.CONVERSATION_CREATED) < types.index(EventType.MESSAGE_CREATED)


async def test_who_matters_more_is_begun_with_as_urgently(house: House) -> None:
    number = await with_template(house)
    contact = Contact(name="Dewi", created_at=house.clock.now(), priority=Priority.HIGH)
    contact.phones = ["+6281211112222"]
    await house.store.insert(contact)
    body = start(number.id, contact_id=str(contact.id), template=ARRIVED)

    begun = await house.answer.begin(house.sari, body)

    assert begun.conversation.contact.id == contact.id
    assert begun.conversation.priority is Priority.HIGH


async def test_the_same_start_again_is_the_same_and_another_one_is_refused(house: House) -> None:
    number = await with_template(house)
    body = start(number.id, template=ARRIVED)
    first = await house.answer.begin(house.sari, body)

    again = await house.answer.begin(house.sari, body)

    assert (again.conversation.id, again.created) == (first.conversation.id, False)
    with pytest.raises(DifferentBody):
        await house.answer.begin(house.sari, start(number.id))
    assert await house.store.count(Conversation, {}) == 1


async def test_free_text_to_who_has_not_written_is_refused_and_begins_nothing(house: House) -> None:
    number = await with_template(house)
    with pytest.raises(WindowClosed):
        await house.answer.begin(house.sari, start(number.id, text="Halo"))
    assert await house.store.count(Conversation, {}) == 0
    assert await house.store.count(Contact, {}) == 0


async def test_of_two_who_write_first_at_once_one_is_led_to_the_others(house: House) -> None:
    number = await house.number()

    outcomes = await asyncio.gather(
        house.answer.begin(house.sari, start(number.id, "start-sari")),
        house.answer.begin(house.budi, start(number.id, "start-budi")),
        return_exceptions=True,
    )

    [beaten] = [one for one in outcomes if isinstance(one, ConversationOpen)]
    [present] = await house.store.find(Conversation, {})
    assert beaten.extra["conversationId"] == str(present.id)
    assert await house.store.count(Identity, {"channel_id": number.id}) == 1
    assert await house.load_of(house.sari) + await house.load_of(house.budi) == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"address": "halo"}, "address"),
        ({"address": None}, "contactId"),
        ({"contact_id": "0" * 24, "address": None}, "contactId"),
    ],
)
async def test_nobody_to_write_to_is_refused_by_field(
    house: House, more: dict[str, Any], field: str
) -> None:
    number = await house.number()

    with pytest.raises(Invalid) as refused:
        await house.answer.begin(house.sari, start(number.id, **more))

    assert list(refused.value.fields or {}) == [field]
    assert await house.store.count(Conversation, {}) == 0


async def test_a_live_chat_is_begun_by_its_visitor_alone(house: House) -> None:
    with pytest.raises(Invalid):
        await house.answer.begin(house.sari, start(house.channel.id))


async def test_an_address_of_somebody_else_is_not_taken(house: House) -> None:
    number = await house.number()
    await house.answer.begin(house.sari, start(number.id))
    stranger = Contact(name="Dewi", created_at=house.clock.now())
    await house.store.insert(stranger)

    with pytest.raises(Invalid) as refused:
        await house.answer.begin(
            house.budi, start(number.id, "start-0002", contact_id=str(stranger.id))
        )

    assert "belongs to" in (refused.value.fields or {})["address"]


async def held(house: House) -> Conversation:
    conversation = await house.waiting()
    return await house.claim(house.sari, conversation.id)


async def test_a_moved_conversation_goes_on_elsewhere_with_the_same_agent(house: House) -> None:
    number, old = await house.number(), await held(house)
    to = Destination(number.id, address="0812 3333 4444")

    new = await house.move(house.sari, old.id, to)

    before = await house.store.get(Conversation, {"_id": old.id})
    assert before is not None
    assert before.state is ConversationState.RESOLVED
    assert before.resolve_cause is ResolveCause.MOVED
    assert (before.moved_to, new.moved_from) == (new.id, old.id)
    assert new.contact.id == old.contact.id
    assert new.assignee is not None and new.assignee.id == house.sari.id
    assert await house.load_of(house.sari) == 1
    assert await house.store.count(Message, {"conversation_id": new.id}) == 0

    again = await house.move(house.sari, old.id, to)
    assert again.id == new.id
    with pytest.raises(ConversationResolved):
        await house.move(house.hana, old.id, to)


async def test_a_supervisor_moves_it_and_its_agent_keeps_it(house: House) -> None:
    number, old = await house.number(), await held(house)

    new = await house.move(house.hana, old.id, Destination(number.id, address="08123334444"))

    assert new.assignee is not None and new.assignee.id == house.sari.id


async def test_a_colleagues_conversation_is_not_moved(house: House) -> None:
    number, old = await house.number(), await held(house)

    with pytest.raises(ConversationTaken):
        await house.move(house.budi, old.id, Destination(number.id, address="08123334444"))

    untouched = await house.store.get(Conversation, {"_id": old.id})
    assert untouched is not None and untouched.version == old.version


async def test_a_move_and_a_resolve_at_once_end_it_once(house: House) -> None:
    number, old = await house.number(), await held(house)

    moved, resolved = await asyncio.gather(
        house.move(house.sari, old.id, Destination(number.id, address="08123334444")),
        house.resolve(house.hana, old.id),
        return_exceptions=True,
    )

    assert [isinstance(one, Exception) for one in (moved, resolved)].count(True) == 1
    begun = await house.store.count(Conversation, {"channel_id": number.id})
    assert begun == (0 if isinstance(moved, Exception) else 1)
