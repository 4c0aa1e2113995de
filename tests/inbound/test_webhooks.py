"""Webhooks by their real protocol: once each, in order, whatever comes twice, late or at once."""

import httpx2
import pytest
from prometheus_client import REGISTRY

from hub.http.webhooks import MAX_BODY
from hub.kit.sealing import seal
from hub.store.transaction import Transaction
from models.documents import Contact, Conversation, Event, Identity, Member, Message, NotUnderstood
from models.documents.base import Id
from models.words import ConversationState, EventType, FileState, MessageKind, Role
from tests.inbound.conftest import Line

DEWI, BUDI = "6281234567890", "6281298765432"


def refused(reason: str) -> float:
    found = REGISTRY.get_sample_value("simpul_webhooks_refused_total", {"reason": reason})
    return found or 0.0


async def test_a_customer_writes_and_waits_in_the_queue(line: Line) -> None:
    line.meta.person(DEWI, "Dewi Lestari").writes("Halo, paket saya di mana?")
    await line.settled()

    [conversation] = await line.conversations()
    message = await line.only_message()
    assert conversation.state is ConversationState.QUEUED
    assert conversation.contact.name == "Dewi Lestari"
    assert (message.text, message.kind) == ("Halo, paket saya di mana?", MessageKind.TEXT)
    assert [call.answered for call in line.meta.webhooks.calls] == [200]
    contact = await line.hub.store.get(Contact, {})
    assert contact is not None and contact.phones == [f"+{DEWI}"]


async def test_everything_three_times_in_parallel_and_shuffled_is_there_once(line: Line) -> None:
    line.meta.habits.copies, line.meta.habits.shuffled, line.meta.habits.batch = 3, True, 2
    line.meta.habits.held = True
    people = [line.meta.person(str(int(DEWI) + n), f"Dewi {n}") for n in range(4)]
    for n in range(10):
        for person in people:
            person.writes(f"pesan {n}")
    line.meta.webhooks.release()
    await line.settled()

    messages, conversations = await line.messages(), await line.conversations()
    assert len(messages) == 40
    assert len(conversations) == 4
    assert len(await line.identities()) == 4
    for conversation in conversations:
        own = [one for one in messages if one.conversation_id == conversation.id]
        assert sorted(one.text for one in own) == sorted(f"pesan {n}" for n in range(10))
        assert [one.number for one in own] == list(range(1, 11))


async def test_two_first_messages_at_once_make_one_contact_and_one_conversation(line: Line) -> None:
    line.meta.habits.held = True
    dewi = line.meta.person(DEWI, "Dewi")
    for n in range(8):
        dewi.writes(f"pesan {n}")
    line.meta.webhooks.release()
    await line.settled()

    assert len(await line.conversations()) == 1
    assert await line.hub.store.count(Contact, {}) == 1
    assert len(await line.messages()) == 8


async def test_what_is_not_signed_by_the_provider_is_refused_and_counted(
    line: Line, http: httpx2.AsyncClient
) -> None:
    unknown = line.address.replace(str(line.channel.id), str(Id()))
    body = b'{"object": "whatsapp_business_account", "entry": []}'
    before = {name: refused(name) for name in ("signature_invalid", "not_found", "too_large")}

    wrong = await http.post(
        line.address, content=body, headers={"X-Hub-Signature-256": "sha256=" + "0" * 64}
    )
    missing = await http.post(line.address, content=body)
    nowhere = await http.post(unknown, content=body)
    no_id = await http.post(f"{line.url}/webhooks/whatsapp", content=body)
    huge = await http.post(line.address, content=b"x" * (MAX_BODY + 1))

    assert (wrong.status_code, missing.status_code) == (401, 401)
    assert (nowhere.status_code, no_id.status_code, huge.status_code) == (404, 404, 413)
    assert refused("signature_invalid") == before["signature_invalid"] + 2
    assert refused("not_found") == before["not_found"] + 2
    assert refused("too_large") == before["too_large"] + 1
    for kind in (Message, Conversation, NotUnderstood):
        assert await line.hub.store.count(kind, {}) == 0


