"""What waits to be handed to providers: an entry for each conversation that has something to send."""

from typing import ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time


class OutboxEntry(Doc):
    """Its id is the conversation's. Written in the transaction that stores a pending message, taken
    away when nothing of the conversation waits any more.

    ``changes`` goes up with each message put in. ``holder`` sends now, until ``claimed_until`` by the
    database server's clock. ``attempts`` in a row of the message that is next, the first of them at
    ``delayed_since``.
    """

    channel_id: Id
    due_at: Time
    changes: int = 0
    holder: str | None = None
    claimed_until: Time | None = None
    attempts: int = 0
    delayed_since: Time | None = None

    class Settings(Doc.Settings):
        name = "outbox"
        indexes: ClassVar = [IndexModel([("channel_id", ASCENDING), ("due_at", ASCENDING)])]


class ChannelPause(Doc):
    """Its id is the channel's. All workers keep it: nothing of the channel is sent before ``until``.

    ``failures`` in a row; while there are any, one conversation at a time tries.
    """

    until: Time
    failures: int = 0
    code: str = ""
    detail: str = ""

    class Settings(Doc.Settings):
        name = "channel_pauses"
