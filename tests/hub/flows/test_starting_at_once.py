"""Staff write first, while others do the same, the person writes himself, or something of his changes."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest

from hub.flows.follow_person import FollowPerson
from hub.flows.move_conversation import Destination
from hub.kit.errors import Conflict, HubError, Invalid, Unavailable
from hub.rules.incoming import Received
from hub.rules.refusals import ChannelOff
from hub.services.conversations import ConversationOpen
from models.documents import (
    Channel,
    ChannelTemplate,
    Contact,
    Conversation,
    Identity,
    Member,
    Message,
)
from models.documents.base import Id
from models.envelopes import IdentityChangeEnvelope
from models.words import ConversationState, MessageStatus
from tests.hub.flows.at_work import Act, Office, is_told_of, refused, together
from tests.hub.flows.conftest import House
from tests.hub.flows.test_at_the_same_time import deactivate

ROUNDS = 6

ARRIVED = {"name": "parcel_arrived", "language": "id"}


def number(round: int, last: int = 1) -> str:
    return f"62812000{round:03}{last:02}"


@pytest.fixture
async def office(house: House) -> Office:
    office = await Office.made(house)
    for channel in (office.persons.first, office.persons.second):
        approved = ChannelTemplate(
            channel_id=channel.id,
            **ARRIVED,
            category="UTILITY",
            status="APPROVED",
            body="Halo, paket Anda tiba.",
        )
        await house.store.insert(approved)
    return office


def begin(office: Office, member: Member, round: int, **more: Any) -> Callable[[], Awaitable[Any]]:
    channel = more.pop("channel", office.number)
    client_id = more.pop("client_id", f"start-{member.name[:4]}-{round}")
    wanted = more or {"address": f"+{number(round)}", "template": ARRIVED}
    body = office.start(channel, client_id, **wanted)
    return partial(office.house.answer.begin, member, body)


async def said_by_staff(office: Office) -> list[Message]:
    return await office.house.store.find(Message, {"direction": "outbound"})


async def test_of_three_who_write_to_one_person_first_one_does_and_the_others_learn_who(
    office: Office,
) -> None:
    house = office.house
    for round in range(ROUNDS):
        chosen = Contact(name="Dewi", phones=[f"+{number(round)}"], created_at=house.clock.now())
        await house.store.insert(chosen)
        picked = {"contact_id": str(chosen.id), "template": ARRIVED}

        outcomes = await together(
            begin(office, house.sari, round, **picked),
            begin(office, house.budi, round, **picked),
            begin(office, house.hana, round),
        )

        losers = refused(outcomes)
        [begun] = [one for one in outcomes if not isinstance(one, HubError)]
        winner = begun.conversation.assignee
        assert winner is not None
        [member] = [one for one in (house.sari, house.budi, house.hana) if one.id == winner.id]
        for loser in losers:
            if not isinstance(loser, Invalid):
                assert isinstance(loser, ConversationOpen)
                assert is_told_of(loser, member)
                assert loser.extra["conversationId"] == str(begun.conversation.id)
        assert len(await said_by_staff(office)) == round + 1
        assert await house.store.count(Identity, {"address": number(round)}) == 1
        await office.all_is_right()
    assert await office.load_of(house.sari, house.budi, house.hana) == ROUNDS


async def test_the_same_act_three_times_is_one(office: Office) -> None:
    """Also by mail, where nothing but its id says that it is the same."""
    house = office.house
    for round in range(ROUNDS):
        more = {"address": f"dewi{round}@x.example", "subject": "Paket", "text": "Sudah tiba."}
        again = begin(office, house.sari, round, channel=office.persons.mailbox, **more)

        outcomes = await together(again, again, again)

        assert not refused(outcomes), outcomes
        assert len({one.conversation.id for one in outcomes}) == 1
        assert sorted(one.created for one in outcomes) == [False, False, True]
        assert len(await said_by_staff(office)) == round + 1
        assert await house.store.count(Contact, {}) == round + 1
        await office.all_is_right()
    assert await office.load_of(house.sari) == ROUNDS


async def test_two_mails_to_one_new_address_are_two_threads_of_one_person(office: Office) -> None:
    house = office.house
    for round in range(ROUNDS):
        more = {"address": f"dewi{round}@x.example", "subject": "Paket", "text": "Sudah tiba."}
        mailbox = office.persons.mailbox

        outcomes = await together(
            begin(office, house.sari, round, channel=mailbox, **more),
            begin(office, house.budi, round, channel=mailbox, **more),
            partial(office.persons.take, office.persons.by_mail(more["address"])),
        )

        assert not refused(outcomes), outcomes
        assert await house.store.count(Contact, {}) == round + 1
        assert await house.store.count(Conversation, {}) == 3 * (round + 1)
        await office.all_is_right()


async def test_who_writes_just_then_is_one_person_with_one_chat(office: Office) -> None:
    """He comes first and waits, which the agent is told; or his words are in the agent's chat."""
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        first = persons.on_whatsapp(number(round))

        begun, received = await together(
            begin(office, house.sari, round), partial(persons.take, first)
        )

        assert received.message is not None
        [chat] = [c for c in await office.open_on(office.number) if c.address == number(round)]
        if isinstance(begun, HubError):
            assert isinstance(begun, ConversationOpen), begun
            assert begun.extra["state"] == "queued"
            assert begun.extra["conversationId"] == str(chat.id)
        else:
            assert begun.conversation.id == chat.id
            assert chat.last_number == 2
            assert chat.unread == 1
        identity = await house.store.get(Identity, {"address": number(round)})
        assert identity is not None
        assert await house.store.count(Contact, {}) == round + 1
        await office.all_is_right()
    assert (await persons.each_word_is_kept_or_gone())["gone"] == 0