async def test_a_channel_that_is_switched_off_takes_nothing(
    line: Line, http: httpx2.AsyncClient
) -> None:
    await line.hub.store.change(
        type(line.channel), {"_id": line.channel.id}, {"$set": {"enabled": False}}
    )
    await line.hub.directory.refresh()

    assert (await http.post(line.address, content=b"{}")).status_code == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("hub.mode=subscribe&hub.verify_token=simpul-verify&hub.challenge=7742", 200),
        ("hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=7742", 403),
        ("hub.mode=unsubscribe&hub.verify_token=simpul-verify&hub.challenge=7742", 403),
        ("", 403),
    ],
)
async def test_the_handshake_is_answered_to_who_knows_the_token(
    line: Line, http: httpx2.AsyncClient, query: str, status: int
) -> None:
    answer = await http.get(f"{line.address}?{query}")

    assert answer.status_code == status
    if status == 200:
        assert answer.text == "7742"


async def test_reports_that_come_before_their_message_end_the_same(line: Line) -> None:
    line.meta.habits.held = True
    dewi = line.meta.person(DEWI, "Dewi")
    first, second = dewi.writes("satu"), dewi.writes("dua")
    late = list(line.meta.webhooks._waiting)
    line.meta.webhooks._waiting.clear()
    dewi.edits(first, "satu, diralat")
    dewi.takes_back(second)
    dewi.reacts(first, "👍")
    line.meta.webhooks.release()
    await line.settled()
    assert await line.messages() == []

    line.meta.webhooks._waiting.extend(late)
    line.meta.webhooks.release()
    await line.settled()

    by_id = {one.external_id: one for one in await line.messages()}
    assert by_id[first].text == "satu, diralat"
    assert by_id[first].edited_at is not None
    assert [one.emoji for one in by_id[first].reactions] == ["👍"]
    assert (by_id[second].text, by_id[second].deleted_at is None) == ("", False)


async def test_an_edit_a_reaction_and_a_deletion_are_told(line: Line) -> None:
    dewi = line.meta.person(DEWI, "Dewi")
    wamid = dewi.writes("Hlo")
    await line.settled()
    dewi.edits(wamid, "Halo")
    dewi.reacts(wamid, "🙏")
    await line.settled()

    changed = await line.only_message()
    [conversation] = await line.conversations()
    assert changed.text == "Halo"
    assert conversation.last_message is not None and conversation.last_message.text == "Halo"
    assert [one.emoji for one in changed.reactions] == ["🙏"]
    dewi.reacts(wamid)
    dewi.takes_back(wamid)
    await line.settled()
    gone = await line.only_message()
    assert (gone.text, gone.reactions, gone.deleted_at is None) == ("", [], False)
    rows = await line.hub.store.find(Event, {"type": EventType.MESSAGE_UPDATED})
    assert len(rows) >= 3


async def test_a_file_is_fetched_into_our_own_store(line: Line) -> None:
    picture = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
    picture += bytes.fromhex("0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082")
    line.meta.person(DEWI, "Dewi").sends_file("image", picture, "image/png", caption="Ini")
    await line.settled()
    waiting = await line.only_message()
    assert [file.state for file in waiting.remote_files] == [FileState.FETCHING]
    assert (waiting.kind, waiting.text) == (MessageKind.IMAGE, "Ini")

    await line.fetch()

    message = await line.only_message()
    [file] = message.attachments
    assert (file.mime, file.size) == ("image/png", len(picture))
    assert message.remote_files == []
    assert message.version == waiting.version + 1


async def test_a_file_that_is_gone_says_so_and_the_message_stays(line: Line) -> None:
    line.meta.person(DEWI, "Dewi").sends_file(
        "document", b"%PDF-1.4 x", "application/pdf", name="a.pdf"
    )
    await line.settled()
    for number in line.meta.world.numbers.values():
        number.files.clear()

    await line.fetch()

    message = await line.only_message()
    [file] = message.remote_files
    assert file.state is FileState.FAILED
    assert file.error
    dina = Member(email="dina@toko.example", name="Dina", role=Role.ADMIN, created_at=message.at)
    again = await line.hub.fetch_files.again(dina, message.id)
    assert [one.state for one in again.remote_files] == [FileState.FETCHING]
    await line.fetch()
    assert (await line.only_message()).remote_files[0].state is FileState.FAILED


async def test_a_place_and_a_card_and_what_cannot_be_shown_are_all_there(line: Line) -> None:
    dewi = line.meta.person(DEWI, "Dewi")
    dewi.shares_location(-6.2, 106.8, "Monas", "Jakarta")
    await line.settled()
    dewi.shares_contact("Budi Santoso", "+62 812-9876-5432", "budi@toko.example")
    await line.settled()
    dewi.sends_poll()
    await line.settled()

    place, card, poll = await line.messages()
    assert place.location is not None and place.location.name == "Monas"
    assert card.contacts[0].name == "Budi Santoso"
    assert poll.kind is MessageKind.UNSUPPORTED
    assert poll.unsupported_type == "poll_creation"
    [conversation] = await line.conversations()
    assert conversation.last_message is not None
    assert conversation.last_message.unsupported_type == "poll_creation"


