"""How long customers of a channel usually wait for their first answer."""

from datetime import datetime, timedelta

from hub.store.mongo import Store
from models.documents import AnswerTime
from models.documents.base import Id

DAYS = 7
ENOUGH = 5
"""Answers below which nothing is promised."""


async def usual_seconds(store: Store, channel_id: Id, now: datetime) -> int | None:
    """The mean of the last week in seconds; None while there were too few answers."""
    since = (now - timedelta(days=DAYS)).date().isoformat()
    days = await store.find(AnswerTime, {"channel_id": channel_id, "day": {"$gte": since}})
    answers = sum(day.answers for day in days)
    if answers < ENOUGH:
        return None
    return round(sum(day.seconds for day in days) / answers)
