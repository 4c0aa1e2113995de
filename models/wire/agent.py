"""Agents at work, and why they may be away."""

from typing import Annotated

from pydantic import Field, StringConstraints

from models.wire.base import Closed, UtcTime, Wire, WireId
from models.wire.conversation import EventActor
from models.words import AwayIcon, PresenceSource, PresenceState, SessionStep

ReasonName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class BothLanguages(Wire):
    """A name of the house's own, as each language has it."""

    id: ReasonName
    en: ReasonName


class Agent(Wire):
    """A member at work, whatever his role; ``id`` is the member's.

    ``available``: automatic work may go to him now. ``version`` is 0 while he has never been here.
    """

    id: WireId
    name: str
    state: PresenceState
    reason_id: WireId | None = None
    reason_name: BothLanguages | None = None
    source: PresenceSource
    since: UtcTime | None = None
    load: int
    capacity: int
    forced_capacity: int
    available: bool
    version: int


class PresenceBody(Closed):
    """``away`` needs a reason; ``offline`` cannot be asked for: sign out instead."""

    state: PresenceState
    reason_id: WireId | None = None


class AwayReason(Wire):
    id: WireId
    name: BothLanguages
    icon: AwayIcon
    position: int
    version: int


class AwayReasonBody(Closed):
    name: BothLanguages
    icon: AwayIcon = AwayIcon.OTHER


class AwayReasonPatch(Closed):
    """``position`` counts from 0; the others make room."""

    name: BothLanguages | None = None
    icon: AwayIcon | None = None
    position: Annotated[int, Field(ge=0, le=1_000)] | None = None


class AgentDevice(Wire):
    """Where an agent is connected now. ``lost`` is waited for, for the grace time."""

    member_id: WireId
    device: str
    since: UtcTime
    active_at: UtcTime
    lost: bool


class PresenceLogRow(Wire):
    """A line of the log: either a ``state`` that lasted ``until`` another came (absent while it
    lasts), or a ``step`` of signing in and out, connecting and breaking off."""

    id: WireId
    member_id: WireId
    member_name: str | None = None
    at: UtcTime
    until: UtcTime | None = None
    actor: EventActor
    state: PresenceState | None = None
    reason_name: BothLanguages | None = None
    source: PresenceSource | None = None
    step: SessionStep | None = None
    device: str | None = None
