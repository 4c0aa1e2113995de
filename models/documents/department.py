"""A group of members with a queue of its own."""

from typing import ClassVar

from pydantic import Field
from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Time
from models.documents.hours import Hours
from models.words import AssignmentMode


class Department(Doc):
    """``mode``: how its queue reaches its agents. ``hours``: its own; None takes the company's."""

    name: str
    is_default: bool = False
    mode: AssignmentMode = AssignmentMode.OPEN
    hours: Hours | None = None
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
