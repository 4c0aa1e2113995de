"""What the demo is about to write, gathered in memory and stored in one transaction."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from channels_adapters.livechat.adapter import fingerprint_of
from hub.demo.papers import File
from hub.demo.particulars import describe, own_fields
from hub.rules.actors import SYSTEM
from hub.rules.file_claims import FileClaim
from hub.rules.load import load_changes
from hub.rules.summaries import last_message_of
from hub.services import attachments
from hub.services.attachments import Upload
from hub.store.due_times import due_write
from hub.store.loads import move_loads
from hub.store.transaction import Transaction
from hub.store.word_filling import words_of_conversation
from hub.wiring import Hub
from models.documents import (
    Attachment,
    Contact,
    Conversation,
    Due,
    Event,
    Identity,
    Message,
    VerifiedAddress,
)
from models.documents.base import Id
from models.documents.event import Actor, ObjectRef
from models.words import DueKind, EventType, ObjectKind

UPLOADS_AT_ONCE = 8


@dataclass
class Sending:
    """A file that goes with a message. ``uploader`` is the room of who sent it."""

    message: Message
    conversation: Conversation
    uploader: str
    file: File
    staged: Id | None = None


@dataclass
class Book:
    contacts: list[Contact] = field(default_factory=list)
    identities: list[Identity] = field(default_factory=list)
    conversations: list[Conversation] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    rows: list[Event] = field(default_factory=list)
    sendings: list[Sending] = field(default_factory=list)
    dues: list[tuple[Id, datetime]] = field(default_factory=list)
    quiet_dues: list[tuple[Id, datetime]] = field(default_factory=list)

    def tell(
        self,
        type: EventType,
        at: datetime,
        about: Conversation | Message | Contact,
        actor: Actor,
        *,
        rooms: Iterable[str] = (),
        lost_rooms: Iterable[str] = (),
        changes: dict[str, Any] | None = None,
        conversation_id: Id | None = None,
    ) -> None:
        """A journal row of something that happened at ``at``."""
        heard = set(rooms)
        self.rows.append(
            Event(
                type=type,
                at=at,
                actor=actor,
                object=ObjectRef(kind=_kind(about), id=about.id, version=about.version),
                rooms=sorted(heard),
                lost_rooms=sorted(set(lost_rooms) - heard),
                changes=changes or {},
                conversation_id=conversation_id,
            )
        )

    async def upload(self, hub: Hub) -> None:
        """Stage the files by the door that everybody's files come in by."""
        gate = asyncio.Semaphore(UPLOADS_AT_ONCE)

        async def stage(sending: Sending) -> None:
            file = sending.file
            upload = Upload(_whole(file.content), file.name, file.mime, sending.uploader)
            async with gate:
                attachment = await attachments.receive(hub.store, hub.files, upload)
            sending.staged = attachment.id

        await asyncio.gather(*(stage(sending) for sending in self.sendings))

    async def write(self, tx: Transaction) -> None:
        """Everything, and the journal rows in the order in which they happened."""
        await self._attach(tx)
        self._note_words()
        fields = own_fields()
        self._add_doubles()
        for number, contact in enumerate(self.contacts):
            describe(contact, fields, number)
        for documents in (
            fields,
            self.contacts,
            self.identities,
            self._verified(),
            self.conversations,
            self.messages,
        ):
            await tx.insert_many(documents)
        await tx.upsert_each(
            Due, (due_write(DueKind.CONVERSATION_UNANSWERED, id, at) for id, at in self.dues)
        )
        await tx.upsert_each(
            Due, (due_write(DueKind.CONVERSATION_QUIET, id, at) for id, at in self.quiet_dues)
        )
        await move_loads(tx, load_changes((None, each) for each in self.conversations))
        tx.rows.extend(sorted(self.rows, key=lambda row: row.at))

    def _add_doubles(self) -> None:
        """Two who were written down by staff and have written themselves since: to be merged."""
        wrote = [each for each in self.contacts if each.phones and not each.emails]
        for known in wrote[-40::20]:
            double = Contact(
                name=f"{known.name.split()[0]} (telepon)",
                phones=known.phones[:1],
                language=known.language,
                created_at=known.created_at,
            )
            self.contacts.append(double)
            self.tell(EventType.CONTACT_CREATED, double.created_at, double, SYSTEM)

    def _verified(self) -> list[VerifiedAddress]:
        """What providers vouch for, each address once."""
        people = {contact.id: contact for contact in self.contacts}
        found: dict[str, VerifiedAddress] = {}
        for identity in self.identities:
            if not identity.verified:
                continue
            contact = people[identity.contact_id]
            for address in (identity.address, f"+{identity.address}"):
                if address in (*contact.emails, *contact.phones):
                    found.setdefault(address, VerifiedAddress(_id=address, contact_id=contact.id))
        return list(found.values())

    def _note_words(self) -> None:
        """What each conversation is found by."""
        people = {contact.id: contact for contact in self.contacts}
        said: dict[Id, list[str]] = {}
        for message in self.messages:
            said.setdefault(message.conversation_id, []).append(message.text)
        for each in self.conversations:
            each.words = words_of_conversation(each, people[each.contact.id], said.get(each.id, ()))

    async def _attach(self, tx: Transaction) -> None:
        claims = [_claim(sending) for sending in self.sendings]
        kept = await attachments.keep_many(tx, claims)
        for sending, files in zip(self.sendings, kept, strict=True):
            message, conversation = sending.message, sending.conversation
            message.attachments = files
            if message.fingerprint is not None:
                ids = [str(file.id) for file in files]
                message.fingerprint = fingerprint_of(message.text, ids)
            last = conversation.last_message
            if last is not None and last.number == message.number:
                conversation.last_message = last_message_of(message)
        await tx.change_each(
            Attachment,
            (
                (file.id, {"$set": {"created_at": sending.message.at}})
                for sending, files in zip(self.sendings, kept, strict=True)
                for file in files
            ),
        )


def _claim(sending: Sending) -> FileClaim:
    assert sending.staged is not None
    return FileClaim(
        ids=[sending.staged],
        uploader=sending.uploader,
        conversation_id=sending.conversation.id,
        message_id=sending.message.id,
    )


def _kind(about: Conversation | Message | Contact) -> ObjectKind:
    match about:
        case Conversation():
            return ObjectKind.CONVERSATION
        case Message():
            return ObjectKind.MESSAGE
        case Contact():
            return ObjectKind.CONTACT


async def _whole(content: bytes) -> AsyncIterator[bytes]:
    yield content
