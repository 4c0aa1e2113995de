"""Those of a mail's recipients whose server has put them off, while others have it, are tried until they
have it too. How it stands with each is said on the mail.

As with messages every step compares, and `trying` is stored before the call: whose worker is lost
meanwhile may have it, so nobody sends it to them again.
"""

from datetime import datetime
from typing import Any

from hub.rules.actors import SYSTEM
from hub.rules.late_recipients import not_reached, still_missed
from hub.services import messages, outbox
from hub.services.outbox import LEASE_SECONDS
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Message, OutboxEntry
from models.documents.message import BouncedTo
from models.envelopes import Sent


class ReachLateRecipients:
    def __init__(self, store: Store, *, lease_seconds: float = LEASE_SECONDS) -> None:
        self._store = store
        self._lease_seconds = lease_seconds

    async def begin(self, entry: OutboxEntry) -> bool:
        """False when the entry is not ours any more."""

        async def work(tx: Transaction) -> bool:
            return await self._holds(tx, entry) and await outbox.begin_late(tx, entry)

        return await self._store.transact(work)

    async def settled(self, entry: OutboxEntry, sent: Sent, until: datetime | None = None) -> None:
        """The server has answered for each; who shall be tried again is so at ``until``."""

        async def work(tx: Transaction) -> None:
            if not await self._holds(tx, entry):
                return
            await self._tell(tx, entry, not_reached(sent))
            left = list(sent.deferred)
            if left and until is not None:
                await outbox.go_on_late(tx, entry, left, until)
            else:
                await outbox.end_late(tx, entry)

        await self._store.transact(work)

    async def waits(self, entry: OutboxEntry, until: datetime | None) -> None:
        """Nothing was sent. They are tried again at ``until``; None when that waits for an admin."""

        async def work(tx: Transaction) -> None:
            if await self._holds(tx, entry):
                await outbox.wait_late(tx, entry, until)

        await self._store.transact(work)

    async def given_up(self, entry: OutboxEntry) -> None:
        """They were tried for long enough."""
        await self._end(entry, gave_up=True)

    async def lost(self, entry: OutboxEntry) -> None:
        """It was sent, and nobody knows whether it was taken."""
        await self._end(entry, status=None, unsure=True)

    async def _end(self, entry: OutboxEntry, **values: Any) -> None:
        async def work(tx: Transaction) -> None:
            if not await self._holds(tx, entry):
                return
            message = await tx.get(Message, {"_id": entry.id})
            before = message.mail.bounced if message and message.mail else []
            known = {one.address: one for one in before}
            missed = [known.get(one, BouncedTo(address=one)) for one in entry.recipients]
            await self._tell(tx, entry, [one.model_copy(update=values) for one in missed])
            await outbox.end_late(tx, entry)

        await self._store.transact(work)

    async def _holds(self, tx: Transaction, entry: OutboxEntry) -> bool:
        return await outbox.hold(tx, entry, self._lease_seconds) is not None

    async def _tell(self, tx: Transaction, entry: OutboxEntry, news: list[BouncedTo]) -> None:
        """What is known now of those who were tried, in the place of what was known before."""
        message = await tx.get(Message, {"_id": entry.id, "deleted_at": None})
        if message is None or message.mail is None:
            return
        bounced = still_missed(message.mail.bounced, entry.recipients, news)
        values = {"mail.bounced": [one.model_dump(exclude_none=True) for one in bounced]}
        await messages.move(tx, message.id, message.status, [message.status], SYSTEM, values)
