"""How long customers of a channel waited for their first answer, a day at a time."""

from typing import ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id


class AnswerTime(Doc):
    """``day`` as YYYY-MM-DD in UTC; ``seconds`` is the sum over ``answers``."""

    channel_id: Id
    day: str
    answers: int = 0
    seconds: float = 0.0

    class Settings(Doc.Settings):
        name = "answer_times"
        indexes: ClassVar = [
            IndexModel([("channel_id", ASCENDING), ("day", ASCENDING)], unique=True)
        ]
