"""A shared card is saved, and a suggestion to merge accepted, by several at once or while the person writes."""

from functools import partial
from typing import Any

import pytest

from hub.flows.add_contact import AddContact
from hub.flows.merge_contacts import ContactMerged, MergeUndone
from hub.jobs.reactions.merge_suggestions import MergeSuggestions
from hub.kit.errors import HubError, Invalid, NotFound
from hub.services import merge_suggestions
from models.documents import Contact, Conversation, Event, Member, MergeSuggestion, Message
from models.documents.base import Id
from models.envelopes.inbound import SharedContact
from models.wire.contact import ContactBody
from tests.hub.flows.at_work import Act, Office, refused, together
from tests.hub.flows.conftest import House

ROUNDS = 5


def number(round: int, last: int = 1) -> str:
    return f"62812000{round:03}{last:02}"


@pytest.fixture
async def office(house: House) -> Office:
    return await Office.made(house)


async def card(office: Office, *shared: SharedContact) -> Message:
    incoming = office.persons.on_whatsapp("6281299999999")
    incoming.envelope.contacts = list(shared)
    received = await office.persons.take(incoming)
    assert received.message is not None
    return received.message


def save(office: Office, member: Member, message: Message, index: int, client_id: str) -> Act:
    shared = message.contacts[index]
    wanted: dict[str, Any] = {
        "client_id": client_id,
        "name": shared.name,
        "phones": shared.phones,
        "emails": shared.emails,
        "card": {"message_id": str(message.id), "index": index},
    }
    body = ContactBody.model_validate(wanted)
    return lambda: AddContact(office.house.store, office.house.directory)(member, body)


async def react(office: Office) -> None:
    """What follows for suggestions, once more from the beginning."""
    rows = await office.house.store.find(Event, {}, sort=[("_id", 1)])
    await office.house.store.transact(lambda tx: MergeSuggestions().react(tx, rows))


async def dismiss(office: Office, one: Id, other: Id) -> None:
    await office.house.store.transact(lambda tx: merge_suggestions.dismiss_pair(tx, one, other))


async def suggested(office: Office, round: int) -> MergeSuggestion:
    """Two contacts with one number: one wrote from it, the other says that it is his."""
    persons = office.persons
    await persons.take(persons.on_whatsapp(number(round)))
    await persons.take(persons.by_mail(f"dewi{round}@x.example"))
    first = await persons.contact_of(number(round))
    second = await persons.contact_of(f"dewi{round}@x.example")
    shares = {"$push": {"phones": f"+{number(round)}"}}
    await office.house.store.change(Contact, {"_id": second.id}, shares)
    await react(office)
    pair = {"contact_ids": {"$all": [first.id, second.id]}, "open": True}
    found = await office.house.store.get(MergeSuggestion, pair)
    assert found is not None
    return found


def accept(office: Office, member: Member, gone: Id, kept: Id) -> Act:
    return partial(office.persons.merge, member, gone, kept)


async def test_a_card_is_one_contact_whoever_saves_it_how_often(office: Office) -> None:
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        rina = SharedContact(name="Rina", phones=[f"+{number(round)}"])
        budi = SharedContact(name="Budi", phones=[f"+{number(round, 2)}"])
        message = await card(office, rina, budi)

        outcomes = await together(
            save(office, house.sari, message, 0, f"card-sari-{round}"),
            save(office, house.sari, message, 0, f"card-sari-{round}"),
            save(office, house.sari, message, 0, f"card-again-{round}"),
            save(office, house.budi, message, 0, f"card-budi-{round}"),
            save(office, house.budi, message, 1, f"card-other-{round}"),
            partial(persons.take, persons.on_whatsapp(number(round, 2))),
        )

        assert not refused(outcomes), outcomes
        *saved, (other, other_made), _ = outcomes
        assert len({contact.id for contact, _ in saved}) == 1
        assert sorted(made for _, made in saved) == [False, False, False, True]
        assert other_made and other.name == "Budi"
        assert await house.store.count(Contact, {"phones": f"+{number(round)}"}) == 1
        # What a customer says of another is no proof: who has written himself is merely suggested.
        await react(office)
        assert await house.store.count(Contact, {"phones": f"+{number(round, 2)}"}) == 2
        pair = {"contact_ids": other.id, "open": True}
        assert await house.store.count(MergeSuggestion, pair) == 1
        await office.all_is_right()


async def test_a_saved_card_stays_saved_whatever_became_of_its_contact(office: Office) -> None:
    """Merged: it is who he became, also while the merge is taken back. Erased: he is nobody any more."""
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        message = await card(office, SharedContact(name="Rina", phones=[f"+{number(round)}"]))
        await persons.take(persons.on_whatsapp(number(round)))
        kept = await persons.contact_of(number(round))
        contact, _ = await save(office, house.sari, message, 0, f"card-1-{round}")()
        _, merge = await persons.merge(house.hana, contact.id, kept.id)

        again, made = await save(office, house.budi, message, 0, f"card-2-{round}")()
        assert (again.id, made) == (kept.id, False)
        (once_more, _), undone = await together(
            save(office, house.sari, message, 0, f"card-3-{round}"),
            partial(persons.merge.undo, house.hana, kept.id, merge.id),
        )
        assert undone.id == contact.id
        assert once_more.id in (contact.id, kept.id)

        saved, _ = await together(
            save(office, house.sari, message, 0, f"card-4-{round}"),
            partial(persons.erase, house.hana, contact.id, "Diminta"),
        )
        assert not isinstance(saved, HubError), saved
        anew, _ = await save(office, house.budi, message, 0, f"card-5-{round}")()
        assert anew.id != contact.id and anew.name == "Rina"
        await office.all_is_right(suggestions=False)


