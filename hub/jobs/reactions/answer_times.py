"""Keeps how long first answers take, which the widget tells visitors ("Usually within 5 min")."""

from collections.abc import Sequence

from hub.store.transaction import Transaction
from models.documents import AnswerTime, Conversation, Event, Message
from models.words import Direction, EventType, MessageStatus, Visibility

NOT_OUT = frozenset(
    {
        MessageStatus.PENDING,
        MessageStatus.SENDING,
        MessageStatus.UNKNOWN,
        MessageStatus.FAILED,
    }
)
OUT = frozenset({MessageStatus.SENT, MessageStatus.DELIVERED, MessageStatus.READ})


class AnswerTimes:
    """What its author may still take back counts once it has gone out."""

    name = "answer_times"

    async def react(self, tx: Transaction, rows: Sequence[Event]) -> None:
        written = [row.object.id for row in rows if row.type is EventType.MESSAGE_CREATED]
        out = [row.object.id for row in rows if _goes_out(row)]
        if not written and not out:
            return
        answers = await tx.find(
            Message,
            {
                "direction": Direction.OUTBOUND,
                "visibility": Visibility.PUBLIC,
                "$or": [
                    {"_id": {"$in": written}, "held_until": None},
                    {"_id": {"$in": out}, "held_until": {"$ne": None}, "past_ids": None},
                ],
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


def _goes_out(row: Event) -> bool:
    """For the first time: a status moves forward only."""
    if row.type is not EventType.MESSAGE_STATUS_CHANGED:
        return False
    before, after = row.changes["status"]
    return before in NOT_OUT and after in OUT


def _add(conversation: Conversation) -> tuple[dict[str, object], dict[str, object]]:
    assert conversation.answered_at is not None
    waited = conversation.answered_at - (conversation.queued_at or conversation.started_at)
    day = conversation.answered_at.date().isoformat()
    return (
        {"channel_id": conversation.channel_id, "day": day},
        {"$inc": {"answers": 1, "seconds": waited.total_seconds()}},
    )
