"""Full collections that look only at what is new, and still find every cycle in the end."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from hub.kit.collector import EVERYTHING, spared_collector


class Held:
    def __init__(self) -> None:
        self.other: Held | None = None


@pytest.fixture
def seconds() -> Iterator[list[float]]:
    """The time of the collector's clock, to be set."""
    now = [0.0]
    with spared_collector(lambda: now[0]):
        yield now


def cycle() -> tuple[Held, "weakref.ref[Held]"]:
    one = Held()
    one.other = Held()
    one.other.other = one
    return one, weakref.ref(one)


def looked_at() -> int:
    """How many objects the next full collection would go through."""
    return len(gc.get_objects())


def test_what_outlived_a_collection_is_not_looked_at_again(seconds: list[float]) -> None:
    held = [Held() for _ in range(20_000)]
    assert looked_at() >= 20_000
    gc.collect()
    assert looked_at() < 2_000
    assert len(held) == 20_000


def test_collections_come_by_themselves_and_set_aside(seconds: list[float]) -> None:
    before = gc.get_freeze_count()
    held = [Held() for _ in range(50_000)]
    assert gc.get_freeze_count() - before > 20_000
    assert len(held) == 50_000


def test_what_was_set_aside_still_dies_by_its_count(seconds: list[float]) -> None:
    held = Held()
    gone = weakref.ref(held)
    gc.collect()
    del held
    assert gone() is None


def test_a_young_cycle_is_found_at_once(seconds: list[float]) -> None:
    one, gone = cycle()
    del one
    gc.collect()
    assert gone() is None


def test_a_cycle_that_died_after_it_was_set_aside_is_found_in_time(seconds: list[float]) -> None:
    one, gone = cycle()
    gc.collect()
    del one
    gc.collect()
    assert gone() is not None
    seconds[0] = EVERYTHING + 1
    gc.collect()
    gc.collect()
    assert gone() is None
    assert looked_at() < 2_000


def test_afterwards_the_collector_is_as_it_was() -> None:
    before = gc.get_threshold(), len(gc.callbacks)
    with spared_collector():
        pass
    assert (gc.get_threshold(), len(gc.callbacks)) == before
    assert gc.get_freeze_count() == 0
