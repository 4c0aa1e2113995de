"""One conversation, acted from its first message on: documents and journal rows as they would be.

The same steps as the flows take, at times in the past. Receipts and the staff's read marks leave
their numbers but no rows: no thread shows them, and they would double the journal.
"""

from datetime import datetime, timedelta
from random import Random

from channels_adapters.livechat.adapter import fingerprint_of
from hub.demo.book import Book, Sending
from hub.demo.customers import Customer
from hub.demo.house import House
from hub.demo.papers import File
from hub.demo.wire import CHAT, EMAIL, MAILBOX, furthest, mail_head, new_message_id
from hub.rules.actors import SYSTEM, actor_of, customer
from hub.rules.audience import member_room, rooms_of_conversation, staff_rooms, visitor_room
from hub.rules.derived import unanswered_at
from hub.rules.load import counts, quiet_at
from hub.rules.summaries import last_message_of
from models.documents import Conversation, Member, Message
from models.documents.base import ContactName, Person
from models.documents.conversation import ResolvedBy
from models.documents.event import Actor
from models.documents.message import Author
from models.words import (
    ActorKind,
    AssignmentCause,
    AuthorKind,
    ConversationState,
    Direction,
    EventType,
    MessageKind,
    MessageStatus,
    ResolveCause,
    Role,
    Visibility,
)


