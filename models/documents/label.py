"""Tags of conversations, grouped by category."""

from typing import ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time
from models.words import LabelColor, Priority


class LabelCategory(Doc):
    """``key`` is the name as it is compared: two names that differ in case alone are one.

    ``rank`` is its place among the categories. An archived one is shown where it is in use and
    offered nowhere. ``extended_at``: when a label was last put into it.
    """

    name: str
    key: str
    rank: int = 0
    archived: bool = False
    extended_at: Time | None = None
    created_at: Time
    version: int = 1

    class Settings(Doc.Settings):
        name = "label_categories"
        indexes: ClassVar = [IndexModel([("key", ASCENDING)], unique=True)]


class Label(Doc):
    """A tag; its name is unique in its category. ``key``, ``rank``, ``archived`` as there. ``priority``: how
    urgent it makes a conversation that is not more urgent already.
    """

    name: str
    key: str
    color: LabelColor
    category_id: Id
    priority: Priority | None = None
    rank: int = 0
    archived: bool = False
    created_at: Time
    version: int = 1

    class Settings(Doc.Settings):
        name = "labels"
        indexes: ClassVar = [
            IndexModel([("category_id", ASCENDING), ("key", ASCENDING)], unique=True)
        ]
