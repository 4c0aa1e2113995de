"""What comes down a socket: one envelope for every type."""

from typing import Any

from models.wire.base import UtcTime, Wire, WireId
from models.wire.conversation import EventActor, EventObject
from models.wire.people import NamedMember


class EventEnvelope(Wire):
    """``data`` holds whole snapshots by kind, or ``{gone: true}`` when the object was lost."""

    id: WireId
    type: str
    at: UtcTime
    cursor: str
    actor: EventActor
    object: EventObject
    data: dict[str, Any]


class Ready(Wire):
    cursor: str


class Resync(Wire):
    cursor: str


class Heartbeat(Wire):
    cursor: str
    at: UtcTime


class Typing(Wire):
    """``author`` is absent for the visitor's own eyes; staff see the name."""

    conversation_id: WireId
    on: bool
    kind: str
    author: EventActor


class QueueFigures(Wire):
    """``left``: whose visitors have gone; they are not among ``waiting``, nor the oldest."""

    department_id: WireId
    waiting: int
    left: int = 0
    oldest_queued_at: UtcTime | None = None


class Viewers(Wire):
    """Members who have the conversation open, over all processes, the hearer among them."""

    conversation_id: WireId
    viewers: list[NamedMember]


class TypingSignal(Wire):
    """What a client sends up while somebody writes. Visitors leave out ``conversationId``."""

    conversation_id: WireId | None = None
    on: bool
    kind: str = "reply"


class ViewSignal(Wire):
    conversation_id: WireId


class ActivitySignal(Wire):
    """Somebody is at the keyboard. Has no fields."""


class AgentHandshake(Wire):
    """``auth`` of /agent; the cookie may stand in for the token."""

    token: str | None = None
    since: str | None = None


class VisitorHandshake(Wire):
    channel_id: WireId
    token: str
    since: str | None = None
