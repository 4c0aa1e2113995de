"""Whether a customer's message continues a resolved conversation (S12)."""

from datetime import datetime, timedelta

from channels_adapters.base import Medium, Traits
from models.documents import Conversation, Workspace
from models.words import ResolveCause


def reopen_within(workspace: Workspace, traits: Traits) -> int:
    """Seconds after a resolve, by the medium of the channel; 0 means never."""
    mail = traits.medium is Medium.MAIL
    return workspace.reopen_mail_within if mail else workspace.reopen_within


def reopens(conversation: Conversation, within: int, at: datetime) -> bool:
    """``at`` is when the message came in; ``within`` in seconds, 0 means never."""
    until = reopens_until(conversation, within)
    return until is not None and at <= until


def reopens_until(conversation: Conversation, within: int) -> datetime | None:
    """None when it never reopens: unresolved, spam, or switched off."""
    if conversation.resolved_at is None or conversation.resolve_cause is ResolveCause.SPAM:
        return None
    return conversation.resolved_at + timedelta(seconds=within) if within > 0 else None
