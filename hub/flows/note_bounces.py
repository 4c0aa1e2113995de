"""A mail of ours came back: it is said on the mail itself, never as a message of the customer's.

For good (5.x.x, or given up) to all it was written to: it has failed. For now (4.x.x), or to some: it
is only said.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from hub.kit.tokens import Signer
from hub.rules.actors import SYSTEM
from hub.rules.message_status import below
from hub.services import mail_threads, messages
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel, Message
from models.documents.base import Id
from models.documents.message import BouncedTo
from models.envelopes import Bounce, MessageEnvelope
from models.words import MessageStatus


class NoteBounces:
    def __init__(self, store: Store, signer: Signer) -> None:
        self._store = store
        self._signer = signer

    async def __call__(self, channel: Channel, envelope: MessageEnvelope) -> bool:
        """False when no mail of ours is known to have come back."""
        by_message: dict[Id, list[Bounce]] = {}
        for bounce in envelope.bounces:
            message = await self._came_back(channel, envelope, bounce)
            if message is not None:
                by_message.setdefault(message.id, []).append(bounce)
        for id, bounces in by_message.items():
            await self._store.transact(partial(_note, message_id=id, bounces=bounces))
        return bool(by_message)

    async def _came_back(
        self, channel: Channel, envelope: MessageEnvelope, bounce: Bounce
    ) -> Message | None:
        """By the id of what came back, else by the ids and the address the bounce goes to."""
        named = [bounce.message_id, envelope.in_reply_to, *reversed(envelope.references)]
        ids = [one for one in named if one]
        found = await mail_threads.sent_as(self._store, channel, ids)
        if found is not None:
            return found
        conversation = await mail_threads.led_to(self._store, self._signer, channel, envelope)
        if conversation is None:
            return None
        return await mail_threads.last_sent(self._store, conversation.id, bounce.recipient)


async def _note(tx: Transaction, message_id: Id, bounces: Sequence[Bounce]) -> None:
    message = await tx.get(Message, {"_id": message_id})
    if message is None or message.mail is None:
        return
    known = {one.address: one for one in message.mail.bounced}
    to = message.mail.to or [""]
    told = {
        (address := bounce.recipient or to[0]): BouncedTo(
            address=address, status=bounce.status, gave_up=bounce.gave_up
        )
        for bounce in bounces
    }
    # Of one address the last word counts, but what has failed stays so.
    news = {
        address: one
        for address, one in told.items()
        if address not in known or (one != known[address] and not _is_gone(known[address]))
    }
    if not news:
        return
    bounced = list((known | news).values())
    values: dict[str, Any] = {
        "mail.bounced": [one.model_dump(exclude_none=True) for one in bounced]
    }
    gone = {one.address for one in bounced if _is_gone(one)}
    fails = gone >= {one.lower() for one in message.mail.to}
    status, found = message.status, [message.status]
    if fails and message.status in below(MessageStatus.FAILED):
        status, found = MessageStatus.FAILED, below(MessageStatus.FAILED)
        last = next(one for one in reversed(bounced) if one.address in gone)
        values |= {
            "error": f"{last.address}: {last.status}",
            "error_code": last.status or "bounced",
        }
    await messages.move(tx, message.id, status, found, SYSTEM, values)


def _is_gone(one: BouncedTo) -> bool:
    return one.gave_up or (one.status or "5").startswith("5")
