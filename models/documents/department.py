"""A group of members with a queue of its own."""

from typing import ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Time
from models.words import AssignmentMode


class Department(Doc):
    """``mode``: how its queue reaches its agents."""

    name: str
    is_default: bool = False
    mode: AssignmentMode = AssignmentMode.OPEN
    created_at: Time
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
