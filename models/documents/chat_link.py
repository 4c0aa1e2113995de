"""A link in a mail that continues a live chat on any device, once."""

from typing import ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time


class ChatLink(Doc):
    """``used_at``: somebody has opened it; it is worth nothing any more."""

    conversation_id: Id
    channel_id: Id
    identity_id: Id
    created_at: Time
    expires_at: Time
    used_at: Time | None = None

    class Settings(Doc.Settings):
        name = "chat_links"
        indexes: ClassVar = [
            IndexModel([("conversation_id", ASCENDING)]),
            IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=30 * 24 * 3600),
        ]
