"""A conversation with a mail server: connect, sign in, hand over one message at a time.

The standard library's client, which blocks: call it in a thread. What went wrong is told by three
errors, because they mean three things for who wants to send: later, never, and nobody knows.
"""

import re
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

from hub.kit.errors import HubError

TIMEOUT_SECONDS = 15.0
"""For each answer of the server."""

MOST_SAID = 300

POLICY = SMTP.clone(cte_type="7bit")
"""Lines end as mail wants it, and no server need know of eight bits."""

FIRST_DOTS = re.compile(rb"(?m)^\.")
"""A dot at the start of a line is doubled: one alone ends the message."""


class MailUnreachable(HubError):
    """No server that would take mail of ours: nothing was sent, and it says nothing about the mail."""


class MailDelayed(HubError):
    """The server does not want this message now: nothing was sent, try again later."""


class MailRefused(HubError):
    """The server does not want this message at all."""


class MailUncertain(HubError):
    """The connection broke after the whole message was handed over, before the answer."""


class MailServer:
    """One connection. Not for several threads at once."""

    def __init__(self, smtp_url: str, timeout: float = TIMEOUT_SECONDS) -> None:
        self._parts = urlsplit(smtp_url)
        self._timeout = timeout
        self._smtp: smtplib.SMTP | None = None

    def open(self) -> None:
        """Connect and sign in. Raises MailUnreachable."""
        try:
            self._smtp = self._connected()
            if self._parts.username:
                self._smtp.login(unquote(self._parts.username), unquote(self._parts.password or ""))
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self.close()
            raise MailUnreachable(_reason(error)) from None

    def _connected(self) -> smtplib.SMTP:
        host, secure = self._parts.hostname or "", ssl.create_default_context()
        if self._parts.scheme == "smtps":
            port = self._parts.port or 465
            return smtplib.SMTP_SSL(host, port, timeout=self._timeout, context=secure)
        smtp = smtplib.SMTP(host, self._parts.port or 587, timeout=self._timeout)
        try:
            smtp.ehlo_or_helo_if_needed()
            if smtp.has_extn("starttls"):
                smtp.starttls(context=secure)
                smtp.ehlo()
        except BaseException:
            smtp.close()
            raise
        return smtp

    def check(self) -> None:
        """Ask for nothing, to see that it answers. Raises MailUnreachable."""
        try:
            self._opened.noop()
        except (OSError, smtplib.SMTPException) as error:
            raise MailUnreachable(_reason(error)) from None

    def send(self, sender: str, recipient: str, message: EmailMessage) -> str:
        """Hand one message over; what the server said to it.

        Raises MailDelayed, MailRefused, MailUnreachable (all: not sent), MailUncertain.
        """
        smtp = self._opened
        body = FIRST_DOTS.sub(b"..", message.as_bytes(policy=POLICY))
        try:
            _agreed(smtp.mail(sender), "MAIL FROM", refused=MailDelayed)
            _agreed(smtp.rcpt(recipient), "RCPT TO")
            _agreed(smtp.docmd("DATA"), "DATA")
            smtp.send(body if body.endswith(b"\r\n") else body + b"\r\n")
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise MailUnreachable(_reason(error)) from None
        except (MailDelayed, MailRefused):
            self._reset()
            raise
        # From here on the server may have it, whatever we hear.
        try:
            smtp.send(b".\r\n")
            return _agreed(smtp.getreply(), "the message")
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise MailUncertain(_reason(error)) from None

    @property
    def is_open(self) -> bool:
        return self._smtp is not None and self._smtp.sock is not None

    def close(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()

    def leave(self) -> None:
        """Say goodbye; whatever comes of it, the connection is closed."""
        try:
            if self._smtp is not None:
                self._smtp.quit()
        except (OSError, smtplib.SMTPException):
            pass
        finally:
            self.close()

    def _reset(self) -> None:
        """Ready for the next message, on a connection that refused one."""
        try:
            self._opened.rset()
        except (OSError, smtplib.SMTPException):
            self.close()

    @property
    def _opened(self) -> smtplib.SMTP:
        if self._smtp is None:
            raise MailUnreachable("the connection to the mail server is closed")
        return self._smtp


def _agreed(answer: tuple[int, bytes], to: str, refused: type[HubError] = MailRefused) -> str:
    code, said = answer
    words = f"{code} {_readable(said)}"
    if 200 <= code < 400:
        return words
    if not 400 <= code < 600:
        raise smtplib.SMTPServerDisconnected(f"no answer of a mail server: {words}")
    raise (refused if code >= 500 else MailDelayed)(f"the mail server says to {to}: {words}")


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        words = _readable(said) if isinstance(said, bytes) else str(said)
        return f"the mail server says {error.smtp_code} {words}"
    if isinstance(error, TimeoutError):
        return "the mail server does not answer"
    return str(error)[:MOST_SAID] or type(error).__name__


def _readable(said: bytes) -> str:
    text = said.decode("utf-8", "replace")[:MOST_SAID]
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
