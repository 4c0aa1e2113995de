"""A mail that came back is sent once more: it goes out under the id it had, and that is no news of the past."""

from collections.abc import Iterator

import pytest

from channels_adapters.email.mail_peer import MailPeer, serving
from models.words import MessageStatus
from tests.sending.conftest import Post
from tests.sending.mail_desk import asked, mailbox_at, write


@pytest.fixture
def peer() -> Iterator[MailPeer]:
    with serving(MailPeer()) as peer:
        yield peer


async def test_a_mail_that_came_back_goes_out_once_more_and_is_sent(
    post: Post, peer: MailPeer
) -> None:
    chat = await asked(post, await mailbox_at(post, peer), 1)
    mail = await write(post, chat, to=["ani1@bunga.example"])
    await post.worker().send_due()
    failed = {"$set": {"status": MessageStatus.FAILED.value, "error_code": "5.1.1"}}
    await post.store.db["messages"].update_one({"_id": mail.id}, failed)

    await post.retry(post.sari, mail.id)
    await post.worker().send_due()

    stored = await post.message(mail)
    assert (stored.status, stored.error_code) == (MessageStatus.SENT, None)
    assert peer.recipients == [["ani1@bunga.example"]] * 2
    assert await post.nothing_waits()
