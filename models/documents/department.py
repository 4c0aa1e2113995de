"""A group of members with a queue of its own."""

from typing import ClassVar

from pydantic import BaseModel, Field
from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time
from models.documents.hours import Hours
from models.words import AssignmentMode


class AnswerTargets(BaseModel):
    """How soon customers are to be answered, in seconds of working time; 0 is no target, None what is
    usual on the channel. ``channel_id``: of one channel; None of all others.
    """

    channel_id: Id | None = None
    first_answer: int | None = None
    next_answer: int | None = None


class Department(Doc):
    """``mode``: how its queue reaches its agents. ``hours``: its own; None takes the company's.
    ``targets``: by when customers are to be answered, at most one entry for each channel.
    """

    name: str
    is_default: bool = False
    mode: AssignmentMode = AssignmentMode.OPEN
    hours: Hours | None = None
    targets: list[AnswerTargets] = Field(default_factory=list)
    created_at: Time
    field_versions: dict[str, int] = Field(default_factory=dict)
    field_editors: dict[str, str] = Field(default_factory=dict)
    version: int = 1

    class Settings(Doc.Settings):
        name = "departments"
        indexes: ClassVar = [
            IndexModel([("name", ASCENDING)], unique=True),
            IndexModel(
                [("is_default", ASCENDING)],
                unique=True,
                partialFilterExpression={"is_default": True},
            ),
        ]
