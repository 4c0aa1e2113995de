"""A message of which something failed because the account may not send goes back to where it waited."""

from collections.abc import Mapping
from typing import Any

from hub.rules.actors import SYSTEM
from hub.rules.message_parts import once_more
from hub.services import messages, outbox
from hub.store.transaction import Transaction
from models.documents import Message
from models.words import MessageStatus

ON_ITS_WAY = (MessageStatus.SENDING, MessageStatus.SENT, MessageStatus.UNKNOWN)


async def put_back(tx: Transaction, message: Message, found: Mapping[str, Any]) -> Message:
    """In its place in the thread, with the reason: it goes out once the channel works. ``found``: what
    ``message`` has that is not stored yet.
    """
    again = {**found, **once_more(message), "held_until": None}
    moved = await messages.move(tx, message.id, MessageStatus.PENDING, ON_ITS_WAY, SYSTEM, again)
    waiting = moved or message.model_copy(update=again)
    await outbox.put(tx, waiting)
    return waiting
