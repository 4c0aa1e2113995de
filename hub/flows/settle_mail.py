"""A try to send a mail has ended: the mail says so, and what it was sent for as well."""

from hub.rules.actors import SYSTEM
from hub.services import invitations, system_mails
from hub.services.system_mails import Outcome
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import SystemMail
from models.documents.base import Id


class SettleMail:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, mail: SystemMail, outcome: Outcome) -> SystemMail | None:
        """None when it had been settled otherwise."""

        async def work(tx: Transaction) -> SystemMail | None:
            settled = await system_mails.settle(tx, mail, outcome)
            if settled is not None:
                await invitations.note_mail(tx, settled, SYSTEM)
            return settled

        return await self._store.transact(work)

    async def send_again(self, mail_id: Id) -> SystemMail:
        """An admin wants it sent once more. Raises NotFound, MailOnItsWay, MailLinkEnded."""

        async def work(tx: Transaction) -> SystemMail:
            mail = await system_mails.send_again(tx, mail_id)
            await invitations.note_mail(tx, mail, SYSTEM)
            return mail

        return await self._store.transact(work)
