import pytest

from hub.kit.clock import SettableClock
from hub.kit.errors import TooMany
from hub.kit.pace import MOST_KEYS, Pace


def test_who_is_too_fast_waits_as_long_as_he_is_told_and_holds_up_nobody_else() -> None:
    clock = SettableClock()
    pace = Pace(clock, burst=3, per_second=0.5)
    for _ in range(3):
        pace.step("maya")
    for _ in range(2):
        with pytest.raises(TooMany) as refused:
            pace.step("maya")
        assert refused.value.retry_after == 2
    pace.step("rina")

    clock.advance(2)
    pace.step("maya")
    with pytest.raises(TooMany):
        pace.step("maya")
    clock.advance(60)
    for _ in range(3):
        pace.step("maya")


def test_keys_without_end_are_not_kept() -> None:
    clock = SettableClock()
    pace = Pace(clock, burst=1, per_second=1)
    for number in range(MOST_KEYS + 10):
        pace.step(str(number))
    assert len(pace._spent) == MOST_KEYS
    clock.advance(5)
    pace.step("one more")
    assert len(pace._spent) == 1
