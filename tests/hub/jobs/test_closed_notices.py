"""Whoever begins outside the hours is told once when we open next; it is no answer."""

import asyncio
from contextlib import suppress

import pytest

from hub.jobs.reactions.closed_notices import ClosedNotices
from hub.jobs.reactions.reader import Overtaken, ReactionReader
from hub.store.sequencer import Sequencer
from models.documents import (
    Contact,
    Conversation,
    Department,
    Message,
    OutboxEntry,
)
from models.documents.base import Id
from models.documents.message import Mail
from models.words import AuthorKind, Language, MessageStatus
from tests.hub.flows.conftest import House, house
from tests.hub.flows.test_closed_hours import HOUR, OFFICE

__all__ = ["house"]

NIGHT = 10 * HOUR


@pytest.fixture
async def office(house: House) -> House:
    """Wednesday, 20.00 in Jakarta."""
    hours = {"$set": {"hours": OFFICE.model_dump()}}
    await house.store.change(Department, {"_id": house.department.id}, hours)
    await house.directory.refresh()
    house.clock.advance(NIGHT)
    return house


async def react(house: House, readers: int = 1) -> None:
    """The journal is put in order and read to its end, by so many readers at once."""
    sequencer = Sequencer(house.store)
    await sequencer.begin_term()
    while await sequencer.stamp():
        pass

    async def read() -> None:
        with suppress(Overtaken):
            while await ReactionReader(house.store, ClosedNotices(house.directory)).read_batch():
                pass

    await asyncio.gather(*(read() for _ in range(readers)))


async def said(house: House, chat: Conversation) -> list[Message]:
    ours = {"conversation_id": chat.id, "author.kind": AuthorKind.SYSTEM}
    return await house.store.find(Message, ours, sort=[("number", 1)])


async def stored(house: House, chat: Conversation) -> Conversation:
    found = await house.store.get(Conversation, {"_id": chat.id})
    assert found is not None
    return found


async def test_he_is_told_once_when_we_open_and_goes_on_waiting(office: House) -> None:
    chat = await office.waiting()

    await react(office, readers=4)
    await office.write(Id(chat.thread_key), "again-01", "Halo?")
    await react(office)

    [message] = await said(office, chat)
    assert "besok pukul 08.00 WIB" in message.text
    assert (message.number, message.status) == (2, MessageStatus.SENT)
    after = await stored(office, chat)
    assert (after.answered_at, after.waiting_since) == (None, chat.waiting_since)
    assert after.last_message is not None and after.last_message.text == "Halo?"
    assert (after.last_number, after.unread) == (3, 2)
    assert await office.store.count(OutboxEntry, {}) == 0


async def test_in_his_language_and_in_the_house_s_words(office: House) -> None:
    chat = await office.waiting()
    english = {"$set": {"language": Language.ENGLISH}}
    await office.store.change(Contact, {"_id": chat.contact.id}, english)
    office.directory.workspace.closed_texts = {Language.ENGLISH: "We sleep. Back {opening}."}

    await react(office)

    [message] = await said(office, chat)
    assert message.text == "We sleep. Back tomorrow at 08:00 WIB."


async def test_within_the_hours_and_when_switched_off_nothing_is_said(office: House) -> None:
    office.directory.workspace.closed_notice = False
    silent = await office.waiting()
    await react(office)
    office.directory.workspace.closed_notice = True
    office.clock.advance(12 * HOUR)
    morning = await office.waiting()
    await react(office)

    assert await said(office, silent) == await said(office, morning) == []


async def test_what_began_while_no_worker_ran_is_let_be(office: House) -> None:
    chat = await office.waiting()
    office.clock.advance(HOUR)

    await react(office)

    assert await said(office, chat) == []


async def over(house: House, kind: str, chat: Conversation, mail: Mail | None = None) -> None:
    """As if it had come over a channel of this kind."""
    await house.store.change(Conversation, {"_id": chat.id}, {"$set": {"channel_kind": kind}})
    if mail is not None:
        first = {"conversation_id": chat.id, "number": 1}
        await house.store.change(Message, first, {"$set": {"mail": mail.model_dump()}})


async def test_over_a_provider_it_is_sent_and_at_most_once_a_day(office: House) -> None:
    first = await office.waiting()
    await over(office, "whatsapp", first)
    await react(office)
    second = await office.waiting()
    await over(office, "whatsapp", second)
    same = {"$set": {"contact": first.contact.model_dump()}}
    await office.store.change(Conversation, {"_id": second.id}, same)
    await react(office)

    [message] = await said(office, first)
    assert message.status is MessageStatus.PENDING
    [entry] = await office.store.find(OutboxEntry, {})
    assert entry.id == first.id
    assert await said(office, second) == []


@pytest.mark.parametrize("of_machine", [{"is_auto": True}, {"suppress_auto_reply": True}])
async def test_machines_are_not_answered(office: House, of_machine: dict[str, bool]) -> None:
    chat = await office.waiting()
    mail = Mail(subject="Re: Paket", from_address="robot@example.com", **of_machine)
    await over(office, "email", chat, mail)

    await react(office)

    assert await said(office, chat) == []


async def test_a_mail_is_answered_to_its_sender_alone_and_says_that_nobody_wrote_it(
    office: House,
) -> None:
    chat = await office.waiting()
    mail = Mail(
        subject="Paket",
        from_address="maya@example.com",
        to=["halo@paketara.example"],
        cc=["ibu@example.com"],
        message_id="satu@example.com",
    )
    await over(office, "email", chat, mail)

    await react(office)

    [message] = await said(office, chat)
    assert message.mail is not None
    assert (message.mail.to, message.mail.cc) == (["maya@example.com"], [])
    assert (message.mail.subject, message.mail.is_auto) == ("Re: Paket", True)
    assert message.mail.in_reply_to is not None
