"""A conversation as staff see it, and what they may do with it."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, StringConstraints

from models.wire.base import Closed, UtcTime, Wire, WireId
from models.wire.label import NamedLabel
from models.wire.message import Text
from models.wire.people import NamedContact, NamedMember
from models.wire.rating import Rating
from models.words import (
    ActorKind,
    AssignmentCause,
    AuthorKind,
    ConversationState,
    ConversationType,
    Direction,
    MessageKind,
    Priority,
    ResolveCause,
    Suspicion,
    WaitingFor,
)


class ResolvedBy(Wire):
    kind: ActorKind
    id: WireId | None = None
    name: str | None = None


class LastMessage(Wire):
    """``text`` is cut to 200 characters; ``attachments`` counts files."""

    number: int
    direction: Direction
    author_kind: AuthorKind
    author_name: str | None = None
    kind: MessageKind
    unsupported_type: str | None = None
    text: str
    attachments: int
    at: UtcTime


class Conversation(Wire):
    """``dueAt``: by when he who waits is to be answered; ``dueNearAt`` comes a quarter before, in
    working time. In a ``group`` several people write, and all of them read an answer. ``unread`` counts
    customer messages after the last one staff have read. Until ``reopensUntil`` a message of the
    customer reopens a resolved one; later it begins another.
    """

    id: WireId
    number: int
    state: ConversationState
    type: ConversationType
    priority: Priority
    subject: str | None = None
    channel_id: WireId
    channel_kind: str
    channel_name: str | None = None
    identity_id: WireId
    address: str
    group: bool = False
    department_id: WireId
    department_name: str | None = None
    contact: NamedContact
    assignee: NamedMember | None = None
    last_handling_agent: NamedMember | None = None
    assignment_cause: AssignmentCause | None = None
    labels: list[NamedLabel] = []
    started_at: UtcTime
    queued_at: UtcTime | None = None
    requeued_at: UtcTime | None = None
    assigned_at: UtcTime | None = None
    first_assigned_at: UtcTime | None = None
    answered_at: UtcTime | None = None
    resolved_at: UtcTime | None = None
    resolved_by: ResolvedBy | None = None
    resolve_cause: ResolveCause | None = None
    suspicions: list[Suspicion] = []
    reopen_count: int
    rating: Rating | None = None
    reopens_until: UtcTime | None = None
    due_at: UtcTime | None = None
    due_near_at: UtcTime | None = None
    target_missed: bool = False
    waiting_for: WaitingFor
    waiting_since: UtcTime | None = None
    snoozed_until: UtcTime | None = None
    window_expires_at: UtcTime | None = None
    expired: bool = False
    unanswered: bool
    left: bool = False
    unread: int
    last_number: int
    last_message: LastMessage | None = None
    last_activity_at: UtcTime
    moved_from: WireId | None = None
    moved_to: WireId | None = None
    version: int


class Part(Wire):
    """A piece of a text; ``found``: it is what was searched for."""

    text: str
    found: bool


class SearchMatch(Wire):
    """Why a conversation was found: the newest message that meets the search best, and the name.

    ``messageId`` and ``text`` are absent when no message of it meets the search, but its contact or
    number does. Open the thread `around` that message.
    """

    conversation_id: WireId
    message_id: WireId | None = None
    number: int | None = None
    at: UtcTime | None = None
    author_name: str | None = None
    internal: bool = False
    text: list[Part] = []
    name: list[Part]


class ConversationList(Wire):
    """One page of a list. ``includesResolved``: ended conversations are among its rows.

    With a search ``matches`` says why each row was found; ``narrowDown``: more was met than could be
    looked at, so a longer word finds more.
    """

    items: list[Conversation]
    next_cursor: str | None = None
    includes_resolved: bool = False
    matches: list[SearchMatch] = []
    narrow_down: bool = False


class MoveBody(Closed):
    """``identityId``: the same contact's, on that channel; ``address`` where he has none yet."""

    channel_id: WireId
    identity_id: WireId | None = None
    address: Annotated[str, StringConstraints(max_length=254)] | None = None


class AssignBody(Closed):
    member_id: WireId


class TransferBody(Closed):
    """To a member, to a department's queue, or to a member within a department that is his.

    ``note`` stays in the thread as a private note.
    """

    member_id: WireId | None = None
    department_id: WireId | None = None
    note: Text | None = None


class PriorityBody(Closed):
    priority: Priority


class SnoozeBody(Closed):
    """``until`` lies ahead, a year at most; null ends the rest at once."""

    until: AwareDatetime | None


class ResolveBody(Closed):
    cause: ResolveCause | None = None
    note: Text | None = None


class NotSpamBody(Closed):
    """``found``: as what it stood there."""

    found: Literal[ResolveCause.SUSPECTED, ResolveCause.SPAM] = ResolveCause.SUSPECTED


class ReadBody(Closed):
    """``number``: the newest message that has been read; absent means all."""

    number: int | None = None


class Counts(Wire):
    """How many conversations stand in the lists of the caller.

    Those in the queue whose visitors have left are counted in ``left``, not in ``queued``.
    """

    mine: int
    queued: int
    left: int
    handled: int
    unanswered: int
    all: int
    snoozed: int
    mentions: int
    expired: int
    suspected: int


class EventActor(Wire):
    kind: ActorKind
    id: WireId | None = None
    name: str | None = None


class EventObject(Wire):
    kind: str
    id: WireId
    version: int


class HistoryRow(Wire):
    """One journal row of a conversation, for the thread's system lines and History tabs.

    ``changes`` of an assignment, transfer or requeue: ``assignee`` (to whom), ``from`` (who had it),
    ``department`` (when it is another one): each ``{id, name}``; ``cause``; ``note``, whether a private
    note says why; ``silences``, how often an agent got it and did not answer, when one more is why. Of other changes: before and after by field.
    """

    id: WireId
    type: str
    at: UtcTime
    actor: EventActor
    object: EventObject
    changes: dict[str, Any]
