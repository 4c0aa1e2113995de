"""What the stand-in remembers and how it behaves: messages taken, faults planned, limits kept."""

import math
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from channels_adapters.kit.bucket import Bucket


@dataclass
class Accepted:
    """A message of ours that was taken. ``fields`` as they were sent."""

    method: str
    chat_id: int
    message_id: int
    text: str
    fields: dict[str, Any]
    file: bytes | None
    at: datetime


@dataclass
class Fault:
    """``code`` 0 takes the message and loses the answer; ``seconds`` answers late."""

    code: int
    description: str = ""
    retry_after: Any = None
    migrate_to: int | None = None
    seconds: float = 0.0
    left: int | None = 1


@dataclass
class Habits:
    """``copies``: how often an update is pushed; ``held``: nothing goes out until ``release``."""

    copies: int = 1
    held: bool = False


@dataclass
class Pace:
    """How much is taken: overall, in one chat, in one group. What came too early is counted."""

    overall: Bucket = field(default_factory=lambda: Bucket(30, 30))
    chats: dict[int, Bucket] = field(default_factory=dict)

    def seconds_to_wait(self, chat_id: int, now: datetime) -> int | None:
        fresh = Bucket(5, 1) if chat_id > 0 else Bucket(20, 20 / 60)
        for bucket in (self.chats.setdefault(chat_id, fresh), self.overall):
            if not bucket.takes(now):
                return math.ceil(bucket.seconds_short)
        return None

    @property
    def refused(self) -> int:
        return sum(each.refused for each in (self.overall, *self.chats.values()))
