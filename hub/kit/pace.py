"""How fast one key may go on: so many at once, and then so many a second. In memory of one process."""

import math
from datetime import datetime

from hub.kit.clock import Clock
from hub.kit.errors import TooMany

MOST_KEYS = 20_000


class Pace:
    """``burst`` at once, after that ``per_second`` on the average."""

    def __init__(self, clock: Clock, *, burst: int, per_second: float) -> None:
        self._clock = clock
        self._burst = burst
        self._per_second = per_second
        self._spent: dict[str, tuple[float, datetime]] = {}

    def step(self, key: str) -> None:
        """One more under this key. Raises TooMany with the time to wait; that one is not counted."""
        now = self._clock.now()
        spent = self._now_spent(key, now)
        over = spent + 1 - self._burst
        if over > 0:
            seconds = math.ceil(over / self._per_second)
            raise TooMany("That was a lot at once. Wait a moment.", retry_after=seconds)
        if key not in self._spent and len(self._spent) >= MOST_KEYS:
            self._forget_the_calm(now)
        self._spent[key] = (spent + 1, now)

    def _now_spent(self, key: str, now: datetime) -> float:
        spent, at = self._spent.get(key, (0.0, now))
        return max(0.0, spent - (now - at).total_seconds() * self._per_second)

    def _forget_the_calm(self, now: datetime) -> None:
        """Whoever has all of his burst again; when nobody has, the one who came first."""
        for key in [key for key in self._spent if not self._now_spent(key, now)]:
            del self._spent[key]
        if len(self._spent) >= MOST_KEYS:
            del self._spent[next(iter(self._spent))]
