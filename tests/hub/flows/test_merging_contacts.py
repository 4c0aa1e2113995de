"""Contacts that are one person: found by what providers vouch for, merged by hand, taken apart again."""

import asyncio
from itertools import count
from typing import Any

import pytest

from hub.flows.edit_contact import EditContact
from hub.flows.merge_contacts import ContactMerged, MergeContacts, MergeUndone
from hub.jobs.reactions.merge_suggestions import MergeSuggestions
from hub.kit.errors import HubError
from hub.rules.incoming import Incoming
from hub.services import contact_lists
from models.documents import (
    Channel,
    Contact,
    ContactMerge,
    Conversation,
    Event,
    Identity,
    MergeSuggestion,
    VerifiedAddress,
)
from models.documents.base import Id
from models.envelopes import MessageEnvelope
from models.wire.contact import ContactPatch
from models.words import EventType, ResolveCause
from tests.hub.flows.conftest import House

DEWI = "6281233905889"
_ids = count(1)


def on_whatsapp(house: House, channel: Channel, phone: str, text: str = "Halo") -> Incoming:
    return Incoming(
        channel,
        MessageEnvelope(
            account_id="1",
            timestamp=house.clock.now(),
            channel_message_id=f"wamid.{next(_ids)}",
            thread_key=phone,
            sender_id=phone,
            sender_name="Dewi",
            sender_phone=phone,
            text=text,
        ),
    )


async def contact_by_phone(house: House) -> Contact:
    number = await house.number()
    await house.receive([on_whatsapp(house, number, DEWI)])
    [contact] = await house.store.find(Contact, {"phones": f"+{DEWI}"})
    return contact


async def chat_of(house: House, text: str = "Selamat pagi") -> tuple[Conversation, Contact]:
    conversation = await house.waiting(text)
    contact = await house.store.get(Contact, {"_id": conversation.contact.id})
    assert contact is not None
    return conversation, contact


async def edit(house: House, contact: Contact, **fields: Any) -> Contact:
    patch = ContactPatch.model_validate({"version": contact.version, **fields})
    return await EditContact(house.store, house.directory)(house.sari, contact.id, patch)


async def picture(house: House, *contacts: Contact) -> list[dict[str, Any]]:
    """All that a merge could touch, but for versions."""
    rows: list[dict[str, Any]] = []
    for kind in (Contact, Identity, VerifiedAddress, Conversation):
        collection = house.store.db[kind.collection_name()]
        found = await collection.find({}).sort([("_id", 1)]).to_list()
        for raw in found:
            for field in ("version", "field_versions", "used"):
                raw.pop(field, None)
            raw["words"] = sorted(raw.get("words", ()))
        rows += found
    return rows


async def no_strays(house: House) -> None:
    """Every identity, conversation and verified address belongs to a contact that is there."""
    present = {contact.id for contact in await house.store.find(Contact, {})}
    for identity in await house.store.find(Identity, {}):
        assert identity.contact_id in present
    for verified in await house.store.find(VerifiedAddress, {}):
        assert verified.contact_id in present
    by_identity = {each.id: each for each in await house.store.find(Identity, {})}
    for conversation in await house.store.find(Conversation, {}):
        assert conversation.contact.id in present
        assert by_identity[conversation.identity_id].contact_id == conversation.contact.id


async def test_a_number_that_two_channels_vouch_for_is_one_person(house: House) -> None:
    one, other = await house.number("Satu"), await house.number("Dua")
    await house.receive([on_whatsapp(house, one, DEWI)])
    await house.receive([on_whatsapp(house, other, DEWI)])
    [contact] = await house.store.find(Contact, {})
    identities = await house.store.find(Identity, {"contact_id": contact.id})
    assert [each.verified for each in identities] == [True, True]
    assert contact.phones == [f"+{DEWI}"]
    assert await house.store.count(Conversation, {"contact.id": contact.id}) == 2


