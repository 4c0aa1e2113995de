"""Contacts are merged, taken apart, erased and written by their persons, all at the same moment."""

import asyncio
import random

import pytest

from hub.flows.merge_contacts import ContactMerged
from hub.kit.errors import HubError, NotFound
from models.documents import (
    Contact,
    ContactMerge,
    Conversation,
    Event,
    Identity,
    Member,
    MergeSuggestion,
    Message,
    VerifiedAddress,
    Word,
)
from models.documents.base import Id
from models.words import EventType
from tests.hub.flows.conftest import House
from tests.hub.flows.persons import Persons, all_is_whole, at_once, everything

A, B, C = "6281200000001", "6281200000002", "6281200000003"


@pytest.fixture
async def persons(house: House) -> Persons:
    return await Persons.made(house.store, house.directory, house.channel)


@pytest.fixture
def hana(house: House) -> Member:
    return house.hana


async def known(persons: Persons, *phones: str) -> list[Id]:
    ids = []
    for phone in phones:
        await persons.take(persons.on_whatsapp(phone))
        ids.append((await persons.contact_of(phone)).id)
    return ids


async def test_a_chain_of_merges_at_once_ends_in_one_state_that_can_be_undone(
    persons: Persons, hana: Member
) -> None:
    for round in range(3):
        a, b, c = await known(persons, f"{A}{round}", f"{B}{round}", f"{C}{round}")
        done = await at_once(persons.merge(hana, a, b), persons.merge(hana, b, c))
        assert any(not isinstance(one, HubError) for one in done)
        await all_is_whole(persons.store)
        for refused in done:
            assert not isinstance(refused, HubError) or isinstance(refused, ContactMerged)
        merges = [one[1] for one in done if not isinstance(one, HubError)]
        for merge in sorted(merges, key=lambda one: one.id, reverse=True):
            await at_once(persons.merge.undo(hana, merge.kept_id, merge.id))
        for merge in merges:
            await at_once(persons.merge.undo(hana, merge.kept_id, merge.id))
        assert await persons.store.count(Contact, {"_id": {"$in": [a, b, c]}}) == 3
        await all_is_whole(persons.store)


async def test_merged_both_ways_at_once_one_stays_and_the_other_is_named(
    persons: Persons, hana: Member
) -> None:
    for round in range(3):
        a, b = await known(persons, f"{A}{round}", f"{B}{round}")
        done = await at_once(persons.merge(hana, a, b), persons.merge(hana, b, a))
        [refused] = [one for one in done if isinstance(one, HubError)]
        [(kept, _)] = [one for one in done if not isinstance(one, HubError)]
        assert isinstance(refused, ContactMerged)
        assert refused.extra["intoId"] == str(kept.id)
        await all_is_whole(persons.store)


async def test_an_undo_while_another_merge_goes_on_leaves_both_true(
    persons: Persons, hana: Member
) -> None:
    for round in range(3):
        a, b, c = await known(persons, f"{A}{round}", f"{B}{round}", f"{C}{round}")
        _, merge = await persons.merge(hana, a, b)
        await at_once(
            persons.merge.undo(hana, b, merge.id),
            persons.merge(hana, b, c),
            persons.take(persons.on_whatsapp(f"{A}{round}")),
            persons.take(persons.on_whatsapp(f"{A}{round}", persons.second)),
        )
        await all_is_whole(persons.store)


async def test_merges_of_several_into_one_are_undone_in_any_order_as_if_never_made(
    persons: Persons, hana: Member
) -> None:
    """Of what both had, the last one's was taken; nothing of one who has left stays behind."""
    store = persons.store
    a, b, c = await known(persons, A, B, C)
    for id, place in ((a, "Ambon"), (c, "Ciamis")):
        await store.change(Contact, {"_id": id}, {"$set": {"address": place}})
    _, first = await persons.merge(hana, a, b)
    _, second = await persons.merge(hana, c, b, ["address"])
    await persons.merge.undo(hana, b, first.id)
    between = await store.get(Contact, {"_id": b})
    assert between is not None
    assert (between.address, between.phones) == ("Ciamis", [f"+{B}", f"+{C}"])
    await persons.merge.undo(hana, b, second.id)
    left = await store.get(Contact, {"_id": b})
    assert left is not None
    assert (left.address, left.phones) == (None, [f"+{B}"])
    await all_is_whole(persons.store)


