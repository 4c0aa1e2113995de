"""Sends those mails of the house that go out from a mailbox of its own, by that channel's adapter."""

import asyncio
from collections.abc import Callable

from pymongo.errors import PyMongoError

from channels_adapters.base import (
    Account,
    ChannelError,
    SendDelayed,
    SendRefused,
    Sends,
    SendUncertain,
)
from channels_adapters.registry import adapter_of
from hub.flows.settle_mail import SettleMail
from hub.jobs.pacing import wait_for_turn
from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.kit.tokens import Signer
from hub.rules.links import PLACE, link_address, mail_link_ended
from hub.rules.thread_tokens import thread_token
from hub.services import system_mails
from hub.services.system_mails import Outcome
from hub.store.directory import Directory
from hub.store.mongo import Store
from models.documents import Channel, SystemMail
from models.envelopes import Outgoing, OutgoingMail
from models.words import ChannelState, MailState, MailTrouble

log = get_logger(__name__)

EVERY = 1.0
LEASE_SECONDS = 300.0
"""Longer than one mail may take."""

AccountOf = Callable[[Channel], Account]


class AccountMailing:
    def __init__(
        self,
        store: Store,
        directory: Directory,
        signer: Signer,
        public_url: str,
        account_of: AccountOf,
        settle: SettleMail,
    ) -> None:
        self._store = store
        self._directory = directory
        self._signer = signer
        self._public_url = public_url
        self._account_of = account_of
        self._settle = settle

    async def run(self) -> None:
        while True:
            try:
                await self.send_due()
            except (Unavailable, PyMongoError) as away:
                log.warning("account_mailing_waits", reason=type(away).__name__)
            await asyncio.sleep(EVERY)

    async def send_due(self) -> None:
        """All that is due now. From the claim to the answer a mail is `sending`; whose worker dies in
        between becomes `unknown` and is not sent again by itself (``Mailing`` sees to that).
        """
        while mail := await system_mails.claim(self._store, LEASE_SECONDS, by_account=True):
            outcome = await self._send(mail)
            await self._settle(mail, outcome)
            log.info("mail_tried", mail=str(mail.id), kind=mail.kind, state=outcome.state)

    async def _send(self, mail: SystemMail) -> Outcome:
        if mail_link_ended(mail, self._store.clock.now()):
            return Outcome(MailState.FAILED, MailTrouble.LINK_ENDED)
        channel = self._directory.channels.get(mail.channel_id) if mail.channel_id else None
        adapter = adapter_of(channel.kind) if channel else None
        works = channel and channel.enabled and channel.state is ChannelState.CONNECTED
        if channel is None or not works or not isinstance(adapter, Sends):
            why = "the mailbox it goes out from is switched off or needs attention"
            return Outcome(MailState.PENDING, MailTrouble.UNREACHABLE, why)
        try:
            account, call = self._account_of(channel), self._outgoing(mail)
            if await wait_for_turn(self._store, adapter, account, call):
                why = "the mailbox has sent as much as its provider takes for now"
                return Outcome(MailState.PENDING, MailTrouble.DELAYED, why)
            await adapter.send(account, call)
        except SendRefused as refused:
            return Outcome(MailState.FAILED, MailTrouble.REFUSED, str(refused))
        except SendUncertain as uncertain:
            return Outcome(MailState.UNKNOWN, MailTrouble.UNCERTAIN, str(uncertain))
        except SendDelayed as delayed:
            return Outcome(MailState.PENDING, MailTrouble.DELAYED, str(delayed))
        except ChannelError as broken:
            return Outcome(MailState.PENDING, MailTrouble.UNREACHABLE, str(broken))
        return Outcome(MailState.SENT)

    def _outgoing(self, mail: SystemMail) -> Outgoing:
        address = link_address(self._signer, self._public_url, mail.link) if mail.link else ""
        of = mail.conversation_id
        return Outgoing(
            message_id=str(mail.id),
            address=mail.to,
            text=mail.text.replace(PLACE, address),
            mail=OutgoingMail(
                to=[mail.to],
                subject=mail.subject,
                html=mail.html.replace(PLACE, address),
                from_name=self._directory.workspace.name,
                automatic=True,
                reply_token=thread_token(self._signer, of) if of else None,
            ),
        )
