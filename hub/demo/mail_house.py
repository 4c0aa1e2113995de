"""The demo's mail server: SMTP and IMAP in memory, on this machine, for the company and its customers.

It is mail-devel, which only the demo installs. Its SMTP side is served here, so that it can be ill.
"""

# The signatures of the hooks are aiosmtpd's, whatever of them is used.
# ruff: noqa: ARG002

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from mail_devel.service import Service
from pymap.parsing.specials import FetchRequirement

from channels_adapters.kit.ports import free_ports
from hub.demo.wire import HOST, MAILBOX

PASSWORD = "simpul-demo"  # noqa: S105  # told to everybody who tries the demo
LOCAL, DOMAIN = MAILBOX.split("@")
ALIAS = f"{LOCAL}+*@{DOMAIN}:{MAILBOX}"
MOST_BYTES = 40 * 1024 * 1024


@dataclass
class MailHouse:
    """``away``: it takes no mail. ``locks_out``: no password of the company's is right.

    ``next_answers``: what it says to the company's next mails instead of taking them.
    ``next_bounces``: so many it takes and sends back.
    """

    service: Any
    smtp_port: int
    imap_port: int
    web_port: int
    away: bool = False
    locks_out: bool = False
    next_answers: list[str] = field(default_factory=list)
    next_bounces: int = 0

    @property
    def url(self) -> str:
        """A page with all mailboxes."""
        return f"http://{HOST}:{self.web_port}"

    @property
    def smtp_url(self) -> str:
        return f"smtp://{HOST}:{self.smtp_port}"

    async def received(self, address: str) -> list[EmailMessage]:
        """What lies in the mailbox of an address, oldest first."""
        account = await self.service.mailboxes.get(address)
        mailbox = await account.get_mailbox("INBOX")
        found = []
        async for message in mailbox.messages():
            loaded = await message.load_content(FetchRequirement.CONTENT)
            found.append(message_from_bytes(bytes(loaded.content), policy=policy.default))
        return found

    async def take(self, raw: bytes) -> None:
        """Put a mail where its head says."""
        await self.service.handler.handle_message(message_from_bytes(raw))

    def sign_in(self, server: Any, session: Any, envelope: Any, way: str, data: Any) -> AuthResult:
        known = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
        return AuthResult(success=known and not self.locks_out, handled=False)

    async def handle_MAIL(
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.away:
            return "421 4.3.2 The server is being looked after, try again later"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        is_the_companys = parseaddr(envelope.mail_from or "")[1].endswith(f"@{DOMAIN}")
        if is_the_companys and self.next_answers:
            return self.next_answers.pop(0)
        if is_the_companys and self.next_bounces:
            self.next_bounces -= 1
            await self.take(_bounce_of(envelope.content, envelope.rcpt_tos[0]))
        else:
            await self.take(envelope.content)
        return "250 2.0.0 Ok: queued"


def _bounce_of(raw: bytes, recipient: str) -> bytes:
    """As a mail server writes it (RFC 3464)."""
    mail = message_from_bytes(raw)
    head = "".join(f"{name}: {value}\n" for name, value in mail.items())
    return (
        f"From: Mail Delivery System <MAILER-DAEMON@surel.example>\n"
        f"To: {MAILBOX}\n"
        f"Subject: Undelivered Mail Returned to Sender\n"
        f"Date: {formatdate()}\n"
        f"Message-ID: {make_msgid(domain='surel.example')}\n"
        f"Auto-Submitted: auto-replied\n"
        f"MIME-Version: 1.0\n"
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        f"--b\nContent-Type: text/plain; charset=us-ascii\n\n"
        f"Your message could not be delivered to {recipient}: the mailbox does not exist.\n\n"
        f"--b\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; mail.surel.example\n\n"
        f"Final-Recipient: rfc822; {recipient}\nAction: failed\nStatus: 5.1.1\n"
        f"Diagnostic-Code: smtp; 550 5.1.1 User unknown\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\n{head}\n--b--\n"
    ).encode()


@asynccontextmanager
async def mail_house() -> AsyncIterator[MailHouse]:
    """On three free ports: SMTP, IMAP and a page that shows all mailboxes."""
    imap_port, web_port = free_ports(2)
    arguments = Service.parse(
        [
            *("--host", HOST, "--user", MAILBOX, "--password", PASSWORD, "--multi-user"),
            *("--alias", ALIAS, "--imap-port", str(imap_port), "--http-port", str(web_port)),
            *("--client-max-size", "40M"),
        ]
    )
    service = await Service.init(arguments)
    # Its own SMTP side is not used; it has a thread's loop ready.
    service.smtp.loop.close()
    house = MailHouse(service, 0, imap_port, web_port)
    async with AsyncExitStack() as stack:
        await service.backend.start(stack)
        await service.imap.start(stack)
        web = await service.frontend.start()
        stack.push_async_callback(web.cleanup)
        server = await asyncio.get_running_loop().create_server(
            lambda: SMTP(
                house,
                hostname="mail.paketara.example",
                data_size_limit=MOST_BYTES,
                enable_SMTPUTF8=True,
                auth_require_tls=False,
                authenticator=house.sign_in,
            ),
            HOST,
            0,
        )
        stack.callback(server.close)
        house.smtp_port = server.sockets[0].getsockname()[1]
        yield house
