"""Keeps how long first answers take, which the widget tells visitors ("Usually within 5 min")."""

from collections.abc import Sequence

from hub.store.transaction import Transaction
from models.documents import AnswerTime, Conversation, Event, Message
from models.words import Direction, EventType, ObjectKind, Visibility


class AnswerTimes:
    name = "answer_times"

    async def react(self, tx: Transaction, rows: Sequence[Event]) -> None:
        ids = [
            row.object.id
            for row in rows
            if row.type is EventType.MESSAGE_CREATED and row.object.kind is ObjectKind.MESSAGE
        ]
        if not ids:
            return
        answers = await tx.find(
            Message,
            {
                "_id": {"$in": ids},
                "direction": Direction.OUTBOUND,
                "visibility": Visibility.PUBLIC,
            },
        )
        by_conversation = {answer.conversation_id: answer for answer in reversed(answers)}
        asked = await tx.find(Conversation, {"_id": {"$in": list(by_conversation)}})
        await tx.upsert_each(
            AnswerTime,
            [
                _add(conversation)
                for conversation in asked
                if conversation.answered_at == by_conversation[conversation.id].at
            ],
        )


def _add(conversation: Conversation) -> tuple[dict[str, object], dict[str, object]]:
    assert conversation.answered_at is not None
    waited = conversation.answered_at - (conversation.queued_at or conversation.started_at)
    day = conversation.answered_at.date().isoformat()
    return (
        {"channel_id": conversation.channel_id, "day": day},
        {"$inc": {"answers": 1, "seconds": waited.total_seconds()}},
    )
