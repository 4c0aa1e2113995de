"""Payloads that have something in common keep their order; others need not wait."""

from channels_adapters.base import Payload
from hub.rules.kindred import kindred


def named(*payloads: tuple[str, str | None]) -> list[list[str]]:
    made = [
        Payload(name.encode(), kin=None if kin is None else frozenset(kin.split()))
        for name, kin in payloads
    ]
    return [[one.raw.decode() for one in group] for group in kindred(made)]


def test_strangers_need_not_wait_for_each_other() -> None:
    assert named(("a", "1"), ("b", "2")) == [["a"], ["b"]]


def test_relatives_keep_their_order_also_those_of_relatives() -> None:
    assert named(("a", "1"), ("b", "2"), ("c", "2 3"), ("d", "3 1"), ("e", "9")) == [
        ["a", "b", "c", "d"],
        ["e"],
    ]


def test_one_that_may_belong_to_all_keeps_the_order_of_all() -> None:
    assert named(("a", "1"), ("b", None), ("c", "2")) == [["a", "b", "c"]]
