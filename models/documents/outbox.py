"""What waits to be handed to providers: an entry for each conversation that has something to send, and
one for each mail that some of its recipients have and others shall still get.
"""

from typing import ClassVar

from pydantic import Field
from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time


class OutboxEntry(Doc):
    """Its id is the conversation's. Written in the transaction that stores a pending message, taken
    away when nothing of the conversation waits any more.

    ``changes`` goes up with each message put in. ``holder`` sends now, until ``claimed_until`` by the
    database server's clock. ``attempts`` in a row of the message that is next, the first of them at
    ``delayed_since``.

    With ``late_of``, its conversation, it is for a mail that not all have got, and its id the message's:
    ``recipients`` are those who are tried again, apart from the order of the conversation, and
    ``trying`` is true while they are.
    """

    channel_id: Id
    due_at: Time
    changes: int = 0
    holder: str | None = None
    claimed_until: Time | None = None
    attempts: int = 0
    delayed_since: Time | None = None
    late_of: Id | None = None
    recipients: list[str] = Field(default_factory=list)
    trying: bool = False

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


class SendPace(Doc):
    """How fast a channel, or a recipient of it, is written to: the calls so far are paid for at
    ``paid_until``. ``taken`` and ``waits`` (milliseconds) are the answer to who asked last.
    """

    id: str = Field(alias="_id")  # type: ignore[assignment]
    paid_until: Time
    taken: bool
    waits: int

    class Settings(Doc.Settings):
        name = "send_paces"
        # Once all is paid for, nothing is left to know.
        indexes: ClassVar = [IndexModel([("paid_until", ASCENDING)], expireAfterSeconds=60)]
