"""S3: staff begin a conversation themselves."""

from dataclasses import dataclass

from hub.kit.errors import Conflict, Invalid
from hub.kit.words import number_word, words_of_person
from hub.rules.audience import rooms_of_conversation
from hub.rules.load import counts, load_changes, quiet_at
from hub.rules.queue_order import first_priority
from hub.rules.refusals import present_state
from hub.rules.windows import expires_at, window_of
from hub.services.conversations.changing import record
from hub.store.due_times import set_due
from hub.store.loads import move_loads
from hub.store.transaction import Transaction
from models.documents import Agent, Channel, Contact, Conversation, Identity, Member
from models.documents.base import ContactName, Id, Person
from models.documents.event import Actor
from models.words import (
    AssignmentCause,
    ConversationState,
    ConversationType,
    DueKind,
    EventType,
    MemberState,
)


class ConversationOpen(Conflict):
    """The thread has an unresolved conversation already; it is to be used."""

    detail_by_default = "There is an open conversation with this customer on this channel already."


@dataclass(frozen=True)
class Start:
    """``own_thread``: it begins a thread of its own (a mail) instead of going on in the identity's."""

    number: int
    channel: Channel
    contact: Contact
    identity: Identity
    department_id: Id
    subject: str | None = None
    own_thread: bool = False
    moved_from: Id | None = None
    client_id: str | None = None
    fingerprint: str | None = None


async def begin_by_staff(
    tx: Transaction, member: Member, start: Start, *, by: Actor, quiet_after: int
) -> Conversation:
    """Handled by ``member`` from the start; ``quiet_after`` in seconds. Raises ConversationOpen, which
    names the present one, and Invalid when he has been deactivated meanwhile.
    """
    # His agent is written below, as by who returns what the deactivated hold: one of us looks again.
    if await tx.get(Member, {"_id": member.id, "state": MemberState.ACTIVE}) is None:
        raise Invalid("This member is not active.", fields={"memberId": "not active"})
    id = Id()
    thread_key = f"conversation:{id}" if start.own_thread else start.identity.address
    thread = {"channel_id": start.channel.id, "thread_key": thread_key}
    present = await tx.get(Conversation, {**thread, "open": True})
    if present is not None:
        extra = {"conversationId": str(present.id), **present_state(present)}
        raise ConversationOpen(extra=extra)
    before = await tx.find(Conversation, thread, sort=[("started_at", -1)], limit=1)
    me = Person(id=member.id, name=member.name)
    conversation = Conversation(
        _id=id,
        number=start.number,
        state=ConversationState.HANDLED,
        type=ConversationType.OUTBOX,
        subject=start.subject,
        channel_id=start.channel.id,
        channel_kind=start.channel.kind,
        thread_key=thread_key,
        identity_id=start.identity.id,
        address=start.identity.address,
        chat_id=before[0].chat_id if before else None,
        group=before[0].group if before else None,
        contact=ContactName(id=start.contact.id, name=start.contact.name),
        department_id=start.department_id,
        priority=first_priority(start.channel, start.contact),
        assignee=me,
        last_agent=me,
        assignment_cause=AssignmentCause.CLAIMED,
        started_at=tx.now,
        assigned_at=tx.now,
        first_assigned_at=tx.now,
        last_activity_at=tx.now,
        # The window of the thread goes on, whichever conversation he last wrote in.
        last_inbound_at=before[0].last_inbound_at if before else None,
        started_by=member.id,
        client_id=start.client_id,
        fingerprint=start.fingerprint,
        moved_from=start.moved_from,
    )
    conversation.counts = counts(conversation)
    conversation.audience = rooms_of_conversation(conversation)
    contact = start.contact
    conversation.words = [
        number_word(start.number),
        *words_of_person(contact.name, contact.emails, contact.phones),
    ]
    await tx.insert(conversation)
    # Who merges or erases the contact at the same moment meets us there.
    await tx.change(Contact, {"_id": contact.id}, {"$inc": {"used": 1}})
    expires = expires_at(conversation, window_of(conversation))
    if expires is not None:
        await set_due(tx, DueKind.CONVERSATION_EXPIRED, conversation.id, expires)
    quiet = quiet_at(conversation, quiet_after)
    if quiet is not None:
        await set_due(tx, DueKind.CONVERSATION_QUIET, conversation.id, quiet)
    await move_loads(tx, load_changes([(None, conversation)]))
    await tx.change(Agent, {"_id": member.id}, {"$set": {"last_assigned_at": tx.now}}, upsert=True)
    record(tx, EventType.CONVERSATION_CREATED, conversation, by)
    return conversation


async def started_already(tx: Transaction, author_id: Id, client_id: str) -> Conversation | None:
    return await tx.get(Conversation, {"started_by": author_id, "client_id": client_id})
