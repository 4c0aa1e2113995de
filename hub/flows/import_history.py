"""Mails from before a mailbox became a channel are filed: resolved conversations, by thread.

Silently: they were held elsewhere. Nobody is notified, nothing waits, no clock runs, and nothing is sent
because of them. Each mail is one transaction of its own, so what is imported is true at any time.
"""

from collections.abc import Sequence

from hub.kit.words import number_word, words_of, words_of_person
from hub.rules.actors import SYSTEM
from hub.rules.audience import STAFF, rooms_of_conversation
from hub.rules.file_claims import FileClaim
from hub.rules.incoming import Incoming
from hub.rules.incoming_messages import message_of, uploader_of
from hub.rules.reaching import proof_of
from hub.rules.refusals import DifferentBody
from hub.rules.summaries import last_message_of
from hub.services import attachments, contacts, conversations, messages
from hub.services.intake import NoDepartment
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.numbers import CONVERSATIONS, Numbers
from hub.store.transaction import Transaction
from models.documents import Contact, Conversation, Department, Identity
from models.documents.base import ContactName, Id
from models.documents.conversation import ResolvedBy
from models.documents.event import ObjectRef
from models.words import ActorKind, ConversationState, EventType, ObjectKind, ResolveCause


class ImportHistory:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory
        self._numbers = Numbers(store, CONVERSATIONS)

    async def __call__(self, incoming: Incoming) -> None:
        """Raises DifferentBody when another mail has its id, or what the store raises. A mail that is
        there already changes nothing.
        """
        [number] = await self._numbers.borrow(1)

        async def work(tx: Transaction) -> bool:
            known = await messages.stored_already(tx, [incoming.external_id])
            for message in known.values():
                if not incoming.envelope.says_the_same(message.fingerprint):
                    raise DifferentBody
                return False
            filed = await self._filed(tx, incoming)
            conversation = filed or await self._begun(tx, incoming, number)
            await self._add(tx, incoming, conversation, is_new=filed is None)
            return filed is None

        if not await self._store.transact(work):
            self._numbers.give_back([number])

    async def _filed(self, tx: Transaction, incoming: Incoming) -> Conversation | None:
        """The imported part of its thread; what is alive is left alone."""
        return await tx.get(
            Conversation,
            {
                "channel_id": incoming.channel.id,
                "thread_key": incoming.envelope.thread_key,
                "state": ConversationState.RESOLVED.value,
                "resolve_cause": ResolveCause.IMPORTED.value,
            },
        )

    async def _begun(self, tx: Transaction, incoming: Incoming, number: int) -> Conversation:
        channel, envelope = incoming.channel, incoming.envelope
        contact, identity = await self._person(tx, incoming, number)
        at = envelope.timestamp
        conversation = Conversation(
            number=number,
            state=ConversationState.RESOLVED,
            open=None,
            subject=envelope.subject,
            channel_id=channel.id,
            channel_kind=channel.kind,
            thread_key=envelope.thread_key,
            identity_id=identity.id,
            address=identity.address,
            contact=ContactName(id=contact.id, name=contact.name),
            department_id=await self._department(tx, incoming),
            started_at=at,
            resolved_at=at,
            resolved_by=ResolvedBy(kind=ActorKind.SYSTEM),
            resolve_cause=ResolveCause.IMPORTED,
            last_activity_at=at,
        )
        conversation.audience = rooms_of_conversation(conversation)
        conversation.words = [
            number_word(number),
            *words_of_person(contact.name, contact.emails, contact.phones),
        ]
        return conversation

    async def _person(
        self, tx: Transaction, incoming: Incoming, number: int
    ) -> tuple[Contact, Identity]:
        channel, envelope = incoming.channel, incoming.envelope
        identity = (await contacts.identities_at(tx, [incoming.address])).get(incoming.address)
        if identity is not None:
            known = (await contacts.contacts_of(tx, [identity])).get(identity.contact_id)
            if known is not None:
                await contacts.use(tx, known.id)
                return known, identity
        proof = proof_of(channel, envelope)
        certain = await contacts.certain(tx, proof)
        language = self._directory.workspace.default_language
        contact = certain or contacts.new_contact(envelope, proof, language, number, tx.now)
        identity = contacts.new_identity(channel, envelope, contact, tx.now)
        if certain is None:
            await tx.insert(contact)
            tx.record(
                EventType.CONTACT_CREATED,
                object=ObjectRef(kind=ObjectKind.CONTACT, id=contact.id, version=1),
                actor=SYSTEM,
                rooms=[STAFF],
            )
        else:
            await contacts.use(tx, certain.id)
        await tx.insert(identity)
        await contacts.vouch(tx, proof, contact.id)
        return contact, identity

    async def _department(self, tx: Transaction, incoming: Incoming) -> Id:
        remembered = self._directory.department_of(incoming.channel, None)
        found = await tx.get(Department, {"_id": remembered})
        found = found or await tx.get(Department, {"is_default": True})
        if found is None:
            raise NoDepartment
        return found.id

    async def _add(
        self, tx: Transaction, incoming: Incoming, conversation: Conversation, *, is_new: bool
    ) -> None:
        envelope = incoming.envelope
        conversation.last_number += 1
        claim = FileClaim(
            ids=_stored(incoming),
            uploader=uploader_of(incoming.channel, conversation.identity_id),
            conversation_id=conversation.id,
            message_id=Id(),
        )
        [files] = await attachments.keep_many(tx, [claim])
        message = message_of(
            envelope, conversation, id=claim.message_id, files=files, reply_to_id=None
        )
        conversation.last_message = last_message_of(message)
        last = max(conversation.last_activity_at, message.at)
        conversation.last_activity_at = conversation.resolved_at = last
        conversation.last_inbound_at = last
        words = list(dict.fromkeys(words_of(message.text)))
        if is_new:
            conversation.words = list(dict.fromkeys([*conversation.words, *words]))
            await tx.insert(conversation)
            await tx.insert(message)
        else:
            await tx.insert(message)
            after = await tx.change(
                Conversation,
                {"_id": conversation.id},
                {
                    "$set": {
                        "last_number": conversation.last_number,
                        "last_message": conversation.last_message.model_dump(exclude_none=True),
                        "last_activity_at": last,
                        "last_inbound_at": last,
                        "resolved_at": last,
                    },
                    "$inc": {"version": 1},
                    "$addToSet": {"words": {"$each": words}},
                },
            )
            assert after is not None
            conversation = after
        conversations.record(tx, EventType.CONVERSATION_UPDATED, conversation, SYSTEM)


def _stored(incoming: Incoming) -> Sequence[Id]:
    return [Id(file.stored_id) for file in incoming.envelope.attachments if file.stored_id]