async def test_an_answer_quotes_the_message_it_answers(line: Line) -> None:
    dewi = line.meta.person(DEWI, "Dewi")
    first = dewi.writes("Halo")
    await line.settled()
    dewi.writes("maksud saya ini", quotes=first)
    await line.settled()

    question, answer = await line.messages()
    assert answer.reply_to_id == question.id


@pytest.mark.parametrize("number_first", [True, False])
async def test_who_hides_his_number_and_shows_it_is_the_same_person(
    line: Line, number_first: bool
) -> None:
    dewi = line.meta.person(DEWI, "Dewi")
    for shows in (number_first, not number_first, number_first):
        dewi.customer.shows_number = shows
        dewi.writes(f"nomor {'tampak' if shows else 'tersembunyi'}")
        await line.settled()

    [identity] = await line.identities()
    assert len(await line.conversations()) == 1
    assert len(await line.messages()) == 3
    ids = {DEWI, dewi.customer.user_id}
    assert {identity.address, *(identity.aliases or [])} == ids
    assert identity.address == (DEWI if number_first else dewi.customer.user_id)


async def test_a_number_shown_and_hidden_at_once_is_the_same_person(line: Line) -> None:
    line.meta.habits.held = True
    dewi = line.meta.person(DEWI, "Dewi")
    for shows in (False, True, True, False, True, False):
        dewi.customer.shows_number = shows
        dewi.writes(f"nomor {'tampak' if shows else 'tersembunyi'}")
    line.meta.webhooks.release()
    await line.settled()

    [identity] = await line.identities()
    assert len(await line.conversations()) == 1
    assert len(await line.messages()) == 6
    ids = {identity.address, *(identity.aliases or [])}
    assert ids == {DEWI, dewi.customer.user_id}


async def test_a_number_that_staff_wrote_to_learns_the_user_id(line: Line) -> None:
    dewi = line.meta.person(DEWI, "Dewi")
    dewi.writes("Halo")
    await line.settled()
    [identity] = await line.identities()

    async def forget(tx: Transaction) -> None:
        await tx.change(Identity, {"_id": identity.id}, {"$unset": {"aliases": ""}})

    await line.hub.store.transact(forget)
    dewi.writes("Masih saya")
    await line.settled()
    dewi.customer.shows_number = False
    dewi.writes("Dan kini tanpa nomor")
    await line.settled()
    assert len(await line.identities()) == 1
    assert len(await line.conversations()) == 1


async def test_one_person_on_two_numbers_of_ours_is_one_contact(line: Line) -> None:
    second = line.meta.add_number(id="106540352242923", display_number="622150005678")
    other = line.channel.model_copy(
        update={
            "id": Id(),
            "name": "Nomor dua",
            "settings": {**line.channel.settings, "phone_number_id": second.id},
        }
    )
    secrets = {"app_secret": second.app_secret, "verify_token": second.verify_token}
    other.sealed_secrets = seal(line.hub.sealing_key, secrets, str(other.id))
    await line.hub.store.insert(other)
    await line.hub.directory.refresh()
    assert await line.meta.connect(f"{line.url}/webhooks/{other.id}", second)

    line.meta.person(DEWI, "Dewi").writes("Halo satu")
    await line.settled()
    line.meta.person(DEWI, "Dewi", number=second).writes("Halo dua")
    await line.settled()

    assert await line.hub.store.count(Contact, {}) == 1
    assert len(await line.identities()) == 2
    assert {one.channel_id for one in await line.conversations()} == {line.channel.id, other.id}


async def test_an_address_that_serves_two_numbers_brings_each_its_own(line: Line) -> None:
    second = line.meta.add_number(id="106540352242923", display_number="622150005678")
    other = line.channel.model_copy(
        update={
            "id": Id(),
            "name": "Nomor dua",
            "settings": {**line.channel.settings, "phone_number_id": second.id},
        }
    )
    other.sealed_secrets = seal(
        line.hub.sealing_key, {"app_secret": second.app_secret}, str(other.id)
    )
    await line.hub.store.insert(other)
    await line.hub.directory.refresh()
    assert await line.meta.connect(line.address, second)

    line.meta.person(BUDI, "Budi", number=second).writes("Halo")
    await line.settled()

    [conversation] = await line.conversations()
    assert conversation.channel_id == other.id