async def test_an_ended_chat_comes_back_or_a_new_one_is_begun_and_never_both(
    office: Office,
) -> None:
    """He writes again, its agent takes the end back, a colleague begins anew: all at one moment."""
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        written = await persons.take(persons.on_whatsapp(number(round)))
        assert written.message is not None
        old = written.message.conversation_id
        await house.claim(house.sari, old)
        await house.resolve(house.sari, old)

        undone, _, begun = await together(
            partial(house.undo, house.sari, old),
            partial(persons.take, persons.on_whatsapp(number(round))),
            begin(office, house.budi, round, address=f"+{number(round)}", text="Halo lagi"),
        )

        for one in (undone, begun):
            assert not isinstance(one, HubError) or isinstance(one, Conflict), one
        [chat] = [c for c in await office.open_on(office.number) if c.address == number(round)]
        if isinstance(begun, ConversationOpen):
            assert begun.extra["conversationId"] == str(chat.id) == str(old)
            # His own words may have brought it back, to the queue while Sari is not there.
            assert begun.extra["state"] == "queued" or is_told_of(begun, house.sari)
        else:
            assert chat.id == begun.conversation.id
            assert chat.assignee is not None and chat.assignee.id == house.budi.id
        await office.all_is_right()
    assert (await persons.each_word_is_kept_or_gone())["gone"] == 0


async def test_whoever_is_merged_meanwhile_is_written_to_as_who_he_is_now(office: Office) -> None:
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        for last in (1, 2):
            await persons.take(persons.on_whatsapp(number(round, last), persons.second))
        gone, kept = [(await persons.contact_of(number(round, last))).id for last in (1, 2)]
        more = {"contact_id": str(gone), "address": f"+{number(round)}", "template": ARRIVED}

        begun, merged = await together(
            begin(office, house.sari, round, **more),
            partial(persons.merge, house.hana, gone, kept),
        )

        assert not isinstance(merged, HubError), merged
        chats = [c for c in await office.open_on(office.number) if c.address == number(round)]
        if isinstance(begun, HubError):
            assert isinstance(begun, Invalid) and "contactId" in (begun.fields or {}), begun
            assert chats == []
        else:
            assert [chat.contact.id for chat in chats] == [kept]
        await office.all_is_right(suggestions=False)


