"""What a member is told in his bell, and how he wants to be told."""

from datetime import timedelta
from typing import Any, ClassVar, Self

from pydantic import BaseModel, Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from models.documents.base import Doc, Id, Time
from models.documents.event import Actor
from models.words import AlertSound, NotificationKind

KEPT_FOR = timedelta(days=30)
MOST_KEPT = 500
"""Entries of a member; older ones go."""


class Notification(Doc):
    """It holds ids and the names of staff only: whatever a customer said or is called is read from
    the conversation, and shown to nobody who may not see that.

    ``key`` is what several of a kind are folded by, ``times`` how many have been. ``unread`` exists
    only until it is read. ``bell``: listed; otherwise it was made for a sound or a desktop alone.
    ``mailed_at``: when he was told of it by mail, too.
    """

    member_id: Id
    kind: NotificationKind
    key: str
    actor: Actor
    conversation_id: Id | None = None
    message_id: Id | None = None
    department_id: Id | None = None
    channel_id: Id | None = None
    times: int = 1
    bell: bool = True
    unread: bool | None = True
    at: Time
    read_at: Time | None = None
    mailed_at: Time | None = None
    expires_at: Time
    version: int = 1

    @classmethod
    def from_mongo(cls, raw: dict[str, Any]) -> Self:
        """A new one is unread; a stored one only if it says so."""
        return super().from_mongo({"unread": None, **raw})

    class Settings(Doc.Settings):
        name = "notifications"
        indexes: ClassVar = [
            IndexModel(
                [
                    ("member_id", ASCENDING),
                    ("bell", ASCENDING),
                    ("at", DESCENDING),
                    ("_id", DESCENDING),
                ],
                name="bell_of_member",
            ),
            IndexModel(
                [("member_id", ASCENDING), ("at", DESCENDING), ("_id", DESCENDING)],
                name="unread_of_member",
                partialFilterExpression={"unread": True, "bell": True},
            ),
            IndexModel(
                [("key", ASCENDING), ("member_id", ASCENDING)],
                name="unread_of_key",
                partialFilterExpression={"unread": True},
            ),
            IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
        ]


class Media(BaseModel):
    """By what a member is told of a kind of thing."""

    sound: bool = False
    desktop: bool = False
    bell: bool = False


class QuietHours(BaseModel):
    """Daily, as HH:MM on the member's own clock; ``end`` may lie on the next day."""

    start: str
    end: str


class NotificationSettings(Doc):
    """``_id`` is the member's id; none stored means the defaults of the house.

    ``kinds`` holds only what he chose himself. ``volume`` in percent. ``oldest_wait`` (seconds) and
    ``unanswered`` (chats) are a supervisor's limits; 0 switches one off. ``mention_mail``: a mail tells
    of a mention that he has not read because he was away.
    """

    kinds: dict[NotificationKind, Media] = Field(default_factory=dict)
    sound: AlertSound = AlertSound.DROP
    volume: int = 60
    show_text: bool = False
    quiet_hours: QuietHours | None = None
    quiet_until: Time | None = None
    muted_ids: list[Id] = Field(default_factory=list)
    oldest_wait: int = 10 * 60
    unanswered: int = 3
    mention_mail: bool = True
    version: int = 0

    class Settings(Doc.Settings):
        name = "notification_settings"
