"""A message on its way to its provider: before the call it is `sending`, after it as the answer says.

Every step compares: only who holds the conversation in the outbox begins, and only he says that it did
not go out: when somebody has taken over, another try may be on its way. That it was taken is true
whenever it is heard, also of a message that was `unknown`. What a status report has said before the
answer came stays: when that was that it failed because the account may not send, it is put back once its
call has ended.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hub.rules.actors import SYSTEM
from hub.rules.late_recipients import not_reached, still_missed
from hub.rules.message_parts import goes_again, is_whole, once_more, whole_status, with_id
from hub.rules.message_status import below
from hub.services import channels, messages, outbox
from hub.services.outbox import LEASE_SECONDS
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Conversation, Identity, Message, OutboxEntry
from models.envelopes import Sent
from models.words import MessageStatus


@dataclass(frozen=True)
class Trouble:
    """Why it was not sent, or not yet. ``code`` as the provider words it."""

    code: str
    detail: str = ""


class HandOverMessage:
    def __init__(self, store: Store, *, lease_seconds: float = LEASE_SECONDS) -> None:
        self._store = store
        self.lease_seconds = lease_seconds

    async def begin(self, entry: OutboxEntry, message: Message, count: int) -> Message | None:
        """``count``: how many calls it takes. None when the conversation or the message is not ours to
        send any more, or nothing goes out on its channel.
        """

        async def work(tx: Transaction) -> Message | None:
            if await outbox.hold(tx, entry, self.lease_seconds) is None:
                return None
            if not await channels.sends(tx, message.channel_id):
                return None
            waiting, of_parts = [MessageStatus.PENDING], {"part_count": count}
            return await messages.move(
                tx, message.id, MessageStatus.SENDING, waiting, SYSTEM, of_parts
            )

        return await self._store.transact(work)

    async def goes_on(self, entry: OutboxEntry, message: Message) -> bool:
        """Before the next call of the same message: whether it is still ours to send, and still there."""

        async def work(tx: Transaction) -> bool:
            if await outbox.hold(tx, entry, self.lease_seconds) is None:
                return False
            under_way = {"_id": message.id, "status": MessageStatus.SENDING}
            return await tx.get(Message, under_way) is not None

        return await self._store.transact(work)

    async def took(self, entry: OutboxEntry, message: Message, part: int, sent: Sent) -> None:
        """The provider has taken one call; with the last the message is sent, and as far as reports said
        meanwhile.
        """

        async def work(tx: Transaction) -> None:
            stored = await tx.get(Message, {"_id": message.id})
            if stored is None or stored.deleted_at is not None:
                # Erased meanwhile; ids of providers hold numbers of people.
                return
            if sent.external_id in _past_since(message, stored):
                # Reported as failed, and put back.
                return
            found = _found_out(stored, part, sent)
            stored = stored.model_copy(update=found)
            if not is_whole(stored):
                if found:
                    await tx.change(Message, {"_id": stored.id}, {"$set": found})
                return
            if goes_again(stored) and stored.status is not MessageStatus.FAILED:
                await outbox.put(tx, await messages.put_back(tx, stored, found))
            else:
                status = whole_status(stored)
                if status is not MessageStatus.FAILED:
                    found |= {"error": None, "error_code": None}
                await messages.move(tx, stored.id, status, below(status), SYSTEM, found)
            await _learn_address(tx, stored, sent)
            if sent.deferred:
                await outbox.put_late(tx, stored, list(sent.deferred))
            await outbox.get_on(tx, entry)

        await self._store.transact(work)

    async def failed(
        self, entry: OutboxEntry, message: Message, trouble: Trouble, *, uncertain: bool = False
    ) -> None:
        """It will not go out by itself; those after it go on."""
        status = MessageStatus.UNKNOWN if uncertain else MessageStatus.FAILED
        open_yet = [MessageStatus.PENDING, MessageStatus.SENDING]

        async def work(tx: Transaction) -> None:
            if await outbox.hold(tx, entry, self.lease_seconds) is None:
                return
            stored = await tx.get(Message, {"_id": message.id})
            if uncertain and stored is not None and _known_as_failed(stored):
                await outbox.put(tx, await messages.put_back(tx, stored, {}))
            else:
                told = {"error_code": trouble.code, "error": trouble.detail or None}
                await messages.move(tx, message.id, status, open_yet, SYSTEM, told)
            await outbox.get_on(tx, entry)

        await self._store.transact(work)

    async def waits(
        self, entry: OutboxEntry, message: Message, trouble: Trouble, until: datetime | None
    ) -> None:
        """Nothing was sent: it is pending again. Its conversation is tried again at ``until``; None
        when it waits for an admin, however long that takes.
        """

        async def work(tx: Transaction) -> None:
            if await outbox.hold(tx, entry, self.lease_seconds) is None:
                return
            told = {"error_code": trouble.code, "error": trouble.detail or None}
            await _pend(tx, message, told)
            if until is not None:
                await outbox.delay(tx, entry, until)

        await self._store.transact(work)

    async def rests(self, entry: OutboxEntry, message: Message, until: datetime) -> None:
        """Between two calls of one message, until the turn of the next one comes."""

        async def work(tx: Transaction) -> None:
            if await outbox.hold(tx, entry, self.lease_seconds) is None:
                return
            await _pend(tx, message, {})
            await outbox.rest_within(tx, entry, until)

        await self._store.transact(work)

    async def lose(self, entry: OutboxEntry, message: Message) -> None:
        """Who was sending it has not come back: nobody knows whether it went out."""
        lost = Trouble("worker_lost")
        await self.failed(entry, message, lost, uncertain=True)


async def _pend(tx: Transaction, message: Message, told: dict[str, Any]) -> None:
    """What is left of it waits, and so do the parts that were reported as failed for the account meanwhile."""
    stored = await tx.get(Message, {"_id": message.id, "status": MessageStatus.SENDING})
    if stored is not None:
        left = {**told, **(once_more(stored) if goes_again(stored) else {})}
        sending = [MessageStatus.SENDING]
        await messages.move(tx, stored.id, MessageStatus.PENDING, sending, SYSTEM, left)


def _known_as_failed(message: Message) -> bool:
    """The answer is lost, but a report has said meanwhile that it did not go out for the account."""
    is_known = message.status is MessageStatus.SENDING and is_whole(message)
    return is_known and goes_again(message)


def _past_since(begun: Message, stored: Message) -> set[str]:
    """Ids that are past since the try began; a mail is sent once more under the id that it had."""
    return set(stored.past_ids or ()) - set(begun.past_ids or ())


def _found_out(stored: Message, part: int, sent: Sent) -> dict[str, Any]:
    """What the answer to a call says of the message; a report may have said it before."""
    found = with_id(stored, part, sent.external_id)
    if sent.other_ids:
        found["other_ids"] = [*(stored.other_ids or []), *sent.other_ids]
    if (missed := not_reached(sent)) and stored.mail is not None:
        bounced = still_missed(stored.mail.bounced, [one.address for one in missed], missed)
        found["mail.bounced"] = [one.model_dump() for one in bounced]
    return found


async def _learn_address(tx: Transaction, message: Message, sent: Sent) -> None:
    """The provider knows the customer by another address as well."""
    if sent.address is None:
        return
    conversation = await tx.get(Conversation, {"_id": message.conversation_id})
    if conversation is None or conversation.address == sent.address:
        return
    await tx.change(
        Identity,
        {"_id": conversation.identity_id, "address": {"$ne": sent.address}},
        {"$addToSet": {"aliases": sent.address}},
    )
