"""Which conversations count against an agent's capacity, and how that changes what he holds."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from models.documents import Conversation
from models.documents.base import Id
from models.words import ConversationState


def counts(conversation: Conversation) -> bool:
    """Handled, not snoozed, not quiet and not expired. Out of stored fields alone, so that it holds over time."""
    return (
        conversation.state is ConversationState.HANDLED
        and conversation.assignee is not None
        and conversation.snoozed_until is None
        and conversation.quiet_since is None
        and conversation.expired_since is None
    )


def quiet_at(conversation: Conversation, quiet_after: int) -> datetime | None:
    """When it becomes quiet: ``quiet_after`` seconds after we last had the word; None if never."""
    handled = conversation.state is ConversationState.HANDLED
    waits_for_us = conversation.waiting_since is not None
    if not handled or waits_for_us or not quiet_after or conversation.quiet_since is not None:
        return None
    since = max(conversation.last_activity_at, conversation.assigned_at or conversation.started_at)
    return since + timedelta(seconds=quiet_after)


def load_changes(
    pairs: Iterable[tuple[Conversation | None, Conversation]],
) -> Mapping[Id, int]:
    """By agent, what these changes (before, after) add to his load; who stays even is left out."""
    changes: Counter[Id] = Counter()
    for before, after in pairs:
        if before is not None and before.counts and before.assignee is not None:
            changes[before.assignee.id] -= 1
        if after.counts and after.assignee is not None:
            changes[after.assignee.id] += 1
    return {agent_id: change for agent_id, change in changes.items() if change}
