"""A conversation of mail as it lies in the hub once a customer's mail has come in."""

from dataclasses import dataclass
from datetime import datetime

from hub.rules.audience import rooms_of_conversation
from hub.store.mongo import Store
from models.documents import Channel, Contact, Conversation, Identity, Member, Message
from models.documents.base import ContactName, Id, Person
from models.documents.message import Author, Mail
from models.words import AuthorKind, ConversationState, Direction, MessageKind, MessageStatus

SENDER = "Ani Wijaya"


def mailbox(
    address: str,
    at: datetime,
    *,
    department_id: Id | None = None,
    smtp_host: str = "127.0.0.1",
    smtp_port: int = 25,
) -> Channel:
    """It sends without encryption, as to a server of the tests."""
    return Channel(
        kind="email",
        name="Bantuan",
        department_id=department_id,
        settings={
            "address": address,
            "smtp_host": smtp_host,
            "smtp_port": smtp_port,
            "smtp_security": "none",
        },
        created_at=at,
    )


@dataclass
class MailThread:
    contact: Contact
    identity: Identity
    conversation: Conversation
    first: Message

    async def put_in(self, store: Store) -> Conversation:
        for document in (self.contact, self.identity, self.conversation, self.first):
            await store.insert(document)
        return self.conversation


def begun_by_mail(
    channel: Channel, mail: Mail, text: str, *, id: str, number: int, holder: Member, at: datetime
) -> MailThread:
    """Ani has written this mail and ``holder`` handles it. ``id``: the mail's own, without brackets."""
    address = mail.from_address or ""
    contact = Contact(name=SENDER, emails=[address], created_at=at)
    identity = Identity(
        channel_id=channel.id, address=address, contact_id=contact.id, created_at=at
    )
    conversation = Conversation(
        number=number,
        state=ConversationState.HANDLED,
        subject=mail.subject,
        channel_id=channel.id,
        channel_kind="email",
        thread_key=id,
        identity_id=identity.id,
        address=address,
        contact=ContactName(id=contact.id, name=contact.name),
        department_id=holder.department_ids[0],
        assignee=Person(id=holder.id, name=holder.name),
        started_at=at,
        queued_at=at,
        assigned_at=at,
        last_activity_at=at,
        last_number=1,
    )
    conversation.audience = rooms_of_conversation(conversation)
    first = Message(
        conversation_id=conversation.id,
        channel_id=channel.id,
        number=1,
        direction=Direction.INBOUND,
        author=Author(kind=AuthorKind.CUSTOMER, id=contact.id, name=contact.name),
        kind=MessageKind.EMAIL,
        text=text,
        mail=mail,
        status=MessageStatus.RECEIVED,
        external_id=id,
        at=at,
    )
    return MailThread(contact, identity, conversation, first)
