"""A mail of the house as the mail log shows it. Its link is read apart, and that is written down."""

from datetime import datetime
from typing import Any

from hub.rules.links import PLACE, may_be_given
from models.documents import SystemMail
from models.wire import mail as wire
from models.words import MailState


def in_list(mail: SystemMail, now: datetime) -> wire.SystemMail:
    return wire.SystemMail(**_values(mail, now))


def with_text(mail: SystemMail, now: datetime) -> wire.SystemMailText:
    return wire.SystemMailText(**_values(mail, now), text=mail.text.replace(PLACE, "[…]"))


def _values(mail: SystemMail, now: datetime) -> dict[str, Any]:
    waits = mail.state is MailState.PENDING
    return {
        "id": str(mail.id),
        "to": mail.to,
        "kind": mail.kind,
        "subject": mail.subject,
        "state": mail.state,
        "trouble": mail.trouble,
        "error": mail.error,
        "attempts": mail.attempts,
        "has_link": may_be_given(mail, now),
        "created_at": mail.created_at,
        "sent_at": mail.sent_at,
        "next_try_at": mail.next_try_at if waits else None,
    }
