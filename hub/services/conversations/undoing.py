"""An answer that was not sent after all: whoever waited for it waits again."""

from typing import Any

from hub.kit.words import words_of
from hub.rules.summaries import last_message_of
from hub.services.conversations.changing import SAID_OF_A_WAIT, change
from hub.store.transaction import Transaction
from hub.store.word_filling import words_of_conversation
from models.documents import Contact, Conversation, Message
from models.words import AuthorKind, Direction, Visibility

ASKS = {"mail.is_auto": {"$ne": True}}
"""No machine's mail."""

BY_PEOPLE = {"author.kind": {"$ne": AuthorKind.SYSTEM.value}}
"""What the house says by itself is no answer, and no list shows it as the last word."""

LOOKED_THROUGH = 2_000
"""Messages of a conversation whose words are looked at."""


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
    wait = before.answered_wait
    if oldest and wait and wait.since == oldest.at:
        # Said already: it is not said again because he waits again.
        values |= wait.model_dump(include=SAID_OF_A_WAIT) | {"answered_wait": None}
    await _forget_words(tx, before, message)
    return await change(tx, before, values)


async def _forget_words(tx: Transaction, of: Conversation, message: Message) -> None:
    """It is found no more by what stood in this message alone. In a very long one it still is."""
    gone = set(words_of(message.text))
    contact = await tx.get(Contact, {"_id": of.contact.id})
    gone.difference_update(words_of_conversation(of, contact, ()))
    others = {"conversation_id": of.id}
    said = await tx.find_fields(Message, others, ["text"], limit=LOOKED_THROUGH + 1)
    for raw in said:
        gone.difference_update(words_of(raw.get("text", "")))
    if gone and len(said) <= LOOKED_THROUGH:
        await tx.change(Conversation, {"_id": of.id}, {"$pullAll": {"words": sorted(gone)}})


async def _one(
    tx: Transaction, of: Conversation, filter: dict[str, Any], *, newest: bool = False
) -> Message | None:
    """The oldest public message of people that fits, or the newest."""
    public = {"conversation_id": of.id, "visibility": Visibility.PUBLIC.value, **BY_PEOPLE}
    order = [("number", -1 if newest else 1)]
    found = await tx.find(Message, {**public, **filter}, sort=order, limit=1)
    return found[0] if found else None
