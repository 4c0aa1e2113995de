"""Whether a customer is asked how he was helped."""

from models.documents import Conversation
from models.words import ConversationState, ResolveCause

NEVER_ASKED = frozenset(
    {
        ResolveCause.EXPIRED_BULK,
        ResolveCause.MOVED,
        ResolveCause.CUSTOMER_LEFT,
        ResolveCause.SPAM,
    }
)


def asks_rating(conversation: Conversation) -> bool:
    """Only of an ended conversation in which somebody of the staff has answered him."""
    return (
        conversation.state is ConversationState.RESOLVED
        and conversation.answered_at is not None
        and conversation.resolve_cause not in NEVER_ASKED
    )
