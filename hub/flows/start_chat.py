"""A visitor opens the widget: he is somebody new, or continues where he left off.

Opening alone stores nothing. Who says his name or address becomes a contact at once; everybody
else with the first message.
"""

from dataclasses import dataclass

from hub.rules.actors import SYSTEM
from hub.services import contacts, conversations
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel, Contact, Conversation
from models.documents.base import Id
from models.envelopes import MessageEnvelope
from models.wire.chat import SessionBody


@dataclass(frozen=True)
class Visit:
    """``contact`` is absent until the visitor is somebody we keep."""

    identity_id: Id
    contact: Contact | None
    conversation: Conversation | None


class StartChat:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, channel: Channel, returning: Id | None, body: SessionBody) -> Visit:
        """``returning`` is the identity of a token that was still good."""
        identity_id = returning or Id()
        address = str(identity_id)
        contact = None
        if body.name or body.email or body.phone:
            contact = await self._introduce(channel, identity_id, body)
        elif returning is not None:
            contact = await contacts.at_address(self._store, channel.id, address)
        conversation = None
        if returning is not None:
            conversation = await conversations.newest_of_thread(self._store, channel.id, address)
        return Visit(identity_id, contact, conversation)

    async def _introduce(self, channel: Channel, identity_id: Id, body: SessionBody) -> Contact:
        """Keep what he says of himself; nobody else's contact is touched by it."""
        address = str(identity_id)

        async def work(tx: Transaction) -> Contact:
            known = await contacts.identities_at(tx, [(channel.id, address)])
            identity = known.get((channel.id, address))
            people = await contacts.contacts_of(tx, [identity] if identity else [])
            if identity is not None and identity.contact_id in people:
                contact = people[identity.contact_id]
                return await contacts.learn(
                    tx, contact, name=body.name, email=body.email, phone=body.phone
                )
            envelope = MessageEnvelope(
                account_id=str(channel.id),
                timestamp=tx.now,
                channel_message_id="",
                thread_key=address,
                sender_id=address,
                identity_id=address,
                sender_name=body.name,
                emails=[body.email] if body.email else [],
                phones=[body.phone] if body.phone else [],
                language=body.language,
            )
            language = self._directory.workspace.default_language
            number = int(str(identity_id)[-4:], 16)
            new = contacts.new_contact(envelope, {}, language, number, tx.now)
            await tx.insert(contacts.new_identity(channel, envelope, new, tx.now))
            return await contacts.add(tx, new, SYSTEM)

        return await self._store.transact(work)
