"""A mail is taken back with its head, its form and its files; never is it both a draft and sent."""

import asyncio
from collections import Counter
from collections.abc import Iterator

import pytest

from channels_adapters.email.mail_peer import MailPeer, serving
from hub.flows.undo_send import UndoSend
from hub.rules.refusals import MessageOnItsWay
from models.documents import Channel, Conversation, Draft, Message, Signature
from models.documents.base import Id
from models.wire.message import MailHead, MessageBody
from models.words import MessageStatus, SignatureScope
from tests.sending.conftest import Post
from tests.sending.mail_desk import asked, mailbox_at
from tests.sending.taking_back import Hesitation

HELD = 10
HEAD = {
    "to": ["ani@bunga.example", "budi@bunga.example"],
    "cc": ["gudang@bunga.example"],
    "bcc": ["cici@mitra.example"],
    "subject": "Re: Paket belum sampai",
    "html": "<p>Halo Ani, <strong>resinya</strong> terlampir.</p>",
    "quotes": False,
}


@pytest.fixture
def peer() -> Iterator[MailPeer]:
    with serving(MailPeer()) as peer:
        yield peer


async def mailbox_of(post: Post, peer: MailPeer) -> Channel:
    channel = await mailbox_at(post, peer)
    signature = Signature(
        scope=SignatureScope.MEMBER,
        owner_id=post.sari.id,
        html="<p>Salam hangat, Sari</p>",
        updated_at=post.clock.now(),
    )
    await post.store.insert(signature)
    post.sari.undo_mail_seconds = HELD
    return channel


async def send(post: Post, chat: Conversation, head: MailHead, files: list[str]) -> Message:
    body = MessageBody(client_id=f"mail-{Id()}", email=head, attachment_ids=files)
    return (await post.write(post.sari, chat.id, body)).message


async def take_back(post: Post, message: Message) -> Draft:
    return await UndoSend(post.store, post.directory)(post.sari, message.id)


async def test_head_form_and_files_come_back_and_the_signature_stands_once(
    post: Post, peer: MailPeer
) -> None:
    chat = await asked(post, await mailbox_of(post, peer), 1)
    file = await post.file("resi.txt", b"JKT-1", "text/plain")
    message = await send(post, chat, MailHead.model_validate(HEAD), [file])
    assert message.mail is not None
    assert message.mail.signature

    draft = await take_back(post, message)

    assert draft.mail is not None
    assert draft.mail.model_dump() == HEAD
    assert draft.text == "Halo Ani, resinya terlampir."
    assert [str(one.id) for one in draft.files] == [file]
    post.clock.advance(HELD)
    await post.worker().send_due()
    assert peer.mails == []

    head = MailHead.model_validate(draft.mail.model_dump())
    again = await send(post, chat, head, [file])
    post.clock.advance(HELD)
    await post.worker().send_due()
    assert (await post.message(again)).status is MessageStatus.SENT
    [got] = peer.mails
    assert set(peer.recipients[0]) == {*(head.to or ()), *(head.cc or ()), *head.bcc}
    html = got.get_body(("html",))
    assert html is not None
    assert html.get_content().count("Salam hangat") == 1
    assert [part.get_filename() for part in got.iter_attachments()] == ["resi.txt"]


async def test_the_quote_is_wanted_again_or_not_as_before(post: Post, peer: MailPeer) -> None:
    channel = await mailbox_of(post, peer)
    for number, quotes in enumerate((True, False), start=1):
        chat = await asked(post, channel, number)
        message = await send(post, chat, MailHead(html="<p>Ya.</p>", quotes=quotes), [])
        draft = await take_back(post, message)
        assert draft.mail is not None
        assert draft.mail.quotes is quotes


@pytest.mark.timeout(120)
async def test_a_worker_and_its_author_at_once_never_both_and_never_neither(
    post: Post, peer: MailPeer
) -> None:
    post.sari.capacity = 500
    channel = await mailbox_of(post, peer)
    came_first: Counter[str] = Counter()
    hesitation = Hesitation()
    for number in range(40):
        chat = await asked(post, channel, number)
        message = await send(post, chat, MailHead(html=f"<p>surat {number}</p>"), [])
        post.clock.advance(HELD)

        async def undone(of: Message = message) -> bool:
            await hesitation.wait()
            try:
                await take_back(post, of)
            except MessageOnItsWay:
                return False
            return True

        taken, *_ = await asyncio.gather(undone(), *(post.worker().send_due() for _ in range(2)))
        await post.worker().send_due()
        came_first["undone" if taken else "late"] += 1
        hesitation.learn(too_late=not taken)
        out = [one for one in peer.raw if f"surat {number}<".encode() in one]
        stored = await post.store.get(Message, {"_id": message.id})
        assert (len(out), stored is None) == ((0, True) if taken else (1, False))
    print(f"of 40 races: {dict(came_first)}")
    assert set(came_first) == {"undone", "late"}
