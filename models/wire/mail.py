"""The mails of the house as admins see them."""

from models.wire.base import UtcTime, Wire, WireId
from models.words import MailKind, MailState, MailTrouble


class SystemMail(Wire):
    """``has_link``: it holds a link that still opens something and that admins may be given."""

    id: WireId
    to: str
    kind: MailKind
    subject: str
    state: MailState
    trouble: MailTrouble | None = None
    error: str | None = None
    attempts: int
    has_link: bool
    created_at: UtcTime
    sent_at: UtcTime | None = None
    next_try_at: UtcTime | None = None


class SystemMailText(SystemMail):
    """One of them with its words, the link left out."""

    text: str


class MailServer(Wire):
    """``sends`` is False while no mail server is set: mails are kept then."""

    sends: bool
    sender: str | None = None


class SecretLink(Wire):
    """To be copied by hand. Reading it is written down."""

    url: str
    expires_at: UtcTime
