"""An answer that was not sent after all: whoever waited for it waits again."""

from typing import Any

from hub.rules.summaries import last_message_of
from hub.services.conversations.changing import change
from hub.store.transaction import Transaction
from models.documents import Conversation, Message
from models.words import AuthorKind, Direction, Visibility

ASKS = {"mail.is_auto": {"$ne": True}}
"""No machine's mail."""

BY_PEOPLE = {"author.kind": {"$ne": AuthorKind.SYSTEM.value}}
"""What the house says by itself is no answer, and no list shows it as the last word."""


async def without_message(tx: Transaction, before: Conversation, message: Message) -> Conversation:
    """As if ``message``, which is stored no more, had not been written; it goes by what is left."""
    last = await _one(tx, before, {}, newest=True)
    answers = {"direction": Direction.OUTBOUND.value}
    answer = await _one(tx, before, answers, newest=True)
    values: dict[str, Any] = {"last_message": last_message_of(last) if last else None}
    if before.answered_at == message.at:
        first = await _one(tx, before, answers)
        values["answered_at"] = first.at if first else None
    since = answer.number if answer else 0
    asked = {"direction": Direction.INBOUND.value, "number": {"$gt": since}, **ASKS}
    oldest = await _one(tx, before, asked)
    values["waiting_since"] = oldest.at if oldest else None
    return await change(tx, before, values)


async def _one(
    tx: Transaction, of: Conversation, filter: dict[str, Any], *, newest: bool = False
) -> Message | None:
    """The oldest public message of people that fits, or the newest."""
    public = {"conversation_id": of.id, "visibility": Visibility.PUBLIC.value, **BY_PEOPLE}
    order = [("number", -1 if newest else 1)]
    found = await tx.find(Message, {**public, **filter}, sort=order, limit=1)
    return found[0] if found else None
