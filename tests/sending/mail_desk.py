"""A mailbox at a mail server, and customers who have written to it, for tests of sending."""

from typing import Any

from channels_adapters.email.mail_peer import MailPeer
from models.documents import Channel, Conversation, Message
from models.documents.base import Id
from models.documents.message import Mail
from models.wire.message import MailHead, MessageBody
from tests.mail_threads import begun_by_mail, mailbox
from tests.sending.conftest import Post


async def mailbox_at(post: Post, peer: MailPeer) -> Channel:
    """Mails of Sari's are not held for her."""
    channel = mailbox(
        "bantuan@paketara.example",
        post.clock.now(),
        department_id=post.department.id,
        smtp_port=peer.port,
    )
    await post.store.insert(channel)
    await post.directory.refresh()
    post.sari.undo_mail_seconds = 0
    return channel


async def asked(post: Post, channel: Channel, number: int) -> Conversation:
    """Ani has written a mail, and Sari handles it."""
    mail = Mail(
        subject="Paket belum sampai",
        from_address=f"ani{number}@bunga.example",
        to=["bantuan@paketara.example"],
    )
    thread = begun_by_mail(
        channel,
        mail,
        "Di mana paket saya?",
        id=f"first{number}@bunga.example",
        number=900 + number,
        holder=post.sari,
        at=post.clock.now(),
    )
    return await thread.put_in(post.store)


async def write(post: Post, chat: Conversation, **head: Any) -> Message:
    """A mail of Sari's."""
    values = {"subject": "Resi", "html": "<p>Resinya terlampir.</p>", "quotes": False, **head}
    body = MessageBody(client_id=f"mail-{Id()}", email=MailHead(**values))
    return (await post.write(post.sari, chat.id, body)).message
