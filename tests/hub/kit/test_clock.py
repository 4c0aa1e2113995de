from datetime import UTC, datetime, timedelta, timezone

import pytest

from hub.kit.clock import SettableClock, SystemClock, whole_milliseconds


def test_moments_are_utc_in_whole_milliseconds() -> None:
    jakarta = timezone(timedelta(hours=7))
    moment = whole_milliseconds(datetime(2026, 11, 25, 10, 0, 0, 123_999, tzinfo=jakarta))
    assert moment == datetime(2026, 11, 25, 3, 0, 0, 123_000, tzinfo=UTC)
    assert moment.tzinfo is UTC
    assert SystemClock().now().microsecond % 1000 == 0


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        whole_milliseconds(datetime(2026, 11, 25))  # noqa: DTZ001


def test_a_settable_clock_moves_only_when_told() -> None:
    clock = SettableClock(datetime(2026, 11, 25, tzinfo=UTC))
    assert clock.now() == clock.now()
    clock.advance(0.25)
    assert clock.now() == datetime(2026, 11, 25, 0, 0, 0, 250_000, tzinfo=UTC)
