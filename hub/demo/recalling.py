"""Tells a stand-in what its customers have on their phones, from what the hub has stored."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import Any

from channels_adapters.whatsapp.simulator import Simulator
from channels_adapters.whatsapp.simulator.customers import Person
from channels_adapters.whatsapp.simulator.world import UPLOAD_LIVES, Bubble
from hub.demo.play import shapes
from hub.demo.play.mail import MailSide
from hub.demo.play.telegram import TelegramSide
from hub.demo.wire import MAILBOX
from hub.wiring import Hub
from models.documents import Channel, Conversation, Identity, Message
from models.documents.message import Mail
from models.words import Direction, MessageKind, MessageStatus, Visibility

STATUSES = {
    MessageStatus.SENT: "sent",
    MessageStatus.DELIVERED: "delivered",
    MessageStatus.READ: "read",
    MessageStatus.FAILED: "failed",
}
FILE_TYPES = {
    MessageKind.IMAGE: "image",
    MessageKind.VIDEO: "video",
    MessageKind.AUDIO: "audio",
    MessageKind.VOICE: "audio",
    MessageKind.DOCUMENT: "document",
    MessageKind.STICKER: "sticker",
}


async def recall_whatsapp(
    hub: Hub, channel: Channel, simulator: Simulator, since: datetime
) -> None:
    """Everybody whose chat is open, or who wrote after ``since``, with that chat."""
    for conversation, identity in await _lately(hub, channel, since):
        if not identity.address.isdigit():
            continue
        person = simulator.person(identity.address, identity.name or conversation.contact.name)
        about = {"conversation_id": conversation.id, "visibility": Visibility.PUBLIC}
        for message in await hub.store.find(Message, about, sort=[("number", 1)]):
            for bubble in await _bubbles(hub, message, person, simulator):
                person.customer.chat.append(bubble)
                if bubble.inbound:
                    person.customer.wrote_at = bubble.at


async def recall_mails(hub: Hub, channel: Channel, side: MailSide, since: datetime) -> None:
    """Everybody whose thread is open, or who wrote after ``since``."""
    for conversation, identity in await _lately(hub, channel, since):
        person = side.know(identity.name or conversation.contact.name, identity.address)
        about = {"conversation_id": conversation.id, "visibility": Visibility.PUBLIC}
        for message in await hub.store.find(Message, about, sort=[("number", 1)]):
            if message.mail is not None:
                own = message.direction is Direction.INBOUND
                person.mails.append((own, _mail_of(message, message.mail)))
        person.seen = sum(not own for own, _ in person.mails)


async def recall_talks(hub: Hub, channel: Channel, side: TelegramSide, since: datetime) -> None:
    """Private chats and groups; ids of messages go on after the last one. Of who writes in a group the name
    is known alone.
    """
    for conversation, identity in await _lately(hub, channel, since):
        if not identity.address.removeprefix("-").isdigit():
            continue
        name, chat_id = identity.name or conversation.contact.name, int(identity.address)
        talk = side.know(chat_id, name) if chat_id > 0 else side.know_group(chat_id, name)
        about = {"conversation_id": conversation.id, "visibility": Visibility.PUBLIC}
        for message in await hub.store.find(Message, about, sort=[("number", 1)]):
            id = (message.external_id or "").rpartition(":")[2]
            if not id.isdigit():
                continue
            side.recall(talk, await _talked(hub, message, id, side), message.author.name or name)
        talk.seen = sum(not each.own for each in talk.bubbles)


async def _talked(hub: Hub, message: Message, id: str, side: TelegramSide) -> shapes.Bubble:
    file = None
    for attached in message.attachments[:1]:
        pieces = [piece async for piece in hub.files.read(attached.id, 0, attached.size)]
        file = side.store(b"".join(pieces), attached.mime, attached.name)
    return shapes.Bubble(
        id=id,
        own=message.direction is Direction.INBOUND,
        kind=message.kind.value,
        at=message.at,
        text=message.text,
        file=file,
        edited=message.edited_at is not None,
    )


def _mail_of(message: Message, head: Mail) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = formataddr((head.from_name or "", head.from_address or MAILBOX))
    mail["To"] = ", ".join(head.to)
    mail["Subject"] = head.subject
    mail["Date"] = format_datetime(message.at)
    id = head.message_id or (message.external_id or str(message.id)).partition("#")[0]
    mail["Message-ID"] = f"<{id}>"
    if head.references:
        mail["References"] = " ".join(f"<{id}>" for id in head.references)
    mail.set_content(message.text)
    return mail


async def _lately(
    hub: Hub, channel: Channel, since: datetime
) -> list[tuple[Conversation, Identity]]:
    recent = [{"open": True}, {"last_activity_at": {"$gte": since}}]
    wanted = {"channel_id": channel.id, "$or": recent}
    found = await hub.store.find(Conversation, wanted, sort=[("last_activity_at", 1)])
    ids = [conversation.identity_id for conversation in found]
    people = {each.id: each for each in await hub.store.find(Identity, {"_id": {"$in": ids}})}
    return [(each, people[each.identity_id]) for each in found if each.identity_id in people]


async def _bubbles(
    hub: Hub, message: Message, person: Person, simulator: Simulator
) -> list[Bubble]:
    """One for the text and one for each file, or the text as the caption of the first."""
    inbound = message.direction is Direction.INBOUND
    status = STATUSES.get(message.status, "read" if inbound else "")
    if message.external_id is None or not status:
        return []
    ids = [message.external_id, *(message.part_ids or [])[1:]]
    parts = await _files(hub, message, person, simulator)
    if message.text and parts:
        parts[0][1]["caption"] = message.text
    elif message.text or not parts:
        parts.insert(0, ("text", {"body": message.text}))
    return [
        Bubble(
            ids[place] if place < len(ids) else f"{ids[0]}.{place}",
            inbound,
            type,
            content,
            message.at,
            status=status,
            deleted=message.deleted_at is not None,
            edited=message.edited_at is not None,
        )
        for place, (type, content) in enumerate(parts)
    ]


async def _files(
    hub: Hub, message: Message, person: Person, simulator: Simulator
) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for file in message.attachments:
        pieces = [piece async for piece in hub.files.read(file.id, 0, file.size)]
        kept = simulator.world.keep_file(
            person.number, b"".join(pieces), file.mime, file.name, UPLOAD_LIVES
        )
        type = FILE_TYPES.get(MessageKind(file.kind.value), "document")
        content = {"id": kept.id, "filename": file.name}
        found.append((type, content | ({"voice": True} if file.kind == "voice" else {})))
    return found