class Episode:
    """Times are given by the caller and never go back."""

    def __init__(
        self,
        book: Book,
        house: House,
        who: Customer,
        number: int,
        at: datetime,
        rng: Random,
        title: str = "",
    ) -> None:
        """``title``: what mails of it are about."""
        self._book = book
        self._rng = rng
        self._members = house.members.values()
        channel = house.channels[who.site.name]
        contact = ContactName(id=who.contact.id, name=who.contact.name)
        self._customer = customer(contact)
        self.doc = doc = Conversation(
            number=number,
            state=ConversationState.QUEUED,
            channel_id=channel.id,
            channel_kind=channel.kind,
            thread_key=who.identity.address,
            identity_id=who.identity.id,
            address=who.identity.address,
            contact=contact,
            department_id=house.departments[who.site.department].id,
            started_at=at,
            queued_at=at,
            last_activity_at=at,
        )
        if channel.kind == EMAIL:
            doc.subject = title[:1].upper() + title[1:]
            doc.thread_key = new_message_id(EMAIL, doc.address, 1, rng)
        doc.audience = rooms_of_conversation(doc)
        book.conversations.append(doc)
        self._messages: list[Message] = []
        self._say(EventType.CONVERSATION_CREATED, at, self._customer)
        self._say(EventType.CONVERSATION_QUEUED, at, SYSTEM)

    def customer_writes(self, at: datetime, text: str, file: File | None = None) -> None:
        doc = self.doc
        message = self._add(at, text, Direction.INBOUND, MessageStatus.RECEIVED)
        message.author = Author(kind=AuthorKind.CUSTOMER, id=doc.contact.id, name=doc.contact.name)
        self._name(message, (doc.contact.name, doc.address), MAILBOX)
        if doc.channel_kind == CHAT:
            message.fingerprint = fingerprint_of(text, [])
        if message.number > 1:
            self.receipts(MessageStatus.READ)
            doc.version += 1
        doc.last_message = last_message_of(message)
        doc.last_inbound_at = doc.last_activity_at = at
        doc.waiting_since = doc.waiting_since or at
        doc.unanswered_since = None
        doc.unread += 1
        self._send(message, visitor_room(doc.identity_id), file)
        self._tell_message(message, self._customer, doc.audience)

    def assign(self, at: datetime, to: Member, by: Member) -> None:
        """By himself, or by who gives it to him."""
        doc = self.doc
        cause = AssignmentCause.CLAIMED if to.id == by.id else AssignmentCause.ASSIGNED
        person = Person(id=to.id, name=to.name)
        doc.state = ConversationState.HANDLED
        doc.assignee, doc.last_agent, doc.assignment_cause = person, person, cause
        doc.assigned_at = at
        doc.first_assigned_at = doc.first_assigned_at or at
        self._step(
            EventType.CONVERSATION_ASSIGNED,
            at,
            actor_of(by),
            {"assignee": {"id": str(to.id), "name": to.name}, "cause": cause},
        )

    def agent_writes(self, at: datetime, by: Member, text: str, file: File | None = None) -> None:
        doc = self.doc
        message = self._add(at, text, Direction.OUTBOUND, MessageStatus.SENT)
        message.author = Author(kind=AuthorKind.AGENT, id=by.id, name=by.name)
        if doc.channel_kind != CHAT:
            self._name(message, (by.name, MAILBOX), doc.address)
        doc.version += 1
        doc.last_message = last_message_of(message)
        doc.last_activity_at = at
        doc.waiting_since = doc.unanswered_since = None
        doc.answered_at = doc.answered_at or at
        doc.unread, doc.staff_read_number = 0, message.number
        self._send(message, member_room(by.id), file)
        self._tell_message(message, actor_of(by), doc.audience)

    def agent_notes(self, at: datetime, by: Member, text: str) -> None:
        """A private note; ``@Name`` in it mentions the member of that first name."""
        message = self._add(at, text, Direction.OUTBOUND, MessageStatus.SENT)
        message.author = Author(kind=AuthorKind.AGENT, id=by.id, name=by.name)
        message.visibility = Visibility.INTERNAL
        message.mention_ids = [
            member.id for member in self._members if f"@{member.name.split()[0]}" in text
        ]
        self.doc.version += 1
        self._tell_message(message, actor_of(by), staff_rooms(self.doc.audience))

    def read(self) -> None:
        """Its agent has seen everything."""
        self.doc.unread, self.doc.staff_read_number = 0, self.doc.last_number

    def receipts(self, status: MessageStatus) -> None:
        """The customer's screen has got, or he has read, all that was written to him."""
        sent = [
            message
            for message in self._messages
            if message.direction is Direction.OUTBOUND and message.visibility is Visibility.PUBLIC
        ]
        status = furthest(self.doc.channel_kind, status)
        if not sent or status is MessageStatus.SENT:
            return
        self.doc.customer_received_number = sent[-1].number
        if status is MessageStatus.READ:
            self.doc.customer_read_number = sent[-1].number
        for message in sent:
            if message.status is not MessageStatus.READ:
                message.status = status

    def resolve(self, at: datetime, by: Member, cause: ResolveCause | None = None) -> None:
        doc = self.doc
        by_agent = by.role is Role.AGENT
        doc.state, doc.open = ConversationState.RESOLVED, None
        doc.last_agent, doc.assignee = doc.assignee or doc.last_agent, None
        doc.resolved_at = at
        doc.resolved_by = ResolvedBy(kind=ActorKind(by.role.value), id=by.id, name=by.name)
        doc.resolve_cause = cause or (ResolveCause.AGENT if by_agent else ResolveCause.SUPERVISOR)
        self._step(EventType.CONVERSATION_RESOLVED, at, actor_of(by), {"cause": doc.resolve_cause})

    def reopen(self, at: datetime) -> None:
        """By the message that the customer writes next, back to its last agent."""
        doc = self.doc
        doc.state, doc.open = ConversationState.HANDLED, True
        doc.assignee, doc.assigned_at = doc.last_agent, at
        doc.resolved_at = doc.resolved_by = doc.resolve_cause = None
        doc.reopen_count += 1
        self._step(EventType.CONVERSATION_REOPENED, at, self._customer)

    def mark_unanswered(self, now: datetime, after: int) -> None:
        """As it stands at ``now``: unanswered since, or due to be so, ``after`` in seconds."""
        doc = self.doc
        at = unanswered_at(doc, after)
        if at is None:
            return
        if at > now:
            self._book.dues.append((doc.id, at))
            return
        doc.unanswered_since = at
        self._step(EventType.CONVERSATION_UNANSWERED, at + timedelta(milliseconds=400), SYSTEM)

    def settle(self, now: datetime, quiet_after: int) -> None:
        """Whether it counts at ``now``: not what has waited long for its customer."""
        doc = self.doc
        at = quiet_at(doc, quiet_after)
        if at is not None and at > now:
            self._book.quiet_dues.append((doc.id, at))
        elif at is not None:
            doc.quiet_since = at
        doc.counts = counts(doc)

    def _add(self, at: datetime, text: str, direction: Direction, status: MessageStatus) -> Message:
        doc = self.doc
        doc.last_number += 1
        message = Message(
            conversation_id=doc.id,
            channel_id=doc.channel_id,
            number=doc.last_number,
            direction=direction,
            author=Author(kind=AuthorKind.SYSTEM),
            text=text,
            status=status,
            at=at,
        )
        self._messages.append(message)
        self._book.messages.append(message)
        return message

    def _name(self, message: Message, sender: tuple[str, str], to: str) -> None:
        """The provider's id of it, and of a mail its head."""
        doc = self.doc
        first = len(self._messages) == 1
        message.external_id = (
            doc.thread_key
            if doc.channel_kind == EMAIL and first
            else new_message_id(doc.channel_kind, doc.address, message.number, self._rng)
        )
        if doc.channel_kind == EMAIL:
            earlier = self._messages[:-1]
            subject = doc.subject or ""
            message.kind = MessageKind.EMAIL
            message.mail = mail_head(earlier, message.external_id, subject, sender, to)

    def _send(self, message: Message, uploader: str, file: File | None) -> None:
        if file is not None:
            self._book.sendings.append(Sending(message, self.doc, uploader, file))

    def _tell_message(self, message: Message, actor: Actor, rooms: list[str]) -> None:
        self._book.tell(
            EventType.MESSAGE_CREATED,
            message.at,
            message,
            actor,
            rooms=rooms,
            conversation_id=self.doc.id,
        )

    def _step(
        self, type: EventType, at: datetime, actor: Actor, changes: dict[str, object] | None = None
    ) -> None:
        """A change of the conversation: its audience anew, its version up, its row."""
        before = self.doc.audience
        self.doc.audience = rooms_of_conversation(self.doc)
        self.doc.version += 1
        self._say(type, at, actor, before, changes)

    def _say(
        self,
        type: EventType,
        at: datetime,
        actor: Actor,
        before: list[str] | None = None,
        changes: dict[str, object] | None = None,
    ) -> None:
        self._book.tell(
            type,
            at,
            self.doc,
            actor,
            rooms=self.doc.audience,
            lost_rooms=before or (),
            changes=changes,
            conversation_id=self.doc.id,
        )
