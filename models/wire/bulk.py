"""One act on many conversations: what is asked for, and what became of each."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from models.wire.base import Closed, UtcTime, Wire, WireId
from models.wire.conversation import Conversation
from models.wire.message import Text
from models.wire.people import NamedMember
from models.words import BulkKind, PresenceState, Priority, ResolveCause, WhyStaying

MOST_AT_ONCE = 200
"""Conversations in one act."""

Many = Annotated[list[WireId], Field(min_length=1, max_length=MOST_AT_ONCE)]
Several = Annotated[list[WireId], Field(max_length=50)]
Chosen = Annotated[list[WireId], Field(max_length=500)]


class BulkTransferBody(Closed):
    """To one member, in turn to several, or to the queue of a department."""

    conversation_ids: Many
    member_id: WireId | None = None
    member_ids: Several = []
    department_id: WireId | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _says_to_whom(self) -> Self:
        if not (self.member_id or self.member_ids or self.department_id):
            raise ValueError("Say to whom: memberId, memberIds or departmentId.")
        if self.member_id and self.member_ids:
            raise ValueError("Either memberId or memberIds.")
        return self


class BulkResolveBody(Closed):
    conversation_ids: Many
    cause: ResolveCause | None = None
    note: Text | None = None


class BulkLabelBody(Closed):
    """``labelIds`` are put on, ``removeIds`` taken off; other labels stay."""

    conversation_ids: Many
    label_ids: Several = []
    remove_ids: Several = []


class ResolveExpiredBody(Closed):
    """Of the caller's expired ones. ``channelId``: of these channels alone; ``includeUnassigned``: also
    those that wait in a queue, for supervisors and admins.
    """

    channel_id: Several = []
    include_unassigned: bool = False


class ExpiredCount(Wire):
    """How many there are now: ``handled`` by somebody, ``waiting`` in a queue."""

    handled: int
    waiting: int


class BulkItem(Wire):
    """What became of one. ``error`` and ``detail`` as it would have been refused alone; ``assignee``: who got
    it by force.
    """

    conversation_id: WireId
    done: bool
    conversation: Conversation | None = None
    assignee: NamedMember | None = None
    error: str | None = None
    detail: str | None = None


class Bulk(Wire):
    """That such an act is over; ``done`` and ``refused`` count."""

    id: WireId
    kind: BulkKind
    at: UtcTime
    done: int
    refused: int
    version: int


class BulkResult(Bulk):
    """``more``: there were more than one act takes; ask again for the rest."""

    items: list[BulkItem]
    more: bool = False


class QueueFilter(Closed):
    """Several values of one are OR, different ones AND."""

    department_id: Several = []
    channel_id: Several = []
    label_id: Several = []
    priority: list[Priority] = []


class ForceBody(Closed):
    """Of the queues in the caller's scope: these conversations, else what the filter leaves, the
    ``oldest`` so many of it in the order of the queue. To these members, else to all who are there.
    """

    conversation_ids: Annotated[list[WireId], Field(max_length=MOST_AT_ONCE)] | None = None
    filter: QueueFilter | None = None
    oldest: Annotated[int, Field(ge=1, le=MOST_AT_ONCE)] | None = None
    member_ids: Chosen | None = None
    include_away: bool = False
    include_left: bool = False


class ForcedAgent(Wire):
    """``room`` under the capacity, ``forcedRoom`` under the forced one, both as it is now."""

    id: WireId
    name: str
    state: PresenceState
    now: int
    after: int
    capacity: int
    forced_capacity: int
    room: int
    forced_room: int


class Staying(Wire):
    """A conversation that stays in the queue, and why."""

    conversation_id: WireId
    why: WhyStaying


class ForcePreview(Wire):
    """What would happen now. ``more``: that much stays for a second act."""

    given: int
    agents: list[ForcedAgent]
    staying: list[Staying]
    more: bool = False


class ForceResult(BulkResult):
    """``takeBackUntil``: as long as it can be taken back."""

    agents: list[ForcedAgent]
    staying: list[Staying]
    take_back_until: UtcTime
