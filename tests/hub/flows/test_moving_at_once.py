"""A chat goes on over another channel, while somebody else does something with it or its person writes."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from hub.flows.move_conversation import Destination
from hub.flows.transfer_conversation import Target
from hub.kit.errors import Conflict, HubError, Invalid
from hub.services.conversations import ConversationOpen
from models.documents import Channel, Conversation, Identity, Member
from models.documents.base import Id
from models.words import ConversationState, ResolveCause
from tests.hub.flows.at_work import Act, Office, is_told_of, refused, together
from tests.hub.flows.conftest import House
from tests.hub.flows.test_at_the_same_time import deactivate

ROUNDS = 6


def number(round: int, last: int = 1) -> str:
    return f"62812000{round:03}{last:02}"


@pytest.fixture
async def office(house: House) -> Office:
    return await Office.made(house)


async def held(office: Office, round: int, by: Member | None = None) -> Conversation:
    """On the first number, by Sari."""
    received = await office.persons.take(office.persons.on_whatsapp(number(round)))
    assert received.message is not None
    house = office.house
    return await house.claim(by or house.sari, received.message.conversation_id)


def move(office: Office, member: Member, old: Conversation, to: Channel | None = None) -> Act:
    channel = to or office.persons.second
    return partial(office.house.move, member, old.id, Destination(channel.id))


async def stored(office: Office, id: Id) -> Conversation:
    found = await office.house.store.get(Conversation, {"_id": id})
    assert found is not None
    return found


async def moved_or_not(office: Office, old: Conversation, moved: Any) -> bool:
    """All of it, or nothing; whoever was beaten is told by whom."""
    begun = await office.house.store.find(Conversation, {"moved_from": old.id})
    after = await stored(office, old.id)
    if isinstance(moved, HubError):
        assert begun == []
        assert after.moved_to is None
        return False
    assert [one.id for one in begun] == [moved.id] == [after.moved_to]
    return True


async def test_of_those_who_move_it_one_does_and_the_others_learn_who(office: Office) -> None:
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        old = await held(office, round)
        mail = Destination(persons.mailbox.id, address=f"dewi{round}@x.example")

        outcomes = await together(
            move(office, house.sari, old),
            move(office, house.sari, old),
            move(office, house.hana, old),
            partial(house.move, house.hana, old.id, mail),
        )

        [new] = await house.store.find(Conversation, {"moved_from": old.id})
        assert {one.id for one in outcomes if not isinstance(one, HubError)} == {new.id}
        after = await stored(office, old.id)
        assert after.resolved_by is not None
        assert (after.moved_to, after.resolve_cause) == (new.id, ResolveCause.MOVED)
        for loser in refused(outcomes):
            assert isinstance(loser, Conflict)
            assert str(after.resolved_by.name) in str(loser)
        assert new.assignee is not None and new.assignee.id == house.sari.id
        assert await office.load_of(house.sari, house.hana) == round + 1
        await office.all_is_right()


async def test_what_he_writes_just_then_is_kept_where_he_wrote_it(office: Office) -> None:
    """On the old channel: the last word of the old chat, or the first after its end."""
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        old = await held(office, round)
        first, second = persons.on_whatsapp(number(round)), persons.on_whatsapp(number(round))

        moved, *received = await together(
            move(office, house.sari, old),
            partial(persons.take, first),
            partial(persons.take, second),
        )

        assert await moved_or_not(office, old, moved)
        assert {one.message.conversation_id for one in received} == {old.id}
        after = await stored(office, old.id)
        assert after.last_number == 3
        if after.state is not ConversationState.RESOLVED:
            assert after.reopen_count == 1
            assert after.assignee is not None and after.assignee.id == house.sari.id
        await office.all_is_right()
    assert (await persons.each_word_is_kept_or_gone())["gone"] == 0


async def test_where_he_writes_first_on_the_other_channel_it_is_named(office: Office) -> None:
    """One chat there: the moved one with his words in it, or his own, which the agent is led to."""
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        old = await held(office, round)
        there = persons.on_whatsapp(number(round), persons.second)

        moved, received = await together(
            move(office, house.sari, old), partial(persons.take, there)
        )

        assert received.message is not None
        chats = await house.store.find(
            Conversation, {"channel_id": persons.second.id, "address": number(round)}
        )
        assert [chat.id for chat in chats] == [received.message.conversation_id]
        if not await moved_or_not(office, old, moved):
            assert isinstance(moved, ConversationOpen)
            assert moved.extra["conversationId"] == str(chats[0].id)
            assert (await stored(office, old.id)).state is ConversationState.HANDLED
        await office.all_is_right()
    assert (await persons.each_word_is_kept_or_gone())["gone"] == 0


@pytest.mark.parametrize("act", ["transfer", "requeue", "take_over", "snooze", "resolve"])
async def test_somebody_else_acts_on_it_just_then(office: Office, act: str) -> None:
    """One comes first: the other finds what is left, and is told so."""
    house = office.house
    for round in range(ROUNDS):
        old = await held(office, round)
        until = house.clock.now() + timedelta(hours=1)
        acts: dict[str, Act] = {
            "transfer": partial(house.transfer, house.hana, old.id, Target(house.budi.id, None)),
            "requeue": partial(house.requeue, house.hana, old.id),
            "take_over": partial(house.take_over, house.hana, old.id),
            "snooze": partial(house.snooze, house.hana, old.id, until),
            "resolve": partial(house.resolve, house.hana, old.id),
        }

        moved, other = await together(move(office, house.sari, old), acts[act])

        if await moved_or_not(office, old, moved):
            assert moved.assignee.id == house.sari.id
            assert isinstance(other, Conflict) or act in ("snooze", "resolve")
        else:
            assert isinstance(moved, Conflict), moved
            after = await stored(office, old.id)
            if after.assignee is not None:
                assert any(is_told_of(moved, one) for one in (house.budi, house.hana))
            assert not isinstance(other, HubError), other
        if isinstance(other, HubError):
            assert "Sari" in str(other)
        await office.all_is_right()
        assert await office.load_of(house.sari, house.budi, house.hana) <= round + 1


async def test_it_is_moved_while_its_end_is_taken_back(office: Office) -> None:
    """Resolved a moment ago: reopened and moved, or reopened, and never half of it."""
    house = office.house
    for round in range(ROUNDS):
        old = await held(office, round)
        await house.resolve(house.sari, old.id)

        undone, moved = await together(
            partial(house.undo, house.sari, old.id), move(office, house.sari, old)
        )

        assert not isinstance(undone, HubError), undone
        if not await moved_or_not(office, old, moved):
            assert isinstance(moved, Conflict)
            assert (await stored(office, old.id)).state is ConversationState.HANDLED
        await office.all_is_right()
    assert await office.load_of(house.sari) == ROUNDS


async def test_its_person_is_merged_just_then(office: Office) -> None:
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        old = await held(office, round)
        await persons.take(persons.by_mail(f"dewi{round}@x.example"))
        gone = await persons.contact_of(number(round))
        kept = await persons.contact_of(f"dewi{round}@x.example")

        moved, merged = await together(
            move(office, house.sari, old),
            partial(persons.merge, house.hana, gone.id, kept.id),
        )

        assert not isinstance(merged, HubError), merged
        assert await moved_or_not(office, old, moved)
        new = await stored(office, moved.id)
        assert new.contact.id == kept.id
        identity = await house.store.get(Identity, {"_id": new.identity_id})
        assert identity is not None
        assert (identity.channel_id, identity.address) == (persons.second.id, number(round))
        await office.all_is_right(suggestions=False)


async def test_its_person_is_erased_just_then(office: Office) -> None:
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        old = await held(office, round)
        contact = await persons.contact_of(number(round))

        moved, erased = await together(
            move(office, house.sari, old),
            partial(persons.erase, house.hana, contact.id, "Diminta"),
        )

        assert not isinstance(erased, HubError), erased
        if isinstance(moved, HubError):
            assert isinstance(moved, Conflict | Invalid), moved
        assert await house.store.count(Conversation, {"open": True}) == 0
        await office.all_is_right(suggestions=False)
    assert await office.load_of(house.sari) == 0
    assert (await persons.each_word_is_kept_or_gone())["kept"] == 0


async def test_the_other_channel_is_switched_off_just_then(office: Office) -> None:
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        await office.switch(persons.second, on=True)
        old = await held(office, round)

        moved, _ = await together(
            move(office, house.sari, old), partial(office.switch, persons.second, on=False)
        )

        if not await moved_or_not(office, old, moved):
            assert isinstance(moved, Invalid) and "channelId" in (moved.fields or {})
            assert (await stored(office, old.id)).state is ConversationState.HANDLED
        await office.all_is_right()
    assert await office.load_of(house.sari) == ROUNDS


async def test_who_holds_it_is_deactivated_just_then(office: Office) -> None:
    """It goes on with nobody who is gone: it waits in the queue, or the supervisor has it."""
    house = office.house
    for round in range(ROUNDS):
        await house.store.change(Member, {"_id": house.sari.id}, {"$set": {"state": "active"}})
        old = await held(office, round)

        moved, left = await together(
            move(office, house.hana, old), partial(deactivate, house, house.sari)
        )

        assert left is None
        if await moved_or_not(office, old, moved):
            new = await stored(office, moved.id)
            assert new.assignee is None or new.assignee.id == house.hana.id
        else:
            assert isinstance(moved, Conflict)
            assert (await stored(office, old.id)).state is ConversationState.QUEUED
        assert await office.load_of(house.sari) == 0
        await office.all_is_right()


async def test_two_chats_of_one_person_are_moved_to_one_place(office: Office) -> None:
    """From two channels to a third, by two agents: one goes there, the other is led to it."""
    house, persons = office.house, office.persons
    third = await house.number("Tiga")
    for round in range(ROUNDS):
        one = await held(office, round)
        received = await persons.take(persons.on_whatsapp(number(round), persons.second))
        assert received.message is not None
        other = await house.claim(house.budi, received.message.conversation_id)

        outcomes = await together(
            move(office, house.sari, one, third), move(office, house.budi, other, third)
        )

        [loser] = refused(outcomes)
        [new] = [each for each in outcomes if not isinstance(each, HubError)]
        assert isinstance(loser, ConversationOpen)
        assert loser.extra["conversationId"] == str(new.id)
        winner = house.sari if new.assignee.id == house.sari.id else house.budi
        assert is_told_of(loser, winner)
        assert await office.load_of(house.sari, house.budi) == 2 * (round + 1)
        await office.all_is_right()
