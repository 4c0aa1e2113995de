"""A conversation ends."""

from typing import Any

from hub.services.conversations.changing import change, record
from hub.store.due_times import clear_due
from hub.store.transaction import Transaction
from models.documents import Conversation
from models.documents.conversation import ResolvedBy
from models.documents.event import Actor
from models.words import ConversationState, DueKind, EventType, ResolveCause


async def resolve(
    tx: Transaction,
    before: Conversation,
    by: ResolvedBy,
    actor: Actor,
    cause: ResolveCause,
    *,
    goes_on_in: Conversation | None = None,
) -> Conversation:
    """S10 and S11: who, when and why are kept. ``goes_on_in``: on another channel."""
    values: dict[str, Any] = {
        "state": ConversationState.RESOLVED,
        "open": None,
        "assignee": None,
        "snoozed_until": None,
        "quiet_since": None,
        "visitor_gone_at": None,
        "left": False,
        "last_agent": before.assignee or before.last_agent,
        "resolved_at": tx.now,
        "resolved_by": by,
        "resolve_cause": cause,
    }
    changes: dict[str, Any] = {"cause": cause}
    type = EventType.CONVERSATION_RESOLVED
    if goes_on_in is not None:
        type, values["moved_to"] = EventType.CONVERSATION_MOVED, goes_on_in.id
        changes["to"] = {"id": str(goes_on_in.id), "number": goes_on_in.number}
    after = await change(tx, before, values)
    await clear_due(tx, DueKind.CONVERSATION_UNANSWERED, [after.id])
    record(tx, type, after, actor, before=before, changes=changes)
    return after
