"""Answers in a live chat that stay unread go out by mail, once, and the chat goes on from there."""

import asyncio
from dataclasses import replace

import pytest

from channels_adapters.email.mail_peer import MailPeer, serving
from hub.flows.mail_unread_answers import MailUnreadAnswers
from hub.flows.resume_chat import ResumeChat
from hub.flows.settle_mail import SettleMail
from hub.jobs.account_mailing import AccountMailing
from hub.kit.errors import NotFound
from hub.kit.fetching import Fetching
from hub.kit.tokens import Signer
from hub.rules.incoming import Incoming
from hub.rules.links import Link, LinkExpired, LinkUnknown, LinkUsed, token_of
from hub.rules.thread_tokens import read_thread_token
from hub.services import accounts, mail_threads, system_mails, visits
from hub.store.transaction import Transaction
from models.documents import Channel, Conversation, Due, Event, Message, SystemMail, Visit
from models.documents.base import Id
from models.envelopes import MessageEnvelope
from models.words import DueKind, EventType, MailKind, MailState, Visibility
from tests.hub.flows.conftest import House

PUBLIC_URL = "https://hub.paketara.example"


class Chat:
    """A visitor who gave his address, and Sari who answers him."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.visitor = Id()
        self.said = 0

    async def begin(self, email: str | None = "maya@x.example") -> None:
        incoming = self.house.incoming(self.visitor, "client-1", "Halo")
        emails = [email] if email else []
        known = incoming.envelope.model_copy(update={"emails": emails, "sender_name": "Maya Putri"})
        await self.house.receive([replace(incoming, envelope=known)])
        conversation = await self.house.conversation_of(self.visitor)
        await self.house.claim(self.house.sari, conversation.id)

    async def conversation(self) -> Conversation:
        return await self.house.conversation_of(self.visitor)

    async def answer(self, text: str, visibility: Visibility = Visibility.PUBLIC) -> Message:
        self.said += 1
        body = self.house.body(f"answer-{self.said:04}", text, visibility)
        conversation = await self.conversation()
        return (await self.house.answer(self.house.sari, conversation.id, body)).message

    async def look(self) -> None:
        """What the worker does with what is due."""
        now = self.house.clock.now()
        due = await self.house.store.get(
            Due, {"kind": DueKind.ANSWERS_UNREAD.value, "at": {"$lte": now}}
        )
        if due is not None:
            await MailUnreadAnswers(self.house.store, self.house.directory)(due)

    async def after(self, minutes: float) -> None:
        self.house.clock.advance(minutes * 60)
        await self.look()

    async def mails(self) -> list[SystemMail]:
        return await self.house.store.find(SystemMail, {}, sort=[("_id", 1)])

    async def is_here(self, *, here: bool) -> None:
        visit = Visit(id=Id(), identity_id=self.visitor, process_id=Id())

        async def work(tx: Transaction) -> None:
            if here:
                await visits.write(tx, [visit])
            else:
                await tx.delete(Visit, {"identity_id": self.visitor})

        await self.house.store.transact(work)


@pytest.fixture
async def chat(house: House) -> Chat:
    made = Chat(house)
    await made.begin()
    return made


async def test_all_that_is_unread_after_five_minutes_goes_in_one_mail(chat: Chat) -> None:
    await chat.answer("Paket Anda di Bandung.")
    await chat.answer("Catatan", Visibility.INTERNAL)
    await chat.after(2)
    await chat.answer("Besok sampai.\nJam sembilan.")
    await chat.after(2.9)
    assert await chat.mails() == []
    await chat.after(0.1)
    [mail] = await chat.mails()
    assert mail.to == "maya@x.example"
    assert mail.kind is MailKind.UNREAD_ANSWERS
    assert mail.text.index("Paket Anda di Bandung.") < mail.text.index("Besok sampai.\nJam")
    assert "Catatan" not in mail.text
    rows = await chat.house.store.find(Event, {"type": EventType.CONVERSATION_MAILED.value})
    assert [row.changes for row in rows] == [{"answers": 2}]
    await chat.after(60)
    assert len(await chat.mails()) == 1


async def test_what_comes_later_is_mailed_by_itself(chat: Chat) -> None:
    await chat.answer("yang pertama")
    await chat.after(5)
    await chat.answer("yang kedua")
    await chat.after(5)
    first, second = await chat.mails()
    assert "yang pertama" in first.text
    assert "yang pertama" not in second.text
    assert "yang kedua" in second.text


async def test_not_when_he_has_read_them(chat: Chat) -> None:
    read = await chat.answer("satu")
    await chat.house.acknowledge(
        chat.house.channel.id, str(chat.visitor), delivered=None, read=read.number
    )
    await chat.after(5)
    assert await chat.mails() == []


async def test_not_while_he_is_there_but_once_he_leaves(chat: Chat) -> None:
    await chat.is_here(here=True)
    await chat.answer("satu")
    await chat.after(5)
    await chat.after(5)
    assert await chat.mails() == []
    await chat.is_here(here=False)
    await chat.after(5)
    assert len(await chat.mails()) == 1


async def test_not_without_an_address(house: House) -> None:
    nameless = Chat(house)
    await nameless.begin(email=None)
    await nameless.answer("satu")
    await nameless.after(5)
    assert await nameless.mails() == []


async def test_two_workers_at_once_write_one_mail(chat: Chat) -> None:
    await chat.answer("satu")
    chat.house.clock.advance(300)
    due = await chat.house.store.get(Due, {"kind": DueKind.ANSWERS_UNREAD.value})
    assert due is not None
    flow = MailUnreadAnswers(chat.house.store, chat.house.directory)
    await asyncio.gather(*(flow(due) for _ in range(5)))
    assert len(await chat.mails()) == 1


async def mailbox(house: House, port: int) -> Channel:
    channel = Channel(
        kind="email",
        name="Bantuan",
        settings={
            "address": "bantuan@paketara.example",
            "smtp_host": "localhost",
            "smtp_port": port,
            "smtp_security": "none",
        },
        created_at=house.clock.now(),
    )
    await house.store.insert(channel)
    await house.directory.refresh()
    return channel


async def test_it_goes_out_from_the_mailbox_and_its_link_and_answer_lead_back(
    chat: Chat,
) -> None:
    house, signer = chat.house, Signer("secret", chat.house.clock)
    with serving(MailPeer()) as peer:
        channel = await mailbox(house, peer.port)
        await chat.answer("Paket Anda di Bandung.")
        await chat.after(5)
        [mail] = await chat.mails()
        assert await system_mails.claim(house.store, 1) is None
        http = Fetching()
        mailing = AccountMailing(
            house.store,
            house.directory,
            signer,
            PUBLIC_URL,
            accounts.Accounts(http.client, b"k" * 32, PUBLIC_URL).of,
            SettleMail(house.store),
        )
        await mailing.send_due()
        await mailing.send_due()
        await http.aclose()
    [got] = peer.mails
    [stored] = await chat.mails()
    assert stored.state is MailState.SENT
    assert got["From"].addresses[0].addr_spec == "bantuan@paketara.example"
    assert got["Auto-Submitted"] == "auto-generated"
    conversation = await chat.conversation()
    token = got["Reply-To"].addresses[0].username.partition("+")[2]
    assert read_thread_token(signer, token) == conversation.id

    text = got.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    [line] = [one for one in text.splitlines() if one.startswith(PUBLIC_URL)]
    assert line.startswith(f"{PUBLIC_URL}/widget/{house.channel.id}#")
    secret = line.partition("#")[2]
    resume = ResumeChat(house.store, signer)
    tries = await asyncio.gather(
        *(resume(house.channel, secret) for _ in range(3)), return_exceptions=True
    )
    assert [one for one in tries if not isinstance(one, Exception)] == [chat.visitor]
    assert sum(isinstance(one, LinkUsed) for one in tries) == 2

    ids = ("in_reply_to", "delivered_to")
    reply_to = got["Reply-To"].addresses[0].addr_spec
    for number, (name, value) in enumerate(
        zip(ids, (f"{mail.id}@paketara.example", [reply_to]), strict=True)
    ):
        envelope = MessageEnvelope(
            account_id="bantuan@paketara.example",
            timestamp=house.clock.now(),
            channel_message_id=f"answer{number}@x.example",
            thread_key=f"answer{number}@x.example",
            sender_id="maya@x.example",
            text=f"Terima kasih {number}",
            **{name: value},
        )
        found = await mail_threads.led_to(house.store, signer, channel, envelope)
        assert found is not None
        joined = mail_threads.joined(envelope, channel, found, house.directory)
        [received] = await house.receive([Incoming(*joined)])
        assert received.message is not None
        assert received.message.conversation_id == conversation.id
    assert await house.store.count(Conversation, {}) == 1


async def test_a_link_of_another_channel_a_forged_one_and_an_old_one_open_nothing(
    chat: Chat,
) -> None:
    house, signer = chat.house, Signer("secret", chat.house.clock)
    await chat.answer("satu")
    await chat.after(5)
    [mail] = await chat.mails()
    assert mail.link is not None
    secret = token_of(signer, Link(mail.link.purpose, mail.link.object_id, 1))
    resume = ResumeChat(house.store, signer)
    with pytest.raises(LinkUnknown):
        await resume(house.channel, secret[:-1] + ("a" if secret[-1] != "a" else "b"))
    elsewhere = house.channel.model_copy(update={"id": Id()})
    with pytest.raises(NotFound):
        await resume(elsewhere, secret)
    house.clock.advance(8 * 24 * 3600)
    with pytest.raises(LinkExpired):
        await resume(house.channel, secret)
