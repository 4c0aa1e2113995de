"""Mails that come in find the conversation they answer, raw as a mailbox has them."""

import pytest

from channels_adapters.email.composing import reply_address
from hub.flows.import_history import ImportHistory
from hub.flows.note_bounces import NoteBounces
from hub.flows.take_payload import Stories, TakePayload
from hub.kit.fetching import Fetching
from hub.kit.tokens import Signer
from hub.rules.incoming import Incoming, Received
from hub.rules.thread_tokens import thread_token
from hub.services import accounts
from hub.store.files import Files
from models.documents import Channel, Conversation, Message
from models.documents.base import Id
from models.wire.message import MailHead, MessageBody
from models.words import Direction, MessageKind
from tests.hub.flows.conftest import House

MAIL = """From: Ani Wijaya <ani@x.example>
To: {to}
Subject: {subject}
Message-ID: <{id}>
{more}Date: Thu, 26 Nov 2026 10:00:00 +0700
Content-Type: text/plain; charset=utf-8

{text}
"""


class Mailbox:
    """The house's mailbox, and what takes mails out of it."""

    def __init__(self, house: House, channel: Channel) -> None:
        self.house = house
        self.channel = channel
        self.signer = Signer("secret", house.clock)
        self.http = Fetching()

        async def message(incoming: Incoming) -> Received:
            [received] = await house.receive([incoming])
            return received

        async def nothing(*_: object) -> None: ...

        self._take = TakePayload(
            house.store,
            Files(house.store),
            house.directory,
            accounts.Accounts(self.http.client, b"k" * 32, "https://hub.example").of,
            self.signer,
            Stories(
                message,
                ImportHistory(house.store, house.directory),
                NoteBounces(house.store, self.signer),
                *(nothing, nothing, nothing, nothing, nothing, nothing),
            ),
        )

    async def get(
        self,
        id: str,
        text: str = "Halo",
        *,
        to: str = "help@kirim.example",
        subject: str = "Paket 7",
        more: str = "",
    ) -> Message:
        raw = MAIL.format(to=to, subject=subject, id=id, more=more, text=text)
        await self._take(self.channel, raw.replace("\n", "\r\n").encode())
        found = await self.house.store.find(Message, {"external_id": id})
        assert len(found) == 1
        return found[0]

    async def answer(self, conversation_id: Id) -> Message:
        conversation = await self.house.store.get(Conversation, {"_id": conversation_id})
        assert conversation is not None
        if conversation.assignee is None:
            await self.house.claim(self.house.sari, conversation_id)
        body = MessageBody(client_id=f"client-{Id()}", text="Sebentar.", email=MailHead())
        return (await self.house.answer(self.house.sari, conversation_id, body)).message


@pytest.fixture
async def mailbox(house: House) -> Mailbox:
    channel = Channel(
        kind="email",
        name="Help",
        settings={
            "address": "help@kirim.example",
            "smtp_host": "localhost",
            "imap_host": "localhost",
        },
        created_at=house.clock.now(),
    )
    await house.store.insert(channel)
    await house.directory.refresh()
    return Mailbox(house, channel)


async def test_an_answer_to_our_mail_goes_on_with_its_conversation(mailbox: Mailbox) -> None:
    first = await mailbox.get("first@x.example")
    ours = await mailbox.answer(first.conversation_id)
    assert ours.mail is not None
    more = f"In-Reply-To: <{ours.mail.message_id}>\n"
    second = await mailbox.get("second@x.example", subject="apa saja", more=more)
    assert second.conversation_id == first.conversation_id
    assert second.kind is MessageKind.EMAIL
    assert second.direction is Direction.INBOUND


async def test_an_id_that_a_provider_put_in_the_place_of_ours_leads_back(mailbox: Mailbox) -> None:
    first = await mailbox.get("first@x.example")
    ours = await mailbox.answer(first.conversation_id)
    given = "0102-000000@eu-west-1.amazonses.com"
    await mailbox.house.store.change(Message, {"_id": ours.id}, {"$set": {"other_ids": [given]}})
    second = await mailbox.get("second@x.example", more=f"In-Reply-To: <{given}>\n")
    assert second.conversation_id == first.conversation_id


async def test_without_any_id_the_address_leads_back(mailbox: Mailbox) -> None:
    first = await mailbox.get("first@x.example")
    to = reply_address("help@kirim.example", thread_token(mailbox.signer, first.conversation_id))
    assert to is not None
    second = await mailbox.get("second@x.example", to=to.upper())
    assert second.conversation_id == first.conversation_id


async def test_the_same_subject_leads_nowhere(mailbox: Mailbox) -> None:
    first = await mailbox.get("first@x.example")
    other = await mailbox.get("other@x.example", subject="Re: Paket 7")
    assert other.conversation_id != first.conversation_id


async def test_a_forged_token_leads_nowhere(mailbox: Mailbox) -> None:
    first = await mailbox.get("first@x.example")
    forger = Signer("another secret", mailbox.house.clock)
    to = reply_address("help@kirim.example", thread_token(forger, first.conversation_id))
    assert to is not None
    other = await mailbox.get("other@x.example", to=to)
    assert other.conversation_id != first.conversation_id


async def test_a_chat_goes_on_by_mail_and_its_visitor_sees_only_what_is_new(
    mailbox: Mailbox,
) -> None:
    house, visitor = mailbox.house, Id()
    await house.write(visitor, "client-1", "Halo")
    chat = await house.conversation_of(visitor)
    to = reply_address("help@kirim.example", thread_token(mailbox.signer, chat.id))
    assert to is not None
    text = "Terima kasih.\n\nOn Thu, 26 Nov 2026, Kirim wrote:\n> Paket di Bandung."
    answer = await mailbox.get("answer@x.example", text, to=to)
    assert answer.conversation_id == chat.id
    assert answer.channel_id == house.channel.id
    assert answer.mail is not None
    assert answer.mail.from_address == "ani@x.example"
    assert answer.mail.reply_text == "Terima kasih."
    after = await house.conversation_of(visitor)
    assert after.last_number == 2
