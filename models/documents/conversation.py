"""One episode of handling with one contact on one channel, from its start to its resolve."""

from typing import Any, ClassVar, Self

from pydantic import BaseModel, Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from models.documents.base import ContactName, Doc, Id, Person, Time
from models.documents.list_indexes import A_TIME, LISTS
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
)

NEWEST_FIRST = [("last_activity_at", DESCENDING), ("_id", DESCENDING)]
BEGUN_LAST = [("started_at", DESCENDING), ("_id", DESCENDING)]
LONGEST_FIRST = [("queued_at", ASCENDING), ("_id", ASCENDING)]

LABELLED = {"label_ids.0": {"$exists": True}}
"""What a query for labels must say besides them, or the index of the labelled ones is not used."""


class ResolvedBy(BaseModel):
    kind: ActorKind
    id: Id | None = None
    name: str | None = None


class Rating(BaseModel):
    """The customer's own word on how he was helped: 1 (poor) to 5 (very good)."""

    score: int
    comment: str | None = None
    at: Time


class LastMessage(BaseModel):
    """The newest public message, as list rows show it. ``text`` is cut to 200 characters.
    ``unsupported_type``: what came, where it is nothing that can be shown.
    """

    number: int
    direction: Direction
    author_kind: AuthorKind
    author_name: str | None = None
    kind: MessageKind
    unsupported_type: str | None = None
    text: str
    attachments: int = 0
    at: Time


class AnsweredWait(BaseModel):
    """What had been said of a wait that an answer has ended which can still be taken back."""

    since: Time
    unanswered_since: Time | None = None
    target_near_at: Time | None = None
    target_missed_at: Time | None = None


class Silence(BaseModel):
    """An agent who was given it and did not answer; not offered to him again until then."""

    agent_id: Id
    until: Time


class Conversation(Doc):
    """State is one of four stored words; what depends on the clock is derived when presented.

    ``audience`` names the rooms that may see it: one list decides HTTP reads, lists and sockets.
    ``words``: what it is found by (hub/kit/words.py); written and searched, never loaded.
    ``open`` exists only while unresolved, for the unique index on the thread.
    ``mentioned_ids``: who reads along until it is resolved, because a private note named him.
    ``waiting_since`` is the oldest inbound message that no public staff message has followed.
    ``counts``: it counts against the capacity of its assignee. ``quiet_since``: it has waited for the
    customer so long that it counts no more. ``expired_since``: its reply window has closed. ``queue_rank`` is its place by priority, 0 before 1;
    ``queued_at`` decides within it. ``chat_id``: where to answer, if not at the address.
    ``group``: several people write in it, and all of them read the answer.
    ``started_by`` with ``client_id``: who of the staff began it, unique for him; ``fingerprint`` of
    what he asked for. ``moved_from`` and ``moved_to``: the same matter on another channel.
    ``visitor_gone_at``: since when no visitor is at it while it waits; ``left``: for so long that
    automatic work skips it. ``silences``: who was given it and did not answer.
    ``told_closed_at``: when its customer was told by itself that we are closed.
    ``suspicions``: the marks of spam it came with, until somebody says that it is none.
    ``target_near_at``, ``target_missed_at``: of the answer that is owed now, once it has been said.
    """

    UNLOADED: ClassVar = {"words": 0}

    number: int
    state: ConversationState
    open: bool | None = True
    type: ConversationType = ConversationType.INBOX
    priority: Priority = Priority.NORMAL
    subject: str | None = None

    channel_id: Id
    channel_kind: str
    thread_key: str
    identity_id: Id
    address: str
    chat_id: str | None = None
    group: bool | None = None
    contact: ContactName
    department_id: Id
    assignee: Person | None = None
    last_agent: Person | None = None
    assignment_cause: AssignmentCause | None = None
    counts: bool = False
    queue_rank: int = 2
    audience: list[str] = Field(default_factory=list)
    label_ids: list[Id] = Field(default_factory=list)
    mentioned_ids: list[Id] = Field(default_factory=list)

    started_at: Time
    queued_at: Time | None = None
    requeued_at: Time | None = None
    snoozed_until: Time | None = None
    quiet_since: Time | None = None
    expired_since: Time | None = None
    visitor_gone_at: Time | None = None
    left: bool = False
    silences: list[Silence] = Field(default_factory=list)
    assigned_at: Time | None = None
    first_assigned_at: Time | None = None
    answered_at: Time | None = None
    resolved_at: Time | None = None
    resolved_by: ResolvedBy | None = None
    resolve_cause: ResolveCause | None = None
    suspicions: list[Suspicion] = Field(default_factory=list)
    reopen_count: int = 0
    rating: Rating | None = None

    last_number: int = 0
    last_message: LastMessage | None = None
    last_inbound_at: Time | None = None
    last_activity_at: Time
    waiting_since: Time | None = None
    unanswered_since: Time | None = None
    told_closed_at: Time | None = None
    target_near_at: Time | None = None
    target_missed_at: Time | None = None
    answered_wait: AnsweredWait | None = None
    unread: int = 0
    staff_read_number: int = 0
    customer_received_number: int = 0
    customer_read_number: int = 0
    mailed_number: int = 0
    started_by: Id | None = None
    client_id: str | None = None
    fingerprint: str | None = None
    moved_from: Id | None = None
    moved_to: Id | None = None
    version: int = 1

    words: list[str] = Field(default_factory=list)

    @classmethod
    def from_mongo(cls, raw: dict[str, Any]) -> Self:
        """A new one is open; a stored one only if it says so."""
        return super().from_mongo({"open": None, **raw})

    class Settings(Doc.Settings):
        name = "conversations"
        indexes: ClassVar = [
            IndexModel(
                [("channel_id", ASCENDING), ("thread_key", ASCENDING)],
                name="one_open_per_thread",
                unique=True,
                partialFilterExpression={"open": True},
            ),
            IndexModel([("number", ASCENDING)], unique=True),
            IndexModel(
                [("channel_id", ASCENDING), ("thread_key", ASCENDING), *BEGUN_LAST],
                name="thread_by_start",
            ),
            IndexModel(
                [("audience", ASCENDING), *NEWEST_FIRST],
                name="list_all_open",
                partialFilterExpression={"open": True},
            ),
            IndexModel(
                [("department_id", ASCENDING), ("queue_rank", ASCENDING), *LONGEST_FIRST],
                name="order_of_queue",
                partialFilterExpression={"state": "queued"},
            ),
            IndexModel(
                [("department_id", ASCENDING), *LONGEST_FIRST],
                name="places_in_queue",
                partialFilterExpression={"state": "queued"},
            ),
            IndexModel(
                [("identity_id", ASCENDING)],
                name="queued_of_visitor",
                partialFilterExpression={"state": "queued"},
            ),
            IndexModel(
                [("left", ASCENDING), ("visitor_gone_at", ASCENDING)],
                name="queued_and_gone",
                partialFilterExpression={"state": "queued", "visitor_gone_at": A_TIME},
            ),
            IndexModel([("contact.id", ASCENDING), *BEGUN_LAST], name="contact_by_start"),
            IndexModel(
                [("started_by", ASCENDING), ("client_id", ASCENDING)],
                name="one_of_a_start",
                unique=True,
                partialFilterExpression={"client_id": {"$exists": True}},
            ),
            *LISTS,
            IndexModel(
                [("assignee.id", ASCENDING)],
                name="load_of_agent",
                partialFilterExpression={"counts": True},
            ),
        ]
