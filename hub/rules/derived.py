"""What a conversation is at this moment, out of its stored times."""

from datetime import datetime, timedelta

from models.documents import Conversation
from models.words import ConversationState, WaitingFor


def waiting_for(conversation: Conversation) -> WaitingFor:
    return WaitingFor.CUSTOMER if conversation.waiting_since is None else WaitingFor.US


def unanswered_at(conversation: Conversation, unanswered_after: int) -> datetime | None:
    """When it counts as unanswered; None while nobody waits for us. Each inbound starts anew."""
    waits = conversation.waiting_since is not None and conversation.last_inbound_at is not None
    if conversation.state is not ConversationState.HANDLED or not waits:
        return None
    assert conversation.last_inbound_at is not None
    return conversation.last_inbound_at + timedelta(seconds=unanswered_after)


def is_unanswered(conversation: Conversation, unanswered_after: int, now: datetime) -> bool:
    at = unanswered_at(conversation, unanswered_after)
    return at is not None and now >= at


def silent_at(conversation: Conversation, silent_after: int) -> datetime | None:
    """When its agent counts as silent: he was given somebody who waits, and has not answered.

    None while the rule is off (0 seconds), or once he has answered.
    """
    waits, given = conversation.waiting_since, conversation.assigned_at
    if conversation.state is not ConversationState.HANDLED or not silent_after:
        return None
    if waits is None or given is None or waits > given:
        return None
    return given + timedelta(seconds=silent_after)


def inactive_at(conversation: Conversation, auto_resolve_after: int) -> datetime | None:
    """When it has waited for its customer for as long as the house waits; a rest delays it.

    None while the rule is off (0 seconds), or while he waits for us.
    """
    handled = conversation.state is ConversationState.HANDLED
    if not handled or not auto_resolve_after or conversation.waiting_since is not None:
        return None
    since = max(conversation.last_activity_at, conversation.assigned_at or conversation.started_at)
    at = since + timedelta(seconds=auto_resolve_after)
    return max(at, conversation.snoozed_until) if conversation.snoozed_until else at