async def test_a_card_of_a_chat_out_of_his_sight_is_refused_as_if_nobody_had_shared_it(
    office: Office,
) -> None:
    house = office.house
    message = await card(office, SharedContact(name="Rina", phones=["+6281200000001"]))
    await house.claim(house.sari, message.conversation_id)

    saved, _ = await save(office, house.sari, message, 0, "card-0001")()
    [hers] = await together(save(office, house.budi, message, 0, "card-0001"))

    assert saved.name == "Rina"
    assert isinstance(hers, Invalid)
    assert hers.fields == {"card": "names no contact that was shared"}


async def test_a_card_that_nobody_has_shared_is_refused(office: Office) -> None:
    message = await card(office, SharedContact(name="Rina", phones=["+6281200000001"]))
    await office.house.store.change(Message, {"_id": message.id}, {"$set": {"contacts": []}})

    [late] = await together(save(office, office.house.sari, message, 0, "card-0001"))

    assert isinstance(late, Invalid) and "card" in (late.fields or {})
    assert await office.house.store.count(Contact, {"name": "Rina"}) == 0


async def test_of_two_who_accept_one_suggestion_one_does_and_the_other_learns_who(
    office: Office,
) -> None:
    """While its person writes on both of his channels."""
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        one, other = (await suggested(office, round)).contact_ids
        gone, kept = (one, other) if round % 2 else (other, one)

        *accepted, by_phone, by_mail = await together(
            accept(office, house.hana, gone, kept),
            accept(office, house.hana, gone, kept),
            accept(office, house.budi, gone, kept),
            accept(office, house.sari, kept, gone),
            partial(persons.take, persons.on_whatsapp(number(round))),
            partial(persons.take, persons.by_mail(f"dewi{round}@x.example")),
        )

        done = [one for one in accepted if not isinstance(one, HubError)]
        [merge_id] = {merge.id for _, merge in done}
        winner = done[0][1].by
        assert {merge.by.id for _, merge in done} == {winner.id}
        for loser in refused(accepted):
            assert isinstance(loser, ContactMerged)
            assert loser.extra["by"] == {"id": str(winner.id), "name": winner.name}
            assert winner.name in str(loser)
            assert loser.extra["intoId"] == str(done[0][1].kept_id)
        stays = done[0][0].id
        for received in (by_phone, by_mail):
            at = await house.store.get(Conversation, {"_id": received.message.conversation_id})
            assert at is not None and at.contact.id == stays
        await react(office)
        assert await house.store.count(MergeSuggestion, {"open": True}) == 0
        assert merge_id
        await office.all_is_right()
    assert (await persons.each_word_is_kept_or_gone())["gone"] == 0


async def test_a_suggestion_is_accepted_while_another_finds_that_they_are_two(
    office: Office,
) -> None:
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        suggestion = await suggested(office, round)
        gone, kept = suggestion.contact_ids

        merged, _, _, _ = await together(
            accept(office, house.hana, gone, kept),
            partial(dismiss, office, gone, kept),
            partial(react, office),
            partial(persons.take, persons.on_whatsapp(number(round))),
        )

        assert not isinstance(merged, HubError), merged
        await react(office)
        assert await house.store.count(MergeSuggestion, {"open": True}) == 0
        await persons.merge.undo(house.hana, kept, merged[1].id)
        await react(office)
        assert await house.store.count(MergeSuggestion, {"open": True}) == 0, "they are two"
        await office.all_is_right()


async def test_it_is_accepted_and_taken_back_while_he_writes_and_is_written_to(
    office: Office,
) -> None:
    house, persons = office.house, office.persons
    for round in range(ROUNDS):
        gone, kept = (await suggested(office, round)).contact_ids
        _, merge = await persons.merge(house.hana, gone, kept)
        address = f"+{number(round)}"
        body = office.start(persons.second, f"start-{round:04}", address=address)

        undone, again, received, begun = await together(
            partial(persons.merge.undo, house.hana, kept, merge.id),
            accept(office, house.sari, gone, kept),
            partial(persons.take, persons.on_whatsapp(number(round))),
            partial(house.answer.begin, house.budi, body),
        )

        for one in (undone, again):
            assert not isinstance(one, HubError) or isinstance(
                one, ContactMerged | MergeUndone | NotFound
            ), one
        assert received.message is not None
        assert not isinstance(begun, HubError), begun
        await react(office)
        await office.all_is_right()
    assert (await persons.each_word_is_kept_or_gone())["gone"] == 0
