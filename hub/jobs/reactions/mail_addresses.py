"""Keeps the addresses of contacts and mails, so that they are offered when one is typed."""

from collections.abc import Sequence

from hub.services import mail_addresses, mail_heads
from hub.store.directory import Directory
from hub.store.transaction import Transaction
from models.documents import Contact, Conversation, Event, Message
from models.words import EventType, ObjectKind, Visibility


class MailAddresses:
    name = "mail_addresses"

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def react(self, tx: Transaction, rows: Sequence[Event]) -> None:
        contacts = {row.object.id for row in rows if row.object.kind is ObjectKind.CONTACT}
        if contacts:
            found = await tx.find(Contact, {"_id": {"$in": list(contacts)}})
            await mail_addresses.note_contacts(tx, contacts, {one.id: one for one in found})
        written = [row.object.id for row in rows if row.type is EventType.MESSAGE_CREATED]
        if not written:
            return
        of_mail = {"mail": {"$exists": True}, "visibility": Visibility.PUBLIC.value}
        mails = await tx.find(Message, {"_id": {"$in": written}, **of_mail})
        if not mails:
            return
        ids = {mail.conversation_id for mail in mails}
        places = await tx.find(Conversation, {"_id": {"$in": list(ids)}})
        await mail_addresses.note_mails(
            tx, mails, {one.id: one for one in places}, mail_heads.own_addresses(self._directory)
        )
