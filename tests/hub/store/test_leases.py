"""Leases are held by one, given back, and not held by who has gone."""

import asyncio

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
