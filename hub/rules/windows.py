"""The reply window of a conversation: until when free text may be sent. ``window`` in seconds, None
where it may be sent at any time.
"""

from datetime import datetime, timedelta

from channels_adapters.registry import adapter_of
from hub.kit.errors import Conflict
from models.documents import Conversation
from models.words import ConversationState


class WindowClosed(Conflict):
    """Free text cannot be sent any more; ``windowExpiresAt`` says since when."""

    detail_by_default = (
        "The time for free answers is over on this channel. Send a template, or wait until the"
        " customer writes."
    )


def window_of(conversation: Conversation) -> int | None:
    return adapter_of(conversation.channel_kind).traits.window


def window_ends(conversation: Conversation, window: int | None) -> datetime | None:
    """Counted from the customer's last message; who never wrote has none open, from the start on."""
    if window is None:
        return None
    if conversation.last_inbound_at is None:
        return conversation.started_at
    return conversation.last_inbound_at + timedelta(seconds=window)


def is_window_open(conversation: Conversation, window: int | None, now: datetime) -> bool:
    ends = window_ends(conversation, window)
    return ends is None or now < ends


def expires_at(conversation: Conversation, window: int | None) -> datetime | None:
    """When an unresolved one counts as expired; one that staff began is given the time once."""
    if window is None or conversation.state is ConversationState.RESOLVED:
        return None
    since = max(conversation.last_inbound_at or conversation.started_at, conversation.started_at)
    return since + timedelta(seconds=window)


def is_expired(conversation: Conversation, window: int | None, now: datetime) -> bool:
    at = expires_at(conversation, window)
    return at is not None and now >= at


def refuse_closed(conversation: Conversation, now: datetime) -> None:
    """Raises WindowClosed."""
    window = window_of(conversation)
    if not is_window_open(conversation, window, now):
        ends = window_ends(conversation, window)
        told = ends.isoformat(timespec="milliseconds") if ends else None
        raise WindowClosed(extra={"windowExpiresAt": told})