async def test_whoever_is_erased_meanwhile_is_written_to_no_more(office: Office) -> None:
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        await persons.take(persons.on_whatsapp(number(round), persons.second))
        contact = await persons.contact_of(number(round))
        more = {"contact_id": str(contact.id), "template": ARRIVED}

        begun, erased = await together(
            begin(office, house.sari, round, **more),
            partial(persons.erase, house.hana, contact.id, "Diminta"),
        )

        assert not isinstance(erased, HubError), erased
        assert not isinstance(begun, HubError) or isinstance(begun, Invalid), begun
        assert await house.store.count(Identity, {"contact_id": contact.id}) == 0
        assert await office.open_on(office.number) == []
        await office.all_is_right(suggestions=False)
        await persons.each_word_is_kept_or_gone()
    assert await office.load_of(house.sari) == 0


async def test_on_a_channel_that_is_switched_off_meanwhile_all_or_nothing_is_begun(
    office: Office,
) -> None:
    house = office.house
    for round in range(ROUNDS):
        await office.switch(office.number, on=True)

        begun, _ = await together(
            begin(office, house.sari, round), partial(office.switch, office.number, on=False)
        )

        said = await house.store.find(Message, {"text": "Halo, paket Anda tiba."})
        there = [c for c in await office.open_on(office.number) if c.address == number(round)]
        if isinstance(begun, HubError):
            assert isinstance(begun, Invalid | ChannelOff), begun
            assert there == []
            assert await house.store.count(Contact, {"phones": f"+{number(round)}"}) == 0
        else:
            assert [one.id for one in there] == [begun.conversation.id]
            [mine] = [one for one in said if one.conversation_id == begun.conversation.id]
            assert mine.status is MessageStatus.PENDING
        await office.all_is_right()
        [late] = await together(begin(office, house.budi, round, address=f"+{number(round, 9)}"))
        assert isinstance(late, Invalid) and "channelId" in (late.fields or {})


async def test_what_is_there_when_a_channel_is_answered_to_be_off_is_all_that_ever_begins(
    office: Office,
) -> None:
    """Staff who begin or move a chat there, and customers who write, while their processes know nothing of
    it. The first time one of them is there before it is switched off, the last time none of them begins
    before that; between, it is left to chance.
    """
    house, persons = office.house, office.persons
    begun_at_all = []
    for round in range(ROUNDS):
        await office.switch(office.number, on=True)
        old = []
        for last in (31, 32):
            written = await persons.take(persons.on_whatsapp(number(round, last), persons.second))
            assert written.message is not None
            old.append(await house.claim(house.hana, written.message.conversation_id))
        before = {one.id for one in await office.open_on(office.number)}

        one_is_there, off = asyncio.Event(), asyncio.Event()
        if round > 0:
            one_is_there.set()
        if round < ROUNDS - 1:
            off.set()

        async def is_off(after: asyncio.Event = one_is_there, said: asyncio.Event = off) -> set[Id]:
            await after.wait()
            await office.switch(office.number, on=False)
            found = {one.id for one in await office.open_on(office.number)}
            said.set()
            return found

        def in_turn(
            act: Act, after: asyncio.Event = off, done: asyncio.Event = one_is_there
        ) -> Act:
            async def acting() -> Any:
                await after.wait()
                outcome = await act()
                done.set()
                return outcome

            return acting

        there, *outcomes = await together(
            is_off,
            *(
                in_turn(
                    begin(
                        office, who, 10 * round, address=f"+{number(round, last)}", template=ARRIVED
                    )
                )
                for last, who in enumerate([house.sari, house.budi, house.hana], 11)
            ),
            *(
                in_turn(partial(house.move, house.hana, one.id, Destination(office.number.id)))
                for one in old
            ),
            *(
                in_turn(partial(persons.take, persons.on_whatsapp(number(round, last))))
                for last in range(21, 25)
            ),
        )

        assert {one.id for one in await office.open_on(office.number)} == there
        refusals = [one.refusal if isinstance(one, Received) else one for one in outcomes]
        refusals = [one for one in refusals if isinstance(one, HubError)]
        assert all(isinstance(one, Invalid | ChannelOff | Unavailable) for one in refusals)
        assert len(there - before) + len(refusals) == len(outcomes)
        begun_at_all.append(len(there - before))
        await office.all_is_right()
        for one in await house.store.find(Conversation, {"open": True}):
            await house.resolve(house.hana, one.id)
    assert begun_at_all[0] > 0 and begun_at_all[-1] == 0


