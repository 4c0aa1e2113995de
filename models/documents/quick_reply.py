"""A text that is written often, found by its shortcut."""

from typing import ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time
from models.words import Language, QuickReplyScope


class QuickReply(Doc):
    """``place`` is the room of whom it is for: all staff, a department's queue, or one member.

    A shortcut is unique in its place and language. ``text`` may hold ``{{variables}}``.
    """

    shortcut: str
    title: str
    text: str
    scope: QuickReplyScope
    place: str
    department_id: Id | None = None
    owner_id: Id | None = None
    language: Language | None = None
    created_at: Time
    updated_at: Time
    version: int = 1

    class Settings(Doc.Settings):
        name = "quick_replies"
        indexes: ClassVar = [
            IndexModel(
                [("place", ASCENDING), ("shortcut", ASCENDING), ("language", ASCENDING)],
                unique=True,
            )
        ]