async def test_two_first_messages_at_once_make_one_contact_and_one_conversation_each(
    house: House,
) -> None:
    one, other = await house.number("Satu"), await house.number("Dua")
    together = [on_whatsapp(house, channel, DEWI) for channel in (one, other) * 4]
    await asyncio.gather(*(house.receive([each]) for each in together))
    [contact] = await house.store.find(Contact, {})
    assert await house.store.count(Identity, {"contact_id": contact.id}) == 2
    assert await house.store.count(Conversation, {}) == 2
    await no_strays(house)


async def test_a_typed_number_is_only_a_suggestion(house: House) -> None:
    _, visitor = await chat_of(house)
    typed = await edit(house, visitor, phones=["0812-3390-5889"])
    real = await contact_by_phone_of(house)
    assert real.id != typed.id
    rows = await house.store.find(Event, {"object.kind": "contact"})
    await house.store.transact(lambda tx: MergeSuggestions().react(tx, rows))
    [suggestion] = await house.store.find(MergeSuggestion, {"open": True})
    assert suggestion.contact_ids == sorted([typed.id, real.id])
    assert [each.value for each in suggestion.shared] == [f"+{DEWI}"]
    await edit(house, typed, phones=[])
    rows = await house.store.find(Event, {"object.kind": "contact"})
    await house.store.transact(lambda tx: MergeSuggestions().react(tx, rows))
    assert await house.store.count(MergeSuggestion, {}) == 0


async def contact_by_phone_of(house: House) -> Contact:
    number = await house.number("Tiga")
    await house.receive([on_whatsapp(house, number, DEWI)])
    verified = await house.store.get(VerifiedAddress, {"_id": f"+{DEWI}"})
    assert verified is not None
    found = await house.store.get(Contact, {"_id": verified.contact_id})
    assert found is not None
    return found


async def test_a_merge_moves_all_and_its_undo_restores_exactly(house: House) -> None:
    kept = await edit(house, await contact_by_phone(house), address="Depok")
    chat, gone = await chat_of(house, "Paket saya")
    old, _ = await chat_of(house)
    await house.claim(house.sari, chat.id)
    gone = await edit(
        house, gone, name="Ibu Dewi", address="Bogor", birthday="1990-01-02", emails=["d@c.example"]
    )
    before = await picture(house)
    flow = MergeContacts(house.store)

    preview = await flow.preview(gone.id, kept.id)
    merged, merge = await flow(house.hana, gone.id, kept.id)

    assert (preview.conversations, preview.open_conversations) == (1, 1)
    assert {one.field for one in preview.differences} == {"name", "address"}
    assert preview.merged.emails == merged.emails == ["d@c.example"]
    assert (merged.name, merged.address, merged.birthday) == ("Dewi", "Depok", "1990-01-02")
    moved = await house.store.get(Conversation, {"_id": chat.id})
    assert moved is not None
    assert (moved.contact.id, moved.contact.name) == (kept.id, "Dewi")
    assert (moved.channel_id, moved.address, moved.identity_id) == (
        chat.channel_id,
        chat.address,
        chat.identity_id,
    )
    assert await house.store.get(Contact, {"_id": gone.id}) is None
    [row] = await house.store.find(Event, {"type": EventType.CONTACT_MERGED.value})
    assert (row.object.id, row.rooms, row.lost_rooms) == (gone.id, [], ["staff"])
    assert "Ibu Dewi" not in str(row.changes)
    found = await contact_lists.page(house.store, "d@c.example", "+62", None, 10)
    assert [each.id for each in found] == [kept.id]
    await no_strays(house)

    back = await flow.undo(house.hana, kept.id, merge.id)

    assert back.id == gone.id and back.version > row.object.version
    assert await picture(house) == before
    assert (await flow.undo(house.hana, kept.id, merge.id)).id == gone.id
    assert old.contact.id not in (kept.id, gone.id)


