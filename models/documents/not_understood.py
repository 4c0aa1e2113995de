"""What came in and could not be taken, kept for an admin to look at."""

from typing import Any, ClassVar

from pymongo import ASCENDING, DESCENDING, IndexModel

from models.documents.base import Doc, Id, Time


class NotUnderstood(Doc):
    channel_id: Id
    reason: str
    envelope: dict[str, Any]
    at: Time

    class Settings(Doc.Settings):
        name = "not_understood"
        indexes: ClassVar = [
            IndexModel([("at", DESCENDING)]),
            IndexModel([("channel_id", ASCENDING), ("envelope.sender_id", ASCENDING)]),
        ]
