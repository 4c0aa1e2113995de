"""A conversation ends."""

from hub.services.conversations.changing import change, record
from hub.store.due_times import clear_due
from hub.store.transaction import Transaction
from models.documents import Conversation
from models.documents.conversation import ResolvedBy
from models.documents.event import Actor
from models.words import ConversationState, DueKind, EventType, ResolveCause


async def resolve(
    tx: Transaction, before: Conversation, by: ResolvedBy, actor: Actor, cause: ResolveCause
) -> Conversation:
    """S10 and S11: who, when and why are kept."""
    after = await change(
        tx,
        before,
        {
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
        },
    )
    await clear_due(tx, DueKind.CONVERSATION_UNANSWERED, [after.id])
    record(
        tx,
        EventType.CONVERSATION_RESOLVED,
        after,
        actor,
        before=before,
        changes={"cause": cause},
    )
    return after