async def test_what_came_by_his_number_meanwhile_goes_back_with_him(
    persons: Persons, hana: Member
) -> None:
    """Merged, he writes on another channel, which knows him by his number; then they are two again."""
    a, b = await known(persons, A, B)
    _, merge = await persons.merge(hana, a, b)
    await persons.take(persons.on_whatsapp(A, persons.second))
    there = {"channel_id": persons.second.id, "address": A}
    met = await persons.store.get(Identity, there)
    assert met is not None and met.contact_id == b

    await persons.merge.undo(hana, b, merge.id)

    met = await persons.store.get(Identity, there)
    assert met is not None and met.contact_id == a
    vouched = await persons.store.get(VerifiedAddress, {"_id": f"+{A}"})
    assert vouched is not None and vouched.contact_id == a
    await all_is_whole(persons.store)


async def test_what_he_wrote_while_merged_is_his_again_and_open_windows_hear_it(
    persons: Persons, hana: Member
) -> None:
    a, b = await known(persons, A, B)
    gone = await persons.store.get(Contact, {"_id": a})
    assert gone is not None
    _, merge = await persons.merge(hana, a, b)
    written = (await persons.take(persons.on_whatsapp(A))).message
    assert written is not None and written.author.id == b

    await persons.merge.undo(hana, b, merge.id)

    after = await persons.store.get(Message, {"_id": written.id})
    assert after is not None
    assert (after.author.id, after.author.name) == (a, gone.name)
    rows = await persons.store.find(
        Event, {"object.id": written.id, "type": EventType.MESSAGE_UPDATED.value}
    )
    assert [row.object.version for row in rows] == [after.version]
    chat = await persons.store.get(Conversation, {"_id": written.conversation_id})
    assert chat is not None and chat.last_message is not None
    assert (chat.contact.name, chat.last_message.author_name) == (gone.name, gone.name)


async def test_first_messages_with_one_address_on_two_channels_stay_two_people(
    persons: Persons, hana: Member
) -> None:
    """What a visitor types is no proof; the mail is. They are suggested, and not merged."""
    for round in range(3):
        address = f"dewi{round}@x.example"
        chat = persons.in_chat(Id(), address)
        await at_once(persons.take(chat), persons.take(persons.by_mail(address)))
        found = await persons.store.find(Contact, {"emails": address})
        assert len(found) == 2
        await persons.react()
        ids = sorted(each.id for each in found)
        assert await persons.store.count(MergeSuggestion, {"contact_ids": ids}) == 1
        await all_is_whole(persons.store)


async def test_erasing_meets_a_merge_and_nobody_is_left_between(
    persons: Persons, hana: Member
) -> None:
    for round in range(3):
        a, b = await known(persons, f"{A}{round}", f"{B}{round}")
        acts = [persons.merge(hana, a, b), persons.erase(hana, a if round % 2 else b, "Diminta")]
        merged, erased = await at_once(*acts)
        if isinstance(erased, HubError):
            assert isinstance(erased, NotFound)
        elif not isinstance(merged, HubError):
            assert not round % 2
        await persons.react()
        await all_is_whole(persons.store)
        await persons.each_word_is_kept_or_gone()


async def test_erasing_meets_an_undo(persons: Persons, hana: Member) -> None:
    for round in range(3):
        a, b = await known(persons, f"{A}{round}", f"{B}{round}")
        _, merge = await persons.merge(hana, a, b)
        await at_once(persons.merge.undo(hana, b, merge.id), persons.erase(hana, b, "Diminta"))
        await persons.react()
        await all_is_whole(persons.store)
        await persons.each_word_is_kept_or_gone()


async def test_after_an_undo_each_is_erased_alone(persons: Persons, hana: Member) -> None:
    """Of the erased nothing is left in the history of the other; of the other nothing is lost."""
    store = persons.store
    a, b, c = await known(persons, A, B, C)
    _, merge = await persons.merge(hana, a, b)
    await persons.merge.undo(hana, b, merge.id)
    _, kept_merge = await persons.merge(hana, c, a)
    before = await store.find(Message, {"text": {"$regex": "Halo"}})

    await persons.erase(hana, b, "Diminta")

    assert await store.count(Message, {"text": {"$regex": "Halo"}}) == len(before) - 1
    assert await store.get(ContactMerge, {"_id": kept_merge.id}) is not None
    await persons.merge.undo(hana, a, kept_merge.id)
    await persons.erase(hana, a, "Diminta")
    await persons.react()
    await all_is_whole(persons.store)
    told = await persons.each_word_is_kept_or_gone()
    assert told == {"kept": 1, "gone": 2}
    text = str(await everything(persons.store))
    assert A not in text and B not in text and C in text


