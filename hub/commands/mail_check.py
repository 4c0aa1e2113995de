"""Connects to the mail server and signs in, without sending anything."""

import asyncio
import smtplib
import ssl
from urllib.parse import unquote, urlsplit

from hub.kit.errors import HubError

TIMEOUT_SECONDS = 10


class MailUnusable(HubError):
    """The detail says what the server, or the way to it, refused."""


async def check_mail(smtp_url: str) -> None:
    """Raises MailUnusable."""
    try:
        await asyncio.to_thread(_sign_in, smtp_url)
    except (OSError, smtplib.SMTPException) as error:
        raise MailUnusable(f"HUB_SMTP_URL: {_reason(error)}") from None


def _sign_in(smtp_url: str) -> None:
    parts = urlsplit(smtp_url)
    host = parts.hostname or ""
    secure = ssl.create_default_context()
    connection: smtplib.SMTP
    if parts.scheme == "smtps":
        connection = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=TIMEOUT_SECONDS, context=secure
        )
    else:
        connection = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT_SECONDS)
    with connection:
        connection.ehlo()
        if parts.scheme == "smtp" and connection.has_extn("starttls"):
            connection.starttls(context=secure)
            connection.ehlo()
        if parts.username:
            connection.login(unquote(parts.username), unquote(parts.password or ""))
        connection.noop()


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        answer = error.smtp_error
        said = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
        return f"the mail server says {error.smtp_code} {said}"
    return str(error)
