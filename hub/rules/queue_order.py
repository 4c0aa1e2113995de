"""The order of a queue: priority first, then who has waited longest."""

from models.documents import Conversation
from models.words import Priority

RANKS = {Priority.URGENT: 0, Priority.HIGH: 1, Priority.NORMAL: 2, Priority.LOW: 3}

ORDER = [("queue_rank", 1), ("queued_at", 1), ("_id", 1)]
"""As a query sorts: one requeued keeps the time at which it was first queued."""


def queue_rank(conversation: Conversation) -> int:
    return RANKS[conversation.priority]