async def test_erasing_meets_an_import_of_old_mails(persons: Persons, hana: Member) -> None:
    """Each mail went with him, or made him somebody new; none lies with the erased."""
    for round in range(3):
        address = f"dewi{round}@x.example"
        await persons.take(persons.by_mail(address))
        contact = await persons.contact_of(address)
        await at_once(
            persons.erase(hana, contact.id, "Diminta"),
            *(persons.file(persons.by_mail(address, history=True)) for _ in range(3)),
        )
        await persons.react()
        await all_is_whole(persons.store)
        await persons.each_word_is_kept_or_gone()


async def test_erasing_meets_what_follows_from_his_mails(persons: Persons, hana: Member) -> None:
    """The lists of words and addresses are written by reactions, which may be at it just then."""
    for round in range(3):
        address = f"dewi{round}@x.example"
        for _ in range(3):
            await persons.take(persons.by_mail(address))
        contact = await persons.contact_of(address)
        await at_once(persons.react(), persons.erase(hana, contact.id, "Diminta"))
        await all_is_whole(persons.store)
        await persons.each_word_is_kept_or_gone()
        await persons.react()
        await persons.each_word_is_kept_or_gone()


async def test_who_has_written_for_years_is_erased_in_good_time(
    persons: Persons, hana: Member
) -> None:
    """Thousands of words of his own go in seconds, and those that others use stay."""
    mails = [persons.by_mail("dewi@x.example") for _ in range(60)]
    texts = [
        " ".join([each.envelope.text, "paket", *(f"kata{n}nomor{word}" for word in range(60))])
        for n, each in enumerate(mails)
    ]
    for each, text in zip(mails, texts, strict=True):
        each.envelope.text = text
    await persons.receive(mails)
    other = persons.by_mail("ani@x.example")
    other.envelope.text = "Paket saya"
    await persons.take(other)
    await persons.react()
    contact = await persons.contact_of("dewi@x.example")
    assert await persons.store.count(Word, {"_id": {"$regex": "^kata"}}) == 3600

    async with asyncio.timeout(20):
        await persons.erase(hana, contact.id, "Diminta")

    assert await persons.store.count(Word, {"_id": {"$regex": "^kata"}}) == 0
    assert await persons.store.get(Word, {"_id": "paket"}) is not None


@pytest.mark.parametrize("seed", range(2))
async def test_whatever_happens_in_whatever_order(
    persons: Persons, hana: Member, seed: int
) -> None:
    """A storm: merges, undos, erasures, imports, chats and mails of four persons."""
    dice = random.Random(seed)
    store = persons.store
    phones = [f"62812000000{n}" for n in range(4)]
    mails = [f"dewi{n}@x.example" for n in range(4)]
    visitors = [Id() for _ in range(2)]
    for phone in phones:
        await persons.take(persons.on_whatsapp(phone))

    async def merge() -> None:
        found = await store.find(Contact, {})
        if len(found) > 1:
            gone, kept = dice.sample([each.id for each in found], 2)
            await persons.merge(hana, gone, kept)

    async def undo() -> None:
        if found := await store.find(ContactMerge, {"undone_at": None}):
            one = dice.choice(found)
            await persons.merge.undo(hana, one.kept_id, one.id)

    async def erase() -> None:
        if found := await store.find(Contact, {"erased_at": None}):
            await persons.erase(hana, dice.choice(found).id, "Diminta")

    async def message() -> None:
        channel = dice.choice([persons.first, persons.second])
        await persons.take(persons.on_whatsapp(dice.choice(phones), channel))

    async def mail() -> None:
        await persons.take(persons.by_mail(dice.choice(mails)))

    async def old_mail() -> None:
        await persons.file(persons.by_mail(dice.choice(mails), history=True))

    async def chat() -> None:
        await persons.take(persons.in_chat(dice.choice(visitors)))

    acts = [
        merge,
        merge,
        undo,
        erase,
        message,
        message,
        message,
        mail,
        old_mail,
        chat,
        persons.react,
    ]
    for _ in range(6):
        await at_once(*(dice.choice(acts)() for _ in range(8)))
        await all_is_whole(persons.store, suggestions=False)
    await persons.react()
    await all_is_whole(persons.store)
    told = await persons.each_word_is_kept_or_gone()
    assert told["kept"]
    assert await store.count(Conversation, {"open": True}) > 0
