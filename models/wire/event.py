"""What comes down a socket: one envelope for every type."""

from typing import Any

from models.wire.base import UtcTime, Wire, WireId
from models.wire.conversation import EventActor, EventObject


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
