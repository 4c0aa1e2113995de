"""A real mail server (aiosmtpd) on a free port of loopback for tests: it takes mails, and can be ill.

An address says what it does to its mails: ``nobody@`` is unknown, ``full@`` is full, ``grey@`` wants
the first try later.
"""

# The signatures of the hooks are aiosmtpd's, whatever of them is used.
# ruff: noqa: ARG001, ARG002

import asyncio
import base64
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as Server
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from channels_adapters.kit.ports import free_ports

PASSWORD, TOKEN = "rahasia", "ya29.good"


@dataclass
class MailPeer:
    """``says``: the answer to the next whole message. ``hangs_up``: it takes one and says nothing.

    ``holds``: it answers a message only when this is set. ``rejects_sender``: its word to MAIL.
    ``signs_in``: it takes mails only from who has signed in, by password or with
    ``token``.
    """

    says: str = "250 2.0.0 Ok: queued"
    hangs_up: bool = False
    holds: Event | None = None
    rejects_sender: str | None = None
    signs_in: bool = False
    token: str = TOKEN
    greyed: set[str] = field(default_factory=set)
    raw: list[bytes] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    port: int = 0

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(one, policy=policy.default) for one in self.raw]

    async def handle_MAIL(
        self, server: Server, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.signs_in and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if self.rejects_sender:
            return self.rejects_sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: Server, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        local = address.partition("@")[0]
        if local == "nobody":
            return "550 5.1.1 No such user here"
        if local == "full":
            return "452 4.2.2 Mailbox full"
        if local == "grey" and address not in self.greyed:
            self.greyed.add(address)
            return "451 4.7.1 Greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Server, session: Session, envelope: Envelope) -> str:
        if self.says.startswith("2"):
            assert isinstance(envelope.content, bytes)
            self.raw.append(envelope.content)
            self.recipients.append(list(envelope.rcpt_tos))
        if self.hangs_up:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        if self.holds is not None:
            await server.loop.run_in_executor(None, self.holds.wait, 10)
        return self.says

    async def auth_XOAUTH2(self, server: Server, args: list[str]) -> AuthResult:
        given = base64.b64decode(args[1]).decode()
        if f"auth=Bearer {self.token}\x01" in given:
            return AuthResult(success=True)
        challenge = base64.b64encode(b'{"status":"400"}').decode()
        await server.challenge_auth(challenge, encode_to_b64=False)
        return AuthResult(success=False, handled=False)


def _knows(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    is_right = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
    return AuthResult(success=is_right, handled=False)


@contextmanager
def serving(
    peer: MailPeer,
    *,
    tls: ssl.SSLContext | None = None,
    at_once: bool = False,
    most_bytes: int = 33_554_432,
) -> Iterator[MailPeer]:
    """``tls`` by STARTTLS, or ``at_once`` from the first byte."""
    [peer.port] = free_ports(1)
    controller = Controller(
        peer,
        hostname="127.0.0.1",
        port=peer.port,
        ssl_context=tls if at_once else None,
        tls_context=None if at_once else tls,
        authenticator=_knows if peer.signs_in else None,
        auth_require_tls=False,
        data_size_limit=most_bytes,
        enable_SMTPUTF8=False,
    )
    controller.start()
    try:
        yield peer
    finally:
        controller.stop()