async def test_an_undo_keeps_what_was_changed_since_and_takes_new_chats_along(house: House) -> None:
    kept = await contact_by_phone(house)
    chat, gone = await chat_of(house)
    gone = await edit(house, gone, phones=["0811-1111-1111"], address="Bogor")
    flow = MergeContacts(house.store)
    merged, merge = await flow(house.hana, gone.id, kept.id)
    await house.resolve(house.hana, chat.id, ResolveCause.SPAM)
    await house.write(Id(chat.address), "again-01", "Saya lagi")
    changed = await edit(
        house, merged, address="Jakarta", phones=[*merged.phones, "0822-2222-2222"]
    )
    assert len(changed.phones) == 3

    await flow.undo(house.hana, kept.id, merge.id)

    after = await house.store.get(Contact, {"_id": kept.id})
    assert after is not None
    assert (after.address, after.phones) == ("Jakarta", [f"+{DEWI}", "+6282222222222"])
    assert await house.store.count(Conversation, {"contact.id": gone.id}) == 2
    await no_strays(house)


async def test_an_undo_is_refused_after_thirty_days_and_before_a_later_merge_is_undone(
    house: House,
) -> None:
    _, a = await chat_of(house)
    _, b = await chat_of(house)
    _, c = await chat_of(house)
    before = await picture(house)
    flow = MergeContacts(house.store)
    _, first = await flow(house.hana, a.id, b.id)
    _, second = await flow(house.hana, b.id, c.id)
    with pytest.raises(ContactMerged) as refused:
        await flow.undo(house.hana, b.id, first.id)
    assert refused.value.extra["intoId"] == str(c.id)
    await flow.undo(house.hana, c.id, second.id)
    await flow.undo(house.hana, b.id, first.id)
    assert await picture(house) == before
    _, again = await flow(house.hana, a.id, b.id)
    house.clock.advance(31 * 86_400)
    with pytest.raises(MergeUndone):
        await flow.undo(house.hana, b.id, again.id)


async def test_merges_of_the_same_contacts_at_once_leave_one_and_name_him(house: House) -> None:
    people = [(await chat_of(house))[1] for _ in range(3)]
    a, b, c = (person.id for person in people)
    flow = MergeContacts(house.store)
    pairs = [(a, b), (b, a), (a, c), (c, b), (b, c), (a, b)]
    outcomes = await asyncio.gather(
        *(flow(house.hana, gone, kept) for gone, kept in pairs), return_exceptions=True
    )
    refused = [one for one in outcomes if isinstance(one, BaseException)]
    assert all(isinstance(one, HubError) for one in refused), refused
    assert all(isinstance(one, ContactMerged) for one in refused)
    [left] = await house.store.find(Contact, {})
    assert await house.store.count(Conversation, {"contact.id": left.id}) == 3
    assert await house.store.count(ContactMerge, {}) == 2
    await no_strays(house)


async def test_a_merge_among_inbound_messages_loses_none_and_leaves_no_strays(
    house: House,
) -> None:
    for round in range(4):
        kept_chat, kept = await chat_of(house)
        chat, gone = await chat_of(house)
        await house.resolve(house.hana, chat.id, ResolveCause.SPAM)
        visitor = Id(chat.address)
        flow = MergeContacts(house.store)
        writes = [house.write(visitor, f"late-{round}-{n}", "masih di sini") for n in range(3)]
        writes.append(house.write(Id(kept_chat.address), f"kept-{round}", "saya juga"))
        (_, merge), received = await asyncio.gather(
            flow(house.hana, gone.id, kept.id), asyncio.gather(*writes)
        )
        assert all(each.created for each in received)
        await no_strays(house)
        open = {"contact.id": kept.id, "open": True}
        assert await house.store.count(Conversation, open) == 2
        more = [house.write(visitor, f"more-{round}-{n}", "dan lagi") for n in range(3)]
        back, received = await asyncio.gather(
            flow.undo(house.hana, kept.id, merge.id), asyncio.gather(*more)
        )
        assert back.id == gone.id and all(each.created for each in received)
        await no_strays(house)
        assert await house.store.count(Conversation, {"contact.id": gone.id}) == 2
