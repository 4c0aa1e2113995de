"""Mails come in: each finds its conversation, bounces the mail that came back, and old ones are filed."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from channels_adapters.base import Payload
from channels_adapters.email.normalising import normalised
from channels_adapters.email.test_normalising import SAMPLES
from hub.kit.clock import SettableClock
from hub.kit.ending import end_all
from hub.kit.settings import Settings
from hub.rules.thread_tokens import thread_token
from hub.store import migrations
from hub.store.mongo import Store
from hub.wiring import Hub
from models.documents import (
    Channel,
    Contact,
    Conversation,
    Department,
    Due,
    Event,
    Message,
    NotUnderstood,
)
from models.documents.base import Id
from models.documents.message import Author, Mail
from models.envelopes import MessageEnvelope
from models.words import (
    AuthorKind,
    ConversationState,
    Direction,
    MessageKind,
    MessageStatus,
    ResolveCause,
)
from tests.inbound.conftest import SECRET

BOX = "help@kirim.example"


@dataclass
class Post:
    """The hub, and a mailbox whose mails are handed to it."""

    hub: Hub
    channel: Channel

    async def comes(self, raw: bytes, *, history: bool = False) -> list[Id]:
        at = self.hub.clock.now()
        return await self.hub.take_payload(self.channel, raw, Payload(raw, at, history))

    async def writes(
        self, id: str, text: str = "Halo", *, sender: str = "dewi@x.example", head: str = ""
    ) -> list[Id]:
        return await self.comes(letter(id, text, sender=sender, head=head))

    async def conversations(self) -> list[Conversation]:
        return await self.hub.store.find(Conversation, {}, sort=[("number", 1)])

    async def messages(self) -> list[Message]:
        return await self.hub.store.find(Message, {}, sort=[("conversation_id", 1), ("number", 1)])

    async def kept(self) -> list[NotUnderstood]:
        return await self.hub.store.find(NotUnderstood, {})

    async def answered(self, to: list[str] | None = None) -> Message:
        """One of ours went out into the only conversation."""
        [conversation] = await self.conversations()
        id = Id()
        message = Message(
            _id=id,
            conversation_id=conversation.id,
            channel_id=self.channel.id,
            number=conversation.last_number + 1,
            direction=Direction.OUTBOUND,
            author=Author(kind=AuthorKind.AGENT),
            kind=MessageKind.EMAIL,
            text="Sudah kami kirim",
            status=MessageStatus.SENT,
            mail=Mail(
                subject="Re: Paket",
                to=to or [conversation.address],
                message_id=f"{id}@kirim.example",
            ),
            external_id=f"{id}@kirim.example",
            other_ids=["0100018b-aaaa@email.amazonses.com"],
            at=self.hub.clock.now(),
        )
        await self.hub.store.insert(message)
        await self.hub.store.change(
            Conversation, {"_id": conversation.id}, {"$set": {"last_number": message.number}}
        )
        return message

    async def resolve(self, at: datetime) -> None:
        await self.hub.store.db["conversations"].update_many(
            {},
            {
                "$set": {"state": "resolved", "resolved_at": at, "resolve_cause": "agent"},
                "$unset": {"open": ""},
            },
        )


def letter(id: str, text: str, *, sender: str = "dewi@x.example", head: str = "") -> bytes:
    return (
        f"From: {sender}\r\nTo: {BOX}\r\nMessage-ID: <{id}>\r\nSubject: Paket\r\n{head}\r\n{text}\r\n"
    ).encode()


@pytest.fixture
async def post(store: Store, clock: SettableClock) -> AsyncIterator[Post]:
    await migrations.migrate(store)
    await store.insert(Department(name="Pengiriman", is_default=True, created_at=clock.now()))
    hub = Hub(Settings(secret_key=SECRET), store, store.bus, clock)
    channel = Channel(
        kind="email",
        name="E-mail",
        settings={"address": BOX, "smtp_host": "smtp.kirim.example", "imap_host": "imap.x.example"},
        created_at=clock.now(),
    )
    await store.insert(channel)
    await hub.directory.refresh()
    tasks = [asyncio.create_task(each) for each in (hub.ingest.run(), hub.statuses.run())]
    yield Post(hub, channel)
    await end_all(tasks)
    await hub.http.aclose()


async def test_a_mail_waits_in_the_queue_and_its_answer_joins_it(post: Post) -> None:
    await post.writes("m1@x")
    ours = await post.answered()
    await post.writes("m2@x", head=f"In-Reply-To: <{ours.external_id}>\r\n")
    await post.writes("m3@x", head="References: <m1@x> <gone@x>\r\n")
    await post.writes("m4@x", head="In-Reply-To: <0100018b-aaaa@email.amazonses.com>\r\n")
    [conversation] = await post.conversations()
    assert conversation.state is ConversationState.QUEUED
    assert [one.external_id for one in await post.messages()] == [
        "m1@x",
        ours.external_id,
        "m2@x",
        "m3@x",
        "m4@x",
    ]


async def test_never_by_the_bare_subject(post: Post) -> None:
    await post.writes("m1@x")
    await post.writes("m2@x", head="")
    assert len(await post.conversations()) == 2


async def test_a_signed_token_leads_home_and_a_forged_one_does_not(post: Post) -> None:
    await post.writes("m1@x")
    [conversation] = await post.conversations()
    token = thread_token(post.hub.signer, conversation.id)
    await post.writes("m2@x", head=f"Delivered-To: help+{token}@kirim.example\r\n")
    raw = letter("m3@x", "x").replace(b"Subject: Paket", f"Subject: Hai [#{token}]".encode())
    await post.comes(raw)
    assert len(await post.conversations()) == 1
    forged = token[:-1] + ("a" if token[-1] != "a" else "b")
    await post.writes("m4@x", head=f"Delivered-To: help+{forged}@kirim.example\r\n")
    assert len(await post.conversations()) == 2


async def test_who_answers_beside_the_customer_takes_part_and_is_not_he(post: Post) -> None:
    await post.writes("m1@x")
    await post.writes(
        "m2@y", "Saya suaminya", sender="Budi <budi@y.example>", head="References: <m1@x>\r\n"
    )
    [conversation] = await post.conversations()
    assert conversation.address == "dewi@x.example"
    first, second = await post.messages()
    assert (second.author.id, second.author.name) == (None, "Budi")
    assert second.mail is not None
    assert second.mail.from_address == "budi@y.example"
    assert first.author.id == conversation.contact.id


async def test_a_mail_reopens_for_a_fortnight_and_a_machines_never(
    post: Post, clock: SettableClock
) -> None:
    await post.writes("m1@x")
    await post.resolve(clock.now())
    await post.writes("auto@x", head="References: <m1@x>\r\nAuto-Submitted: auto-replied\r\n")
    [conversation] = await post.conversations()
    assert conversation.state is ConversationState.RESOLVED
    assert conversation.last_number == 2
    clock.advance(timedelta(days=13).total_seconds())
    await post.writes("m2@x", head="References: <m1@x>\r\n")
    [conversation] = await post.conversations()
    assert conversation.state is not ConversationState.RESOLVED
    await post.resolve(clock.now())
    clock.advance(timedelta(days=15).total_seconds())
    await post.writes("m3@x", head="References: <m1@x>\r\n")
    assert len(await post.conversations()) == 2


def bounce(of: str, recipient: str, status: str = "5.1.1", action: str = "failed") -> bytes:
    raw = (SAMPLES / "bounce.eml").read_bytes()
    return (
        raw.replace(b"6745aaaaaaaaaaaaaaaaaaaa@kirim.example", of.encode())
        .replace(b"Tidak.Ada@Pelanggan.example", recipient.encode())
        .replace(b"Status: 5.1.1", f"Status: {status}".encode())
        .replace(b"Action: failed", f"Action: {action}".encode())
    )


async def test_a_bounce_is_said_on_the_mail_that_came_back(post: Post) -> None:
    await post.writes("m1@x")
    ours = await post.answered()
    await post.comes(bounce(ours.external_id or "", "dewi@x.example"))
    await post.comes(bounce(ours.external_id or "", "dewi@x.example"))
    messages = await post.messages()
    assert len(messages) == 2
    failed = messages[1]
    assert failed.status is MessageStatus.FAILED
    assert failed.error_code == "5.1.1"
    assert failed.mail is not None
    assert [(one.address, one.status) for one in failed.mail.bounced] == [
        ("dewi@x.example", "5.1.1")
    ]
    rows = await post.hub.store.find(Event, {"type": "message.status_changed"})
    assert len(rows) == 1
    assert await post.kept() == []


async def test_a_delay_and_one_of_two_recipients_do_not_fail_the_mail(post: Post) -> None:
    await post.writes("m1@x")
    ours = await post.answered(to=["dewi@x.example", "budi@y.example"])
    await post.comes(bounce(ours.external_id or "", "dewi@x.example", "4.4.1", "delayed"))
    await post.comes(bounce(ours.external_id or "", "budi@y.example"))
    one = (await post.messages())[1]
    assert one.status is MessageStatus.SENT
    assert one.mail is not None
    assert len(one.mail.bounced) == 2


async def test_a_delay_that_ends_in_giving_up_fails_the_mail_and_is_said_once(post: Post) -> None:
    await post.writes("m1@x")
    ours = await post.answered()
    await post.comes(bounce(ours.external_id or "", "dewi@x.example", "4.4.1", "delayed"))
    await post.comes(bounce(ours.external_id or "", "dewi@x.example", "4.4.7", "failed"))
    await post.comes(bounce(ours.external_id or "", "dewi@x.example", "4.4.1", "delayed"))
    one = (await post.messages())[1]
    assert one.status is MessageStatus.FAILED
    assert one.mail is not None
    assert [(each.status, each.gave_up) for each in one.mail.bounced] == [("4.4.7", True)]


async def test_a_bounce_of_nobodys_mail_is_kept_for_an_admin_and_is_no_message(post: Post) -> None:
    raw = bounce("stranger@elsewhere", "dewi@x.example")
    kept = await post.comes(raw)
    assert len(kept) == 1
    [one] = await post.kept()
    assert one.raw_size == len(raw)
    assert await post.messages() == []


async def test_the_same_mail_twice_is_one_and_another_under_its_id_is_another(post: Post) -> None:
    await post.writes("m1@x", "Satu")
    await post.writes("m1@x", "Satu")
    await post.writes("m1@x", "Dua")
    await post.writes("m1@x", "Dua")
    assert sorted(one.text for one in await post.messages()) == ["Dua", "Satu"]
    assert await post.kept() == []


async def test_what_another_wrote_under_the_same_id_and_in_the_same_words_is_not_lost(
    post: Post,
) -> None:
    once, later = (
        "Date: Thu, 26 Nov 2026 09:00:00 +0700\r\n",
        "Date: Fri, 27 Nov 2026 09:00:00 +0700\r\n",
    )
    for sender, head in (("a@x.example", once), ("b@x.example", once), ("b@x.example", later)) * 2:
        await post.comes(letter("formulir@x", "Ada pesanan", sender=sender, head=head))
    assert len(await post.messages()) == 3


async def test_a_mail_that_an_earlier_version_has_stored_is_known_when_it_is_read_anew(
    post: Post,
) -> None:
    rich = letter("m1@x", "<p class=x>Halo</p>", head="Content-Type: text/html\r\n")
    old = letter("m2@x", "<p class=x>Dulu</p>", head="Content-Type: text/html\r\n")
    await post.comes(rich)
    await post.comes(old, history=True)
    for message in await post.messages():
        [read] = normalised(rich if message.external_id == "m1@x" else old)
        assert isinstance(read, MessageEnvelope)
        *_, earlier = read.earlier_fingerprints
        assert earlier != message.fingerprint == read.fingerprint
        await post.hub.store.change(
            Message, {"_id": message.id}, {"$set": {"fingerprint": earlier}}
        )
    await post.comes(rich)
    await post.comes(rich, history=True)
    await post.comes(old, history=True)
    assert len(await post.messages()) == 2
    await post.comes(rich.replace(b"Halo", b"Hai"))
    assert len(await post.messages()) == 3


async def test_what_was_there_before_is_filed_in_silence(post: Post) -> None:
    await post.comes(
        letter("o1@x", "Dulu", head="Date: Mon, 2 Mar 2026 09:00:00 +0700\r\n"), history=True
    )
    await post.comes(
        letter(
            "o2@x", "Lalu", head="References: <o1@x>\r\nDate: Tue, 3 Mar 2026 09:00:00 +0700\r\n"
        ),
        history=True,
    )
    await post.comes(
        letter(
            "o2@x", "Lalu", head="References: <o1@x>\r\nDate: Tue, 3 Mar 2026 09:00:00 +0700\r\n"
        ),
        history=True,
    )
    [conversation] = await post.conversations()
    assert conversation.state is ConversationState.RESOLVED
    assert conversation.resolve_cause is ResolveCause.IMPORTED
    assert conversation.last_number == 2
    assert conversation.resolved_at == datetime(2026, 3, 3, 2, tzinfo=UTC)
    assert conversation.waiting_since is None
    assert conversation.unread == 0
    store = post.hub.store
    assert await store.count(Contact, {}) == 1
    assert await store.count(Due, {}) == 0
    types = {row.type.value for row in await store.find(Event, {})}
    assert types <= {"contact.created", "conversation.updated"}


async def test_the_past_leaves_alone_what_is_alive(post: Post) -> None:
    await post.writes("m2@x", head="References: <m1@x>\r\n")
    await post.comes(letter("m1@x", "Dulu"), history=True)
    filed, alive = sorted(await post.conversations(), key=lambda one: one.state.value == "queued")
    assert alive.last_number == 1
    assert filed.resolve_cause is ResolveCause.IMPORTED
