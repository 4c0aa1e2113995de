"""Somebody has forgotten his password and names his address.

He is answered the same, and after the same work, whoever he is: only the address is stored. A worker
then finds out whether a member has it, and only then a mail with a link goes out.
"""

from hub.presenters import mails
from hub.rules.actors import SYSTEM
from hub.services import attempts, members, password_resets, system_mails
from hub.services.attempts import Limit
from hub.store.directory import Directory
from hub.store.due_times import finish_due
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Due, Member
from models.words import MailKind, MemberState

HOUR = 3600
PER_ACCOUNT = 3
PER_ADDRESS = 20


class RequestReset:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self, email: str, address: str) -> None:
        """Raises TooManyAttempts, by the address of the network alone."""
        widely = [Limit(f"forgot-from:{address}", PER_ADDRESS, HOUR)]
        await attempts.check(self._store, widely)
        await attempts.count_failure(self._store, widely)
        account = Limit(f"forgot:{email.strip().lower()}", PER_ACCOUNT + 1, HOUR)
        if not await attempts.count_failure(self._store, [account]):
            # Asked for often enough: it gets the same answer, and no more mails.
            return
        await self._store.transact(lambda tx: password_resets.ask(tx, email))

    async def send(self, due: Due) -> None:
        """The worker's part: a mail, if the address is that of an active member."""

        async def work(tx: Transaction) -> None:
            await finish_due(tx, due)
            reset = await password_resets.get(tx, due.object_id)
            if reset is None or tx.now >= reset.expires_at:
                return
            found = {"email": reset.email, "state": MemberState.ACTIVE.value}
            member = await tx.get(Member, found)
            if member is None:
                await password_resets.drop(tx, reset.id)
                return
            link = await password_resets.belongs_to(tx, reset, member.id)
            members.record_reset_request(tx, member, SYSTEM)
            house = self._directory.workspace
            language = member.language or house.default_language
            await system_mails.write(
                tx,
                mails.password_reset(member, reset.expires_at, house, language),
                to=member.email,
                kind=MailKind.PASSWORD_RESET,
                house=house,
                language=language,
                link=link,
            )

        await self._store.transact(work)
