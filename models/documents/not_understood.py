"""What came in and could not be taken, kept for an admin to look at."""

from typing import Any, ClassVar

from pymongo import ASCENDING, DESCENDING, IndexModel

from models.documents.base import Doc, Id, Time


class NotUnderstood(Doc):
    """``envelope``: as far as it was understood. ``raw_id`` and ``raw_size``: its bytes as they came, a
    file of our store. ``history``: it was older than its channel.
    """

    channel_id: Id
    reason: str
    envelope: dict[str, Any]
    raw_id: Id | None = None
    raw_size: int | None = None
    history: bool = False
    at: Time

    class Settings(Doc.Settings):
        name = "not_understood"
        indexes: ClassVar = [
            IndexModel([("at", DESCENDING)]),
            IndexModel([("channel_id", ASCENDING), ("envelope.sender_id", ASCENDING)]),
        ]
