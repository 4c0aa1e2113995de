"""The time, injected everywhere, so tests set it instead of waiting."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware UTC with milliseconds, which is what MongoDB keeps."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return whole_milliseconds(datetime.now(UTC))


class SettableClock:
    """Stands still until it is moved."""

    def __init__(self, start: datetime | None = None) -> None:
        self._now = whole_milliseconds(start or datetime.now(UTC))

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> datetime:
        self._now = whole_milliseconds(self._now + timedelta(seconds=seconds))
        return self._now

    def set(self, moment: datetime) -> None:
        self._now = whole_milliseconds(moment)


def whole_milliseconds(moment: datetime) -> datetime:
    """Cut to milliseconds, so what was written equals what is read back."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    utc = moment.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)
