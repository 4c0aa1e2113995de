"""Keeps which words there are, so that a word can be found while it is being typed."""

from collections import Counter
from collections.abc import Sequence

from hub.kit.words import words_of
from hub.store.transaction import Transaction
from models.documents import Event, Message, Word
from models.words import EventType, ObjectKind


class Vocabulary:
    name = "vocabulary"

    async def react(self, tx: Transaction, rows: Sequence[Event]) -> None:
        ids = [
            row.object.id
            for row in rows
            if row.type is EventType.MESSAGE_CREATED and row.object.kind is ObjectKind.MESSAGE
        ]
        if not ids:
            return
        seen: Counter[str] = Counter()
        for message in await tx.find(Message, {"_id": {"$in": ids}}):
            seen.update(words_of(f"{message.author.name or ''} {message.text}"))
        await tx.upsert_each(
            Word, (({"_id": word}, {"$inc": {"seen": times}}) for word, times in seen.items())
        )
