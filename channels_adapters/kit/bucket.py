"""How the stand-ins count what they take: a bucket of permissions that fills again steadily."""

from dataclasses import dataclass
from datetime import datetime


@dataclass
class Bucket:
    """``size`` at once, ``per_second`` afterwards. ``refused`` counts those that came too early."""

    size: float
    per_second: float
    level: float | None = None
    at: datetime | None = None
    refused: int = 0

    def takes(self, now: datetime) -> bool:
        level = self.size if self.level is None else self.level
        if self.at is not None:
            since = max(0.0, (now - self.at).total_seconds())
            level = min(self.size, level + since * self.per_second)
        self.at = now
        taken = level >= 1
        self.level = level - 1 if taken else level
        self.refused += not taken
        return taken

    @property
    def seconds_short(self) -> float:
        """After a refusal: how long until the next is taken."""
        return max(0.0, (1 - (self.level or 0.0)) / self.per_second)
