"""The journal: one row for each thing that happened, and the one document that orders them."""

from typing import Any, ClassVar, Self

from pydantic import BaseModel, Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from models.documents.base import Doc, Id, Time
from models.words import ActorKind, EventType, ObjectKind

SEQUENCED = {"seq": {"$exists": True}}
"""Rows that have their place; only they are looked for by it."""

PLACES: tuple[dict[str, Any], ...] = ({**SEQUENCED}, {"pending": True})
"""Rows with their place and those that wait for it: who means all rows of a conversation asks twice, so that
an index is used.
"""

OF_AGENTS = {"object.kind": ObjectKind.AGENT.value}
"""The log of who was there: a small part of the journal, read by time."""


class Actor(BaseModel):
    kind: ActorKind
    id: Id | None = None
    name: str | None = None


class ObjectRef(BaseModel):
    kind: ObjectKind
    id: Id
    version: int


class Event(Doc):
    """One row: it names the object and its version, never carries a snapshot of it.

    ``rooms`` hear it; ``lost_rooms`` have just lost the object. ``changes`` holds before and
    after of changed fields; values that are personal lie in ``personal`` alone, so that erasing a
    contact rewrites one sub-document. The sequencer gives ``seq`` and takes ``pending`` away; until
    then ``at`` and the rising ids of one process keep the order.
    """

    type: EventType
    at: Time
    actor: Actor
    object: ObjectRef
    conversation_id: Id | None = None
    changes: dict[str, Any] = Field(default_factory=dict)
    personal: dict[str, Any] = Field(default_factory=dict)
    rooms: list[str] = Field(default_factory=list)
    lost_rooms: list[str] = Field(default_factory=list)
    pending: bool | None = True
    seq: int | None = None

    @classmethod
    def from_mongo(cls, raw: dict[str, Any]) -> Self:
        """A new row is pending; a stored one only if it says so."""
        return super().from_mongo({"pending": None, **raw})

    class Settings(Doc.Settings):
        name = "events"
        indexes: ClassVar = [
            IndexModel(
                [("pending", ASCENDING), ("at", ASCENDING), ("_id", ASCENDING)],
                name="not_yet_sequenced",
                partialFilterExpression={"pending": True},
            ),
            # $exists and not $type: the planner uses a partial index only where the query implies
            # its filter, and a range of seq implies that there is one.
            IndexModel(
                [("seq", ASCENDING)],
                name="one_row_for_each_seq",
                unique=True,
                partialFilterExpression=SEQUENCED,
            ),
            IndexModel([("object.id", ASCENDING), ("_id", DESCENDING)], name="rows_of_object"),
            IndexModel(
                [("object.kind", ASCENDING), ("at", DESCENDING), ("_id", DESCENDING)],
                name="log_of_agents",
                partialFilterExpression=OF_AGENTS,
            ),
            IndexModel(
                [("object.id", ASCENDING), ("at", DESCENDING), ("_id", DESCENDING)],
                name="log_of_agent",
                partialFilterExpression=OF_AGENTS,
            ),
            IndexModel(
                [("rooms", ASCENDING), ("seq", ASCENDING)],
                name="heard_in_order",
                partialFilterExpression=SEQUENCED,
            ),
            IndexModel(
                [("lost_rooms", ASCENDING), ("seq", ASCENDING)],
                name="lost_in_order",
                partialFilterExpression=SEQUENCED,
            ),
            IndexModel(
                [("conversation_id", ASCENDING), ("seq", ASCENDING)],
                name="history_of_conversation",
                partialFilterExpression=SEQUENCED,
            ),
        ]


class Head(Doc):
    """The one head of the journal: the leader's term, the last seq given, the journal's name.

    Who raises ``seq`` must name the ``term`` and ``seq`` he believes in: that fences leaders.
    """

    id: str = Field(default="head", alias="_id")  # type: ignore[assignment]
    term: int = 0
    seq: int = 0
    epoch: str

    class Settings(Doc.Settings):
        name = "head"
