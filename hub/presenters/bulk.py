"""An act on many conversations, as who did it sees it."""

from datetime import datetime

from hub.kit.errors import HubError
from hub.presenters import conversation as conversations
from hub.rules.forcing import Taker
from hub.store.directory import Directory
from models.documents import Bulk, Conversation
from models.documents.base import Id, Person
from models.wire import bulk as wire
from models.wire.people import NamedMember
from models.words import WhyStaying


def bulk(document: Bulk) -> wire.Bulk:
    return wire.Bulk(
        id=str(document.id),
        kind=document.kind,
        at=document.at,
        done=document.done,
        refused=document.refused,
        version=document.version,
    )


def done(conversation: Conversation, house: Directory, now: datetime) -> wire.BulkItem:
    return wire.BulkItem(
        conversation_id=str(conversation.id),
        done=True,
        conversation=conversations.for_staff(conversation, house, now),
    )


def refused(conversation_id: Id, refusal: HubError) -> wire.BulkItem:
    return wire.BulkItem(
        conversation_id=str(conversation_id),
        done=False,
        error=refusal.error,
        detail=refusal.detail,
    )


def given(conversation: Conversation, to: Person) -> wire.BulkItem:
    assignee = NamedMember(id=str(to.id), name=to.name)
    return wire.BulkItem(conversation_id=str(conversation.id), done=True, assignee=assignee)


def went_on(conversation_id: Id) -> wire.BulkItem:
    return wire.BulkItem(
        conversation_id=str(conversation_id),
        done=False,
        error="went_on",
        detail="It was answered or handed on since.",
    )


def staying(conversation_id: Id, why: WhyStaying) -> wire.Staying:
    return wire.Staying(conversation_id=str(conversation_id), why=why)


def forced_agent(taker: Taker) -> wire.ForcedAgent:
    now = taker.load_before
    return wire.ForcedAgent(
        id=str(taker.person.id),
        name=taker.person.name,
        state=taker.state,
        now=now,
        after=taker.load,
        capacity=taker.capacity,
        forced_capacity=taker.forced_capacity,
        room=max(taker.capacity - now, 0),
        forced_room=max(taker.forced_capacity - now, 0),
    )
