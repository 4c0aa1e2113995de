"""A mail of the house itself, waiting to be sent or kept for admins to read."""

from typing import ClassVar

from pydantic import BaseModel
from pymongo import ASCENDING, DESCENDING, IndexModel

from models.documents.base import Doc, Id, Time
from models.words import Language, LinkPurpose, MailKind, MailState, MailTrouble

KEPT_SECONDS = 90 * 24 * 3600
"""How long a mail stays in the mail log."""


class MailLink(BaseModel):
    """Which link the mail holds; the secret in it is made when it is sent, and stored nowhere.

    ``page``: where it leads, when that is not the same for all of its purpose.
    """

    purpose: LinkPurpose
    object_id: Id
    round: int
    expires_at: Time
    page: str | None = None


class SystemMail(Doc):
    """Written in the transaction of the act that causes it; a worker sends it.

    ``channel_id``: the mailbox it goes out from, instead of the house's own address.
    ``conversation_id``: where an answer to it belongs. ``text`` and ``html`` say ``{link}`` where the link goes. ``claimed_until`` is the lease of the
    worker that is sending it. ``trouble`` is why it is where it is, ``error`` what the server said.
    """

    to: str
    kind: MailKind
    language: Language
    subject: str
    text: str
    html: str
    link: MailLink | None = None
    channel_id: Id | None = None
    conversation_id: Id | None = None
    state: MailState = MailState.PENDING
    attempts: int = 0
    next_try_at: Time
    tried_until: Time
    claimed_until: Time | None = None
    trouble: MailTrouble | None = None
    error: str | None = None
    created_at: Time
    sent_at: Time | None = None

    class Settings(Doc.Settings):
        name = "system_mails"
        indexes: ClassVar = [
            IndexModel([("state", ASCENDING), ("next_try_at", ASCENDING)]),
            IndexModel([("link.object_id", ASCENDING), ("_id", DESCENDING)]),
            IndexModel(
                [("conversation_id", ASCENDING)],
                name="mails_of_conversation",
                partialFilterExpression={"conversation_id": {"$exists": True}},
            ),
            IndexModel([("created_at", ASCENDING)], expireAfterSeconds=KEPT_SECONDS),
        ]
