"""What was reported about a message that has not come yet; applied when it comes."""

from typing import Any, ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time


class EarlyReport(Doc):
    """``target_id`` is the provider's id of the message; ``envelope`` an edit, deletion or reaction."""

    channel_id: Id
    target_id: str
    envelope: dict[str, Any]
    at: Time

    class Settings(Doc.Settings):
        name = "early_reports"
        indexes: ClassVar = [
            IndexModel([("channel_id", ASCENDING), ("target_id", ASCENDING)]),
            # A report about what never came is worth nothing after a while.
            IndexModel([("at", ASCENDING)], expireAfterSeconds=3 * 24 * 3600),
        ]
