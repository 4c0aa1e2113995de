"""Of several recipients some are put off by their server: the others have the mail, and these get it later,
once, and what is known of each stands on the mail.
"""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from channels_adapters.email.mail_peer import MailPeer, serving
from hub.flows.reach_late_recipients import ReachLateRecipients
from hub.services import outbox
from models.documents import Conversation, Message, OutboxEntry
from models.documents.message import BouncedTo
from models.words import MessageStatus
from tests.sending.conftest import Post
from tests.sending.mail_desk import asked, mailbox_at, write

ANI, GREY, FULL, NOBODY = (f"{one}@bunga.example" for one in ("ani", "grey", "full", "nobody"))


@pytest.fixture
def peer() -> Iterator[MailPeer]:
    with serving(MailPeer()) as peer:
        yield peer


async def chat(post: Post, peer: MailPeer) -> Conversation:
    return await asked(post, await mailbox_at(post, peer), 1)


async def missed(post: Post, message: Message) -> list[tuple[str, str | None]]:
    mail = (await post.message(message)).mail
    assert mail is not None
    return [(one.address, one.status) for one in mail.bounced]


async def test_who_was_put_off_gets_the_same_mail_later_and_the_others_not_again(
    post: Post, peer: MailPeer
) -> None:
    mail = await write(post, await chat(post, peer), to=[ANI], cc=[GREY], bcc=[NOBODY])
    await post.worker().send_due()
    assert peer.recipients == [[ANI]]
    assert (await post.message(mail)).status is MessageStatus.SENT
    assert dict(await missed(post, mail)) == {GREY: "4.7.1", NOBODY: "5.1.1"}

    post.clock.advance(60)
    await post.worker().send_due()
    assert peer.recipients == [[ANI], [GREY]]
    # To his eyes it is the one mail that the others have.
    first, second = peer.mails
    for name in ("Message-ID", "To", "Cc", "Subject"):
        assert first[name] == second[name]
    assert NOBODY not in peer.raw[1].decode()
    assert dict(await missed(post, mail)) == {NOBODY: "5.1.1"}
    assert await post.nothing_waits()


async def test_a_later_answer_does_not_wait_for_who_is_late(post: Post, peer: MailPeer) -> None:
    conversation = await chat(post, peer)
    await write(post, conversation, to=[ANI, FULL], subject="Satu")
    await post.worker().send_due()
    second = await write(post, conversation, to=[ANI], subject="Dua")
    await post.worker().send_due()
    assert (await post.message(second)).status is MessageStatus.SENT
    assert [each["Subject"] for each in peer.mails] == ["Satu", "Dua"]


async def test_who_stays_put_off_is_given_up_after_days_and_that_is_said(
    post: Post, peer: MailPeer
) -> None:
    mail = await write(post, await chat(post, peer), to=[ANI, FULL])
    await post.worker().send_due()
    for _ in range(40):
        post.clock.advance(7200)
        await post.worker().send_due()
    stored = (await post.message(mail)).mail
    assert stored is not None
    assert stored.bounced == [BouncedTo(address=FULL, status="4.2.2", gave_up=True)]
    assert len(peer.raw) == 1
    assert await post.nothing_waits()


async def test_whose_answer_was_lost_is_not_tried_again_and_that_is_said(
    post: Post, peer: MailPeer
) -> None:
    mail = await write(post, await chat(post, peer), to=[ANI, GREY])
    await post.worker().send_due()
    peer.hangs_up = True
    for _ in range(3):
        post.clock.advance(600)
        await post.worker().send_due()
    assert len(peer.raw) == 2
    stored = (await post.message(mail)).mail
    assert stored is not None
    assert stored.bounced == [BouncedTo(address=GREY, unsure=True)]
    assert await post.nothing_waits()


async def test_a_server_that_is_away_meanwhile_costs_nobody_his_mail(
    post: Post, peer: MailPeer
) -> None:
    mail = await write(post, await chat(post, peer), to=[ANI, GREY])
    await post.worker().send_due()
    peer.rejects_sender = "421 4.3.2 going down"
    post.clock.advance(60)
    await post.worker().send_due()
    assert await missed(post, mail) == [(GREY, "4.7.1")]
    peer.rejects_sender = None
    post.clock.advance(600)
    await post.worker().send_due()
    assert peer.recipients == [[ANI], [GREY]]
    assert await missed(post, mail) == []


async def test_ten_workers_at_once_send_it_to_him_once(post: Post, peer: MailPeer) -> None:
    await write(post, await chat(post, peer), to=[ANI, GREY])
    await post.worker().send_due()
    post.clock.advance(60)
    workers = [post.worker() for _ in range(10)]
    await asyncio.gather(*(worker.send_due() for worker in workers))
    assert peer.recipients == [[ANI], [GREY]]


async def test_what_is_heard_from_a_worker_that_was_thought_lost_changes_nothing(
    post: Post, peer: MailPeer
) -> None:
    mail = await write(post, await chat(post, peer), to=[ANI, GREY])
    await post.worker().send_due()
    post.clock.advance(60)
    flow = ReachLateRecipients(post.store)
    first = await outbox.claim(post.store, mail.channel_id, "first", 30.0)
    assert first is not None
    assert await flow.begin(first)
    await post.store.change(OutboxEntry, {}, {"$unset": outbox.UNCLAIMED})
    await post.worker().send_due()
    await flow.waits(first, post.clock.now() + timedelta(seconds=1))
    await post.worker().send_due()
    stored = (await post.message(mail)).mail
    assert stored is not None
    assert [one.unsure for one in stored.bounced] == [True]
    assert peer.recipients == [[ANI]]


async def test_who_sends_the_whole_mail_once_more_waits_for_nobody_late(
    post: Post, peer: MailPeer
) -> None:
    mail = await write(post, await chat(post, peer), to=[ANI, FULL])
    await post.worker().send_due()
    # All came back later.
    failed = {"$set": {"status": MessageStatus.FAILED.value}}
    await post.store.db["messages"].update_one({"_id": mail.id}, failed)
    await post.retry(post.sari, mail.id)
    assert await post.store.count(OutboxEntry, {"late_of": {"$ne": None}}) == 0


async def test_an_erased_mail_is_sent_to_nobody_any_more(post: Post, peer: MailPeer) -> None:
    mail = await write(post, await chat(post, peer), to=[ANI, GREY])
    await post.worker().send_due()
    gone = {"$set": {"deleted_at": post.clock.now()}}
    await post.store.db["messages"].update_one({"_id": mail.id}, gone)
    post.clock.advance(60)
    await post.worker().send_due()
    assert peer.recipients == [[ANI]]
    assert await post.nothing_waits()
