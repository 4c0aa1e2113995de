"""A wish for a new password, by whoever says he has forgotten his."""

from typing import ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time

KEPT_SECONDS = 7 * 24 * 3600
"""How long after its end a link is still told from one that never was."""


class PasswordReset(Doc):
    """Stored for every address that is asked for, also unknown ones, so that all take as long.

    A worker finds out whose it is: ``member_id`` is there only then, and only then a mail goes out.
    """

    email: str
    member_id: Id | None = None
    created_at: Time
    expires_at: Time
    used_at: Time | None = None

    class Settings(Doc.Settings):
        name = "password_resets"
        indexes: ClassVar = [
            IndexModel([("member_id", ASCENDING)], sparse=True),
            IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=KEPT_SECONDS),
        ]
