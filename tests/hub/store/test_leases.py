"""Leases are held by one, given back, and not held by who has gone."""

import asyncio
from typing import Any

import pytest

from hub.store.leases import LeaseHolder
from hub.store.mongo import Store


async def test_a_lease_is_given_to_one_and_back(store: Store) -> None:
    one = LeaseHolder(store, "relay", "one", seconds=30)
    two = LeaseHolder(store, "relay", "two", seconds=30)

    assert await one.take()
    assert await one.take()
    assert not await two.take()
    await one.give_back()
    assert await two.take()


async def test_who_keeps_a_lease_asks_now_and_then_and_notices_that_it_is_lost(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, change = 0, store.change

    async def counted(*args: Any, **kwargs: Any) -> Any:
        nonlocal asked
        asked += 1
        return await change(*args, **kwargs)

    monkeypatch.setattr(store, "change", counted)
    one = LeaseHolder(store, "reaction:a", "one", seconds=600)
    two = LeaseHolder(store, "reaction:a", "two", seconds=600)
    assert [await one.keep() for _ in range(9)] == [True] * 9
    assert [await two.keep() for _ in range(9)] == [False] * 9
    assert asked == 2
    await one.give_back()
    assert not await one.keep()

    short = LeaseHolder(store, "reaction:b", "short", seconds=0.3)
    other = LeaseHolder(store, "reaction:b", "other", seconds=600)
    assert await short.keep()
    await asyncio.sleep(0.5)
    assert await other.take()
    assert not await short.keep()


async def test_one_whose_renewal_lost_its_cancellation_holds_it_no_longer(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the database's driver does it on Python 3.11: the cancelled call goes on to its answer."""
    monkeypatch.setattr("hub.kit.ending.CANCEL_AGAIN_SECONDS", 0.01)
    one = LeaseHolder(store, "queue", "one", seconds=0.2)
    two = LeaseHolder(store, "queue", "two", seconds=30)
    assert await one.take()
    renews, take = asyncio.Event(), one.take

    async def deaf_once() -> bool:
        one.take = take  # type: ignore[method-assign]
        renews.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return await take()
        return False

    one.take = deaf_once  # type: ignore[method-assign]
    async with one.kept():
        await renews.wait()
    # Longer than a lease lives that is not renewed.
    await asyncio.sleep(0.5)

    assert await two.take()
