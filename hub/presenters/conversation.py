"""A conversation as staff see it, and as its own customer may."""

from datetime import datetime

from channels_adapters.registry import adapter_of
from hub.rules.blocking import was_filed_as_spam
from hub.rules.derived import is_unanswered, waiting_for
from hub.rules.names import first_name
from hub.rules.rating import asks_rating
from hub.rules.reopening import reopen_within, reopens_until
from hub.rules.targets import open_target
from hub.rules.windows import is_expired, window_ends
from hub.store.directory import Directory
from models.documents import Conversation
from models.documents.base import Person
from models.wire import chat
from models.wire import conversation as wire
from models.wire.label import NamedLabel
from models.wire.people import NamedContact, NamedMember
from models.wire.rating import Rating
from models.words import ConversationState


def for_staff(document: Conversation, house: Directory, now: datetime) -> wire.Conversation:
    channel = house.channels.get(document.channel_id)
    department = house.departments.get(document.department_id)
    traits = adapter_of(document.channel_kind).traits
    target = open_target(document, house.workspace, department, traits.answer_target)
    return wire.Conversation(
        id=str(document.id),
        number=document.number,
        state=document.state,
        type=document.type,
        priority=document.priority,
        subject=document.subject,
        channel_id=str(document.channel_id),
        channel_kind=document.channel_kind,
        channel_name=channel.name if channel else None,
        identity_id=str(document.identity_id),
        address=document.address,
        group=bool(document.group),
        department_id=str(document.department_id),
        department_name=department.name if department else None,
        contact=NamedContact(id=str(document.contact.id), name=document.contact.name),
        assignee=_named(document.assignee),
        last_handling_agent=_named(document.assignee or document.last_agent),
        assignment_cause=document.assignment_cause,
        labels=labels_of(document, house),
        started_at=document.started_at,
        queued_at=document.queued_at,
        requeued_at=document.requeued_at,
        assigned_at=document.assigned_at,
        first_assigned_at=document.first_assigned_at,
        answered_at=document.answered_at,
        resolved_at=document.resolved_at,
        resolved_by=_resolved_by(document),
        resolve_cause=document.resolve_cause,
        suspicions=document.suspicions,
        reopen_count=document.reopen_count,
        rating=_rating(document),
        reopens_until=reopens_until(document, reopen_within(house.workspace, traits)),
        due_at=target.due_at if target else None,
        due_near_at=target.near_at if target else None,
        target_missed=target is not None and now >= target.due_at,
        waiting_for=waiting_for(document),
        waiting_since=document.waiting_since,
        left=document.left,
        snoozed_until=document.snoozed_until,
        window_expires_at=window_ends(document, traits.window),
        expired=is_expired(document, traits.window, now),
        unanswered=is_unanswered(document, house.workspace.unanswered_after, now),
        unread=document.unread,
        last_number=document.last_number,
        last_message=_last_message(document),
        last_activity_at=document.last_activity_at,
        moved_from=str(document.moved_from) if document.moved_from else None,
        moved_to=str(document.moved_to) if document.moved_to else None,
        version=document.version,
    )


def for_customer(document: Conversation, house: Directory) -> chat.VisitorConversation:
    """First names only, no address, nothing internal. Who is blocked is not told: he waits, for ever."""
    is_filed = was_filed_as_spam(document)
    department = house.departments.get(document.department_id)
    agent = document.assignee or document.last_agent
    # Staff may have read as far as a note; to the customer there is none.
    newest = document.last_message.number if document.last_message else 0
    return chat.VisitorConversation(
        id=str(document.id),
        state=ConversationState.QUEUED if is_filed else document.state,
        agent=chat.AgentFace(name=first_name(agent.name)) if agent else None,
        department_name=department.name if department else None,
        started_at=document.started_at,
        assigned_at=document.assigned_at,
        resolved_at=None if is_filed else document.resolved_at,
        asks_rating=asks_rating(document),
        rating=_rating(document),
        received_number=document.customer_received_number,
        read_number=document.customer_read_number,
        staff_read_number=min(document.staff_read_number, newest),
        version=document.version,
    )


def labels_of(document: Conversation, house: Directory) -> list[NamedLabel]:
    """In their order; an id that names no label any more is passed over."""
    found = [house.labels[id] for id in document.label_ids if id in house.labels]
    return [NamedLabel(id=str(one.id), name=one.name, color=one.color) for one in found]


def _named(person: Person | None) -> NamedMember | None:
    return NamedMember(id=str(person.id), name=person.name) if person else None


def _resolved_by(document: Conversation) -> wire.ResolvedBy | None:
    by = document.resolved_by
    if by is None:
        return None
    return wire.ResolvedBy(kind=by.kind, id=str(by.id) if by.id else None, name=by.name)


def _rating(document: Conversation) -> Rating | None:
    return Rating.model_validate(document.rating) if document.rating else None


def _last_message(document: Conversation) -> wire.LastMessage | None:
    last = document.last_message
    return wire.LastMessage.model_validate(last.model_dump()) if last else None
