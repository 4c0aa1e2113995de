"""Something that must happen at a time, unless it has been overtaken by then."""

from typing import ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time


class Due(Doc):
    """At most one of a kind for an object. ``claimed_until`` is the lease of who works on it."""

    kind: str
    object_id: Id
    at: Time
    object_version: int = 0
    claimed_until: Time | None = None
    attempts: int = 0

    class Settings(Doc.Settings):
        name = "due"
        indexes: ClassVar = [
            IndexModel([("kind", ASCENDING), ("object_id", ASCENDING)], unique=True),
            IndexModel([("at", ASCENDING)]),
        ]
