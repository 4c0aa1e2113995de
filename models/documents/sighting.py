"""Web pages that showed, or tried to show, a chat."""

from typing import ClassVar

from pymongo import ASCENDING, DESCENDING, IndexModel

from models.documents.base import Doc, Id, Time


class Sighting(Doc):
    """One site with one channel. ``tries`` since ``since``, as exact as it is written thriftily.

    ``channel_id`` None: the loader alone was fetched, which does not say for which channel.
    """

    channel_id: Id | None = None
    origin: str
    allowed: bool
    tries: int = 0
    since: Time
    last_at: Time
    expires_at: Time

    class Settings(Doc.Settings):
        name = "sightings"
        indexes: ClassVar = [
            IndexModel(
                [("channel_id", ASCENDING), ("allowed", ASCENDING), ("origin", ASCENDING)],
                unique=True,
            ),
            IndexModel(
                [("channel_id", ASCENDING), ("allowed", ASCENDING), ("last_at", DESCENDING)]
            ),
            IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
        ]
