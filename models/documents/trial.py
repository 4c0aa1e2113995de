"""The test message of a channel: sent by an admin, belonging to no conversation."""

from pydantic import Field

from models.documents.base import Doc, Id, Time
from models.words import MessageStatus


class Trial(Doc):
    """``_id`` is the channel's: the newest one counts. ``message_id`` is our own id of it; ``to`` is as
    people read it. ``code`` as the provider words it.
    """

    id: Id = Field(alias="_id")
    message_id: Id
    to: str
    status: MessageStatus = MessageStatus.SENDING
    external_id: str | None = None
    sent_at: Time
    moved_at: Time
    code: str | None = None
    detail: str | None = None

    class Settings(Doc.Settings):
        name = "trials"
