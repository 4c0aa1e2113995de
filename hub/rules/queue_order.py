"""The order of a queue: priority first, then who has waited longest. Who has left comes last."""

from collections.abc import Iterable

from models.documents import Channel, Contact, Conversation
from models.words import Priority

RANKS = {Priority.URGENT: 0, Priority.HIGH: 1, Priority.NORMAL: 2, Priority.LOW: 3}

LEFT = 10
"""Added to the rank of a conversation whose visitor has gone: below all who are there."""

UNLESS_LEFT = {"$lt": LEFT}

ORDER = [("queue_rank", 1), ("queued_at", 1), ("_id", 1)]
"""As a query sorts: one requeued keeps the time at which it was first queued."""


def queue_rank(conversation: Conversation) -> int:
    return RANKS[conversation.priority] + (LEFT if conversation.left else 0)


def first_priority(channel: Channel, contact: Contact) -> Priority:
    """Of a conversation that begins: the channel's, unless the contact's counts for more."""
    return raised(channel.priority, [contact.priority] if contact.priority else [])


def raised(present: Priority, asked: Iterable[Priority]) -> Priority:
    """The most urgent of those that are asked for, if that is more urgent; what is normal may also sink."""
    most = min(asked, key=RANKS.__getitem__, default=present)
    return most if present is Priority.NORMAL or RANKS[most] < RANKS[present] else present
