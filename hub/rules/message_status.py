"""A delivery status only ever moves forward. What has failed after it was sent may still arrive."""

from models.words import MessageStatus

RANK = {
    MessageStatus.PENDING: 0,
    MessageStatus.SENDING: 1,
    MessageStatus.UNKNOWN: 2,
    MessageStatus.SENT: 3,
    MessageStatus.FAILED: 4,
    MessageStatus.DELIVERED: 5,
    MessageStatus.READ: 6,
}


def below(status: MessageStatus) -> list[MessageStatus]:
    """The statuses that a report of ``status`` may overwrite."""
    return [lower for lower, rank in RANK.items() if rank < RANK[status]]
