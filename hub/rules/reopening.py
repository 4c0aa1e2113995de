"""Whether a customer's message continues a resolved conversation (S12)."""

from datetime import datetime, timedelta

from models.documents import Conversation
from models.words import ResolveCause


def reopens(conversation: Conversation, within: int, at: datetime) -> bool:
    """``at`` is when the message came in; ``within`` in seconds, 0 means never."""
    if conversation.resolved_at is None or conversation.resolve_cause is ResolveCause.SPAM:
        return False
    return within > 0 and at - conversation.resolved_at <= timedelta(seconds=within)
