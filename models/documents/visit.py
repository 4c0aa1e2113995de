"""Where visitors have the chat open at this moment."""

from typing import ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id


class Visit(Doc):
    """The chat of one visitor on one web process, whatever number of tabs he has there."""

    identity_id: Id
    process_id: Id

    class Settings(Doc.Settings):
        name = "visits"
        indexes: ClassVar = [
            IndexModel([("identity_id", ASCENDING)]),
            IndexModel([("process_id", ASCENDING)]),
        ]
