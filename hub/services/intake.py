"""What a batch of inbound messages is about to write: drafted in memory, stored in one go."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from channels_adapters.registry import adapter_of
from hub.kit.errors import Unavailable
from hub.kit.words import number_word, words_of, words_of_person
from hub.rules.actors import SYSTEM, customer
from hub.rules.alterations import Alteration, altered
from hub.rules.audience import STAFF, is_customer_room, rooms_of_conversation
from hub.rules.blocking import file_as_spam
from hub.rules.conversation_updates import fields_of, update_from
from hub.rules.derived import unanswered_at
from hub.rules.file_claims import FileClaim
from hub.rules.incoming import ExternalId, Incoming, Thread
from hub.rules.incoming_messages import asks, message_of, uploader_of
from hub.rules.load import counts, load_changes
from hub.rules.queue_order import first_priority, queue_rank
from hub.rules.reopening import reopen_within, reopens
from hub.rules.summaries import last_message_of
from hub.rules.suspicion import is_suspected, lay_aside
from hub.rules.topics import chosen_topic
from hub.rules.windows import expires_at, window_of
from hub.store.directory import Directory
from hub.store.due_times import due_write
from hub.store.loads import move_loads
from hub.store.transaction import Transaction
from models.documents import (
    Contact,
    Conversation,
    Department,
    Due,
    Identity,
    Member,
    Message,
)
from models.documents.base import ContactName, Id, Person
from models.documents.event import Actor, ObjectRef
from models.documents.message import AttachedFile
from models.words import (
    ConversationState,
    Direction,
    DueKind,
    EventType,
    FileState,
    Language,
    ObjectKind,
    ResolveCause,
    Suspicion,
)


class NoDepartment(Unavailable):
    detail_by_default = "There is no department yet that could take this message."


class Draft:
    """Conversations by thread as they will be, and the messages that will lie in them."""

    def __init__(self, tx: Transaction, directory: Directory) -> None:
        self._tx = tx
        self._directory = directory
        self.open: dict[Thread, Conversation] = {}
        self._stored: dict[Id, dict[str, Any]] = {}
        """The fields of those that exist, as they were read."""
        self.messages: dict[ExternalId, Message] = {}
        self._stopped: set[ExternalId] = set()
        self._unheard: set[Id] = set()
        self._suspected: dict[ExternalId, list[Suspicion]] = {}
        self.quoted: dict[ExternalId, Id] = {}
        """Our ids of the messages that these answer, by the provider's."""
        self._contacts: list[Contact] = []
        self._identities: list[Identity] = []
        self._begun: dict[Id, None] = {}
        self._new: list[Conversation] = []
        self._words: dict[Id, dict[str, None]] = {}
        self._reopened: dict[Id, list[str]] = {}
        self._message_ids: dict[ExternalId, Id] = {}
        self.networks: dict[Id, str] = {}
        """From which networks visitors wrote, by their identities."""
        self._departments: dict[Id | None, Id] = {}
        """Where those that are remembered are to be found now."""

    @property
    def language(self) -> Language:
        return self._directory.workspace.default_language

    def reopening_since(self) -> datetime:
        """The earliest resolve that any channel could still reopen."""
        workspace = self._directory.workspace
        longest = max(workspace.reopen_within, workspace.reopen_mail_within)
        return self._tx.now - timedelta(seconds=longest)

    def reopens(self, resolved: Conversation, incoming: Incoming) -> bool:
        traits = adapter_of(incoming.channel.kind).traits
        within = reopen_within(self._directory.workspace, traits)
        return reopens(resolved, within, self._tx.now)

    def meet(self, contact: Contact | None, identity: Identity) -> None:
        """Heard of for the first time; no contact when he is one whom we know from elsewhere."""
        if contact is not None:
            self._contacts.append(contact)
        self._identities.append(identity)

    def go_on_in(self, found: Mapping[Thread, Conversation]) -> None:
        """These threads have an open conversation."""
        for thread, conversation in found.items():
            self._take_up(thread, conversation)

    def _take_up(self, thread: Thread, conversation: Conversation) -> None:
        self._stored[conversation.id] = fields_of(conversation)
        self.open[thread] = conversation

    async def begin(
        self, incoming: Incoming, contact: Contact, identity: Identity, number: int
    ) -> None:
        """S2: a new conversation, in the queue."""
        topic = chosen_topic(incoming.channel, incoming.envelope.topic, self.language)
        department_id = await self._department_of(incoming, topic.department_id if topic else None)
        conversation = Conversation(
            number=number,
            state=ConversationState.QUEUED,
            subject=topic.name if topic else _subject_of(incoming),
            channel_id=incoming.channel.id,
            channel_kind=incoming.channel.kind,
            thread_key=incoming.envelope.thread_key,
            identity_id=identity.id,
            address=identity.address,
            chat_id=incoming.envelope.chat_id,
            group=True if incoming.envelope.group else None,
            contact=ContactName(id=contact.id, name=contact.name),
            department_id=department_id,
            priority=first_priority(incoming.channel, contact),
            started_at=self._tx.now,
            queued_at=self._tx.now,
            last_activity_at=self._tx.now,
        )
        conversation.queue_rank = queue_rank(conversation)
        if incoming.external_id in self._stopped:
            file_as_spam(conversation, self._tx.now)
            self._unheard.add(contact.id)
        elif marks := self._suspected.get(incoming.external_id):
            lay_aside(conversation, marks, self._tx.now)
        conversation.audience = rooms_of_conversation(conversation)
        conversation.words = [
            number_word(number),
            *words_of_person(contact.name, contact.emails, contact.phones),
        ]
        self._begun[contact.id] = None
        self._new.append(conversation)
        self.open[incoming.thread] = conversation

    async def _department_of(self, incoming: Incoming, chosen: Id | None) -> Id:
        """By what this process remembers, which may be of a department removed a moment ago."""
        remembered = self._directory.department_of(incoming.channel, chosen)
        if remembered not in self._departments:
            found = await self._tx.get(Department, {"_id": remembered})
            found = found or await self._tx.get(Department, {"is_default": True})
            if found is None:
                raise NoDepartment
            self._departments[remembered] = found.id
        return self._departments[remembered]

    def reopen(self, conversation: Conversation, agents: Mapping[Id, Member]) -> None:
        """S12: back to its last agent if he is still there, else to the queue."""
        self._take_up((conversation.channel_id, conversation.thread_key), conversation)
        self._reopened[conversation.id] = conversation.audience
        last = conversation.last_agent
        agent = agents.get(last.id) if last else None
        conversation.state = ConversationState.HANDLED if agent else ConversationState.QUEUED
        conversation.assignee = Person(id=agent.id, name=agent.name) if agent else None
        conversation.assigned_at = self._tx.now if agent else conversation.assigned_at
        conversation.queued_at = conversation.queued_at if agent else self._tx.now
        conversation.open = True
        conversation.resolved_at = conversation.resolved_by = conversation.resolve_cause = None
        conversation.reopen_count += 1
        conversation.target_near_at = conversation.target_missed_at = None
        conversation.mentioned_ids = []
        conversation.audience = rooms_of_conversation(conversation)

    def claim_of(self, incoming: Incoming) -> FileClaim:
        """The staged files that this message wants to keep."""
        conversation = self.open[incoming.thread]
        message_id = self._message_ids.setdefault(incoming.external_id, Id())
        return FileClaim(
            ids=[Id(file.stored_id) for file in incoming.envelope.attachments if file.stored_id],
            uploader=uploader_of(incoming.channel, conversation.identity_id),
            conversation_id=conversation.id,
            message_id=message_id,
        )

    def stop(self, incoming: Incoming) -> None:
        """Its sender is blocked: it is filed as spam, and nobody is told."""
        self._stopped.add(incoming.external_id)

    def suspect(self, incoming: Incoming, marks: list[Suspicion]) -> None:
        """It is taken for spam: a conversation that it begins lies in Suspected."""
        self._suspected[incoming.external_id] = marks

    def attach(self, conversation: Conversation) -> None:
        """What asks for nobody, or is suspected, goes to the last one of its thread, which stays as
        it is.
        """
        self._take_up((conversation.channel_id, conversation.thread_key), conversation)

    def add_message(
        self, incoming: Incoming, files: list[AttachedFile], early: Sequence[Alteration] = ()
    ) -> None:
        """Put it at the end of its conversation. ``early``: what was reported of it before it came."""
        conversation = self.open[incoming.thread]
        envelope = incoming.envelope
        conversation.last_number += 1
        message = message_of(
            envelope,
            conversation,
            id=self._message_ids[incoming.external_id],
            files=files,
            reply_to_id=self.quoted.get((incoming.channel.id, envelope.reply_to_id or "")),
        )
        for report in early:
            message = message.model_copy(update=altered(message, report))
        if incoming.network:
            self.networks[conversation.identity_id] = incoming.network
        conversation.last_message = last_message_of(message)
        conversation.last_activity_at = max(conversation.last_activity_at, message.at)
        stopped = incoming.external_id in self._stopped
        if is_suspected(conversation):
            conversation.unread += not stopped
        elif asks(envelope) and not stopped:
            conversation.last_inbound_at = message.at
            conversation.waiting_since = conversation.waiting_since or message.at
            conversation.unanswered_since = conversation.quiet_since = None
            conversation.expired_since = None
            conversation.snoozed_until = conversation.visitor_gone_at = None
            conversation.left = False
            conversation.queue_rank = queue_rank(conversation)
            conversation.unread += 1
        elif envelope.direction is Direction.OUTBOUND:
            conversation.waiting_since = conversation.unanswered_since = None
        self._words.setdefault(conversation.id, {}).update(dict.fromkeys(words_of(message.text)))
        self.messages[incoming.external_id] = message

    async def write(self) -> None:
        """Everything drafted, with the journal rows and due times that belong to it."""
        tx = self._tx
        new = {conversation.id for conversation in self._new}
        existing = [each for each in self.open.values() if each.id not in new]
        before = [each.model_copy() for each in existing]
        for conversation in existing:
            conversation.version += 1
            conversation.counts = counts(conversation)
        for conversation in self._new:
            words = [*conversation.words, *self._words.get(conversation.id, ())]
            conversation.words = list(dict.fromkeys(words))
        await tx.insert_many(self._contacts)
        await tx.insert_many(self._identities)
        # Who merges or erases one of them at the same moment meets us there.
        known = self._begun.keys() - {contact.id for contact in self._contacts}
        await tx.change_each(Contact, ((id, {"$inc": {"used": 1}}) for id in known))
        await tx.insert_many(self._new)
        await tx.change_each(
            Conversation,
            (
                (each.id, update_from(self._stored[each.id], each, self._words.get(each.id, ())))
                for each in existing
            ),
        )
        await tx.insert_many(self.messages.values())
        await tx.upsert_each(Due, [*self._dues(), *self._fetches()])
        # What revives by itself may carry a load above the capacity.
        await move_loads(tx, load_changes(zip(before, existing, strict=True)))
        self._record(new)

    def _fetches(self) -> list[tuple[dict[str, object], dict[str, object]]]:
        """Files that still lie at the provider."""
        return [
            due_write(DueKind.FETCH_FILES, message.id, self._tx.now)
            for message in self.messages.values()
            if any(file.state is FileState.FETCHING for file in message.remote_files)
        ]

    def _dues(self) -> list[tuple[dict[str, object], dict[str, object]]]:
        after = self._directory.workspace.unanswered_after
        dues = []
        for conversation in self.open.values():
            at = unanswered_at(conversation, after)
            if at is not None:
                dues.append(due_write(DueKind.CONVERSATION_UNANSWERED, conversation.id, at))
            expires = expires_at(conversation, window_of(conversation))
            if expires is not None:
                dues.append(due_write(DueKind.CONVERSATION_EXPIRED, conversation.id, expires))
        return dues

    def _record(self, new: set[Id]) -> None:
        by_id = {conversation.id: conversation for conversation in self.open.values()}
        for contact in self._contacts:
            self._tx.record(
                EventType.CONTACT_CREATED,
                object=ObjectRef(kind=ObjectKind.CONTACT, id=contact.id, version=1),
                actor=SYSTEM,
                rooms=[] if contact.id in self._unheard else [STAFF],
            )
        for conversation in by_id.values():
            by = customer(conversation.contact)
            if conversation.id in new:
                if conversation.resolve_cause is ResolveCause.SPAM:
                    continue
                self._say(EventType.CONVERSATION_CREATED, conversation, by)
                if is_suspected(conversation):
                    continue
                self._say(EventType.CONVERSATION_QUEUED, conversation, SYSTEM)
            elif conversation.id in self._reopened:
                self._say(EventType.CONVERSATION_REOPENED, conversation, by)
        for external_id, message in self.messages.items():
            conversation = by_id[message.conversation_id]
            # Of what is filed as spam its sender hears, and nobody else.
            stopped = external_id in self._stopped
            rooms = filter(is_customer_room, conversation.audience)
            self._tx.record(
                EventType.MESSAGE_CREATED,
                object=ObjectRef(kind=ObjectKind.MESSAGE, id=message.id, version=message.version),
                actor=customer(conversation.contact)
                if message.direction is Direction.INBOUND
                else SYSTEM,
                rooms=rooms if stopped else conversation.audience,
                conversation_id=conversation.id,
            )

    def _say(self, type: EventType, conversation: Conversation, actor: Actor) -> None:
        self._tx.record(
            type,
            object=ObjectRef(
                kind=ObjectKind.CONVERSATION, id=conversation.id, version=conversation.version
            ),
            actor=actor,
            rooms=conversation.audience,
            lost_rooms=self._reopened.get(conversation.id, ()),
            conversation_id=conversation.id,
        )


def _subject_of(incoming: Incoming) -> str | None:
    """Of a mail; of a group the topic in which it stands."""
    group = incoming.envelope.group
    return incoming.envelope.subject or (group.topic if group else None)
