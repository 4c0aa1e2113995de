"""Sends the mails of the house. Any number of workers share the outbox by atomic claims.

A mail is claimed only on an open connection, so a server that is away costs no mail a try. From the
claim to the answer it is `sending`: whose worker dies in between becomes `unknown`, is shown as such,
and is not sent again by itself.
"""

import asyncio
from collections.abc import Callable
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit

from hub.flows.settle_mail import SettleMail
from hub.kit.dice import DICE
from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.kit.settings import Settings
from hub.kit.smtp import (
    POLICY,
    MailDelayed,
    MailRefused,
    MailServer,
    MailUncertain,
    MailUnreachable,
)
from hub.kit.tokens import Signer
from hub.rules.links import PLACE, link_address, mail_link_ended
from hub.services import system_mails
from hub.services.system_mails import Outcome
from hub.store.directory import Directory
from hub.store.mongo import Store
from models.documents import SystemMail
from models.words import MailState, MailTrouble

log = get_logger(__name__)

EVERY = 1.0
"""Seconds between looks when nothing is due."""

LEASE_SECONDS = 300.0
"""Longer than all answers of a server may take together."""

FIRST_WAIT, LONGEST_WAIT = 5.0, 300.0
"""Seconds until a server that was away is tried again; twice as long each time."""

FINISHING_SECONDS = 4.0
"""How long a stopping worker waits for the answer to what it is sending."""


class Mailing:
    def __init__(
        self,
        store: Store,
        directory: Directory,
        signer: Signer,
        settings: Settings,
        settle: SettleMail,
        *,
        lease_seconds: float = LEASE_SECONDS,
    ) -> None:
        self._store = store
        self._directory = directory
        self._signer = signer
        self._settings = settings
        self._settle = settle
        self._lease_seconds = lease_seconds
        self._failures = 0

    async def run(self) -> None:
        while True:
            pause = EVERY
            try:
                if not await self.send_due():
                    pause = self._wait()
            except Unavailable as away:
                log.warning("mailing_waits", reason=away.error)
            await asyncio.sleep(pause)

    async def send_due(self) -> bool:
        """Send all that is due now; False when the mail server is away."""
        for lost in await system_mails.find_lost(self._store):
            log.warning("mail_uncertain", mail=str(lost.id))
            await self._settle(lost, Outcome(MailState.UNKNOWN, MailTrouble.UNCERTAIN))
        if not await system_mails.is_due(self._store):
            return True
        if not self._settings.smtp_url:
            await self._keep_all()
            return True
        server = MailServer(self._settings.smtp_url)
        try:
            await self._send_all(server)
        except MailUnreachable as away:
            self._failures += 1
            log.warning("mail_server_away", reason=away.detail)
            await self._tell_waiting(away.detail)
            return False
        finally:
            await asyncio.to_thread(server.leave)
        self._failures = 0
        return True

    def _wait(self) -> float:
        longest: float = min(FIRST_WAIT * 2 ** (min(self._failures, 10) - 1), LONGEST_WAIT)
        return longest * DICE.uniform(0.75, 1.25)

    async def _send_all(self, server: MailServer) -> None:
        """Raises MailUnreachable when there is no server to talk to."""
        if not sender_of(self._settings.mail_from):
            raise MailUnreachable("HUB_MAIL_FROM is empty; set the address that mail comes from")
        while await system_mails.is_due(self._store):
            if not server.is_open:
                await asyncio.to_thread(server.open)
            mail = await system_mails.claim(self._store, self._lease_seconds)
            if mail is None:
                return
            outcome = await self._send(server, mail)
            await self._settle(mail, outcome)
            log.info("mail_tried", mail=str(mail.id), kind=mail.kind, state=outcome.state)

    async def _send(self, server: MailServer, mail: SystemMail) -> Outcome:
        if mail_link_ended(mail, self._store.clock.now()):
            return Outcome(MailState.FAILED, MailTrouble.LINK_ENDED)
        sender = sender_of(self._settings.mail_from)
        try:
            message = self._message(mail)
            message.as_bytes()
        except (ValueError, MessageError) as wrong:
            return Outcome(MailState.FAILED, MailTrouble.REFUSED, f"cannot be written to: {wrong}")
        try:
            await self._handed_over(mail, lambda: server.send(sender, mail.to, message))
        except MailRefused as refused:
            return Outcome(MailState.FAILED, MailTrouble.REFUSED, refused.detail)
        except MailUncertain as uncertain:
            return Outcome(MailState.UNKNOWN, MailTrouble.UNCERTAIN, uncertain.detail)
        except MailDelayed as delayed:
            return Outcome(MailState.PENDING, MailTrouble.DELAYED, delayed.detail)
        except MailUnreachable as away:
            return Outcome(MailState.PENDING, MailTrouble.UNREACHABLE, away.detail)
        return Outcome(MailState.SENT)

    async def _handed_over(self, mail: SystemMail, send: Callable[[], str]) -> str:
        """A worker that is told to stop in the middle still writes down what the server said."""
        sending = asyncio.ensure_future(asyncio.to_thread(send))
        try:
            return await asyncio.shield(sending)
        except asyncio.CancelledError:
            done, _ = await asyncio.wait([sending], timeout=FINISHING_SECONDS)
            if done and sending.exception() is None:
                await self._settle(mail, Outcome(MailState.SENT))
            raise

    async def _keep_all(self) -> None:
        """No mail server is set: the mails stay in the mail log, and are not sent later."""
        kept = Outcome(MailState.KEPT, MailTrouble.NO_SERVER)
        for mail in await system_mails.find_waiting(self._store):
            await self._settle(mail, kept)

    async def _tell_waiting(self, reason: str) -> None:
        """Those that wait say why. They stay due; the oldest that have waited too long are given up."""
        away = Outcome(MailState.PENDING, MailTrouble.UNREACHABLE, reason)
        for mail in await system_mails.find_waiting(self._store):
            stale = self._store.clock.now() >= mail.tried_until
            if stale or (mail.trouble, mail.error) != (away.trouble, away.error):
                await self._settle(mail, away)

    def _message(self, mail: SystemMail) -> EmailMessage:
        public_url = self._settings.public_url
        address = link_address(self._signer, public_url, mail.link) if mail.link else ""
        name, sender = parseaddr(self._settings.mail_from)
        host = urlsplit(self._settings.public_url).hostname or "localhost"
        message = EmailMessage(policy=POLICY)
        message["From"] = Address(name or self._directory.workspace.name, addr_spec=sender)
        message["To"] = Address(addr_spec=mail.to)
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(self._store.clock.now())
        # The same for every try of this mail, so that a repeat can be told as one.
        message["Message-ID"] = f"<{mail.id}@{host}>"
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"
        message["Content-Language"] = mail.language.value
        message.set_content(mail.text.replace(PLACE, address))
        message.add_alternative(mail.html.replace(PLACE, address), subtype="html")
        return message


def sender_of(mail_from: str) -> str:
    """The bare address out of ``Name <address>``; empty when there is none."""
    address = parseaddr(mail_from)[1]
    return address if "@" in address else ""