async def test_who_is_deactivated_while_he_begins_one_ends_with_none(office: Office) -> None:
    house = office.house
    for round in range(ROUNDS):
        active = {"$set": {"state": "active"}}
        await house.store.change(Member, {"_id": house.sari.id}, active)

        begun, left = await together(
            begin(office, house.sari, round), partial(deactivate, house, house.sari)
        )

        assert left is None
        there = [c for c in await office.open_on(office.number) if c.address == number(round)]
        if isinstance(begun, HubError):
            assert there == []
        else:
            [chat] = there
            assert (chat.state, chat.assignee) == (ConversationState.QUEUED, None)
        assert await office.load_of(house.sari) == 0
        await office.all_is_right()

        [late] = await together(begin(office, house.sari, ROUNDS + round))
        assert isinstance(late, Invalid), "a request that was on its way all that time"


async def test_his_new_number_is_where_the_answers_go_whoever_began_when(office: Office) -> None:
    """The provider tells of it, an agent begins, and he himself writes from it."""
    house, persons = office.house, office.persons
    follow = FollowPerson(house.store)
    for round in range(ROUNDS):
        old, new = number(round), number(round, 2)
        written = await persons.take(persons.on_whatsapp(old))
        assert written.message is not None
        await house.resolve(house.hana, written.message.conversation_id)
        house.clock.advance(3 * 3600)
        contact = await persons.contact_of(old)
        news = IdentityChangeEnvelope(
            account_id="1", timestamp=house.clock.now(), old_ids=[old], new_ids=[new]
        )
        more = {"contact_id": str(contact.id), "text": "Halo lagi"}

        outcomes = await together(
            begin(office, house.sari, round, **more),
            partial(follow, office.number, news),
            partial(persons.take, persons.on_whatsapp(old if round % 2 else new)),
        )

        for refusal in refused(outcomes):
            assert isinstance(refusal, Conflict), refusal
        await office.all_is_right()
    assert (await persons.each_word_is_kept_or_gone())["gone"] == 0


async def test_a_typed_number_that_is_somebodys_for_certain_is_his(office: Office) -> None:
    """A provider has vouched for it on another channel, or does so at this moment."""
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        written = [persons.on_whatsapp(number(round), persons.second) for _ in range(2)]
        await persons.take(written[0])

        begun, _ = await together(
            begin(office, house.sari, round), partial(persons.take, written[1])
        )

        known = await persons.contact_of(number(round))
        assert begun.conversation.contact.id == known.id
        assert await house.store.count(Contact, {"phones": f"+{number(round)}"}) == 1
        await office.all_is_right()


async def test_whatever_channel_is_chosen_the_chat_is_there(office: Office) -> None:
    """Two agents write to one person on two numbers of the house: two chats of one person."""
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        chosen = Contact(name="Dewi", phones=[f"+{number(round)}"], created_at=house.clock.now())
        await house.store.insert(chosen)
        picked = {"contact_id": str(chosen.id), "template": ARRIVED}

        outcomes = await together(
            begin(office, house.sari, round, channel=persons.first, **picked),
            begin(office, house.budi, round, channel=persons.second, **picked),
        )

        assert not refused(outcomes), outcomes
        chats: list[tuple[Channel, Member]] = [
            (persons.first, house.sari),
            (persons.second, house.budi),
        ]
        for channel, member in chats:
            [chat] = [c for c in await office.open_on(channel) if c.contact.id == chosen.id]
            assert chat.assignee is not None and chat.assignee.id == member.id
        await office.all_is_right()
