"""That a message was taken back before it was sent, so that a late repeat does not write it again."""

from typing import ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time

KEPT = 24 * 60 * 60
"""Seconds; no client repeats a request for so long."""


class UndoneSend(Doc):
    """Its id is that of the message, of which nothing else is left."""

    author_id: Id
    client_id: str
    conversation_id: Id
    at: Time

    class Settings(Doc.Settings):
        name = "undone_sends"
        indexes: ClassVar = [
            IndexModel([("author_id", ASCENDING), ("client_id", ASCENDING)], unique=True),
            IndexModel([("at", ASCENDING)], expireAfterSeconds=KEPT),
        ]
