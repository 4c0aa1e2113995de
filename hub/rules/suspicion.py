"""Mail that is taken for spam: it lies in Suspected until somebody of the staff has looked at it."""

from datetime import datetime

from hub.rules.blocking import file_as_spam
from models.documents import Conversation, Identity
from models.envelopes import MessageEnvelope
from models.words import ConversationState, ResolveCause, Suspicion


def marks_of(envelope: MessageEnvelope, sender: Identity | None) -> list[Suspicion]:
    """What speaks against it, without what somebody has said means nothing with this sender."""
    cleared = (sender.cleared_of if sender else None) or ()
    return [mark for mark in envelope.suspicions if mark not in cleared]


def is_suspected(conversation: Conversation) -> bool:
    return conversation.resolve_cause is ResolveCause.SUSPECTED


def is_trusted(conversation: Conversation) -> bool:
    """Somebody of the staff has answered in it: what follows belongs there."""
    spam = (ResolveCause.SPAM, ResolveCause.SUSPECTED)
    return conversation.answered_at is not None and conversation.resolve_cause not in spam


def lay_aside(conversation: Conversation, marks: list[Suspicion], at: datetime) -> None:
    """Into Suspected: in nobody's queue and in no figure, as with spam, but for staff to judge."""
    file_as_spam(conversation, at)
    conversation.resolve_cause = ResolveCause.SUSPECTED
    conversation.suspicions = marks


def laid_aside_again(conversation: Conversation) -> dict[str, object]:
    """The fields of one that was called spam, when that is taken back."""
    aside = conversation.model_copy()
    lay_aside(aside, conversation.suspicions, conversation.started_at)
    fields = ("state", "resolved_at", "resolved_by", "resolve_cause")
    return {**{name: getattr(aside, name) for name in fields}, "last_agent": None}


def queued_anew(conversation: Conversation, at: datetime) -> dict[str, object]:
    """The fields of one that turns out to be no spam: he waits from now on, like somebody new."""
    return {
        "state": ConversationState.QUEUED,
        "open": True,
        "assignee": None,
        "last_agent": conversation.last_agent if conversation.first_assigned_at else None,
        "queued_at": at,
        "waiting_since": at,
        "last_inbound_at": at,
        "resolved_at": None,
        "resolved_by": None,
        "resolve_cause": None,
        "suspicions": [],
    }
