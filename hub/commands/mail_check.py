"""Connects to the mail server and signs in, without sending anything."""

import asyncio

from hub.kit.errors import HubError
from hub.kit.smtp import MailServer, MailUnreachable


class MailUnusable(HubError):
    """The detail says what the server, or the way to it, refused."""


async def check_mail(smtp_url: str) -> None:
    """Raises MailUnusable."""
    try:
        await asyncio.to_thread(_sign_in, smtp_url)
    except MailUnreachable as error:
        raise MailUnusable(f"HUB_SMTP_URL: {error.detail}") from None


def _sign_in(smtp_url: str) -> None:
    server = MailServer(smtp_url, timeout=10)
    server.open()
    try:
        server.check()
    finally:
        server.leave()
