"""Signing out, speaking without a socket, and what happens at one instant: no ghost is left."""

import asyncio
from datetime import timedelta

import pytest

from hub.flows.mark_offline import MarkOffline
from hub.flows.set_presence import SetPresence
from hub.flows.sign_out import SignOut
from hub.services.connections import Here
from models.documents import (
    Agent,
    Connection,
    Event,
    Member,
    SignIn,
)
from models.documents.base import Id
from models.words import PresenceState, Role
from tests.hub.jobs.watched_house import GRACE, STEP, House, house

__all__ = ["house"]


async def test_signing_out_of_the_last_place_is_offline_at_once(house: House) -> None:
    first, second = await house.signs_in(), await house.signs_in()
    await house.connect(house.device(first), house.device(second))
    sign_out = SignOut(house.store)

    await sign_out(house.sari, first.id)
    assert (await house.agent()).state is PresenceState.ONLINE
    await sign_out(house.sari, second.id)

    assert (await house.agent()).state is PresenceState.OFFLINE
    assert await house.store.count(Connection, {}) == 0
    assert not await sign_out(house.sari, second.id)


async def test_a_sign_in_that_has_ended_brings_nobody_online(house: House) -> None:
    sign_in = await house.signs_in()
    here = house.device(sign_in)
    await SignOut(house.store)(house.sari, sign_in.id)

    await house.connect(here)

    assert (await house.agent()).state is PresenceState.OFFLINE
    assert await house.store.count(Connection, {}) == 0


async def test_who_speaks_by_http_alone_is_online_for_the_grace_time(house: House) -> None:
    sign_in = await house.signs_in()
    await SetPresence(house.store)(house.sari, sign_in, house.sari.id, PresenceState.ONLINE, None)
    await house.watch(GRACE - STEP)
    assert (await house.agent()).state is PresenceState.ONLINE
    await house.watch(2 * STEP)

    assert (await house.agent()).state is PresenceState.OFFLINE


async def test_coming_and_going_at_once_leaves_no_ghost(house: House) -> None:
    """Many times: one device's grace is over in the instant in which another connects."""
    away = MarkOffline(house.store)
    for _ in range(25):
        old, new = house.device(await house.signs_in()), house.device(await house.signs_in())
        await house.connect(old)
        await house.lose(old)
        before = house.clock.now()
        await asyncio.gather(
            *(away([house.sari.id], before) for _ in range(3)),
            house.connect(new),
            house.connect(new),
        )
        # Whoever came last: a device is connected, so the agent is online.
        assert (await house.agent()).state is PresenceState.ONLINE
        await house.lose(new)
        await away([house.sari.id], house.clock.now())
        assert (await house.agent()).state is PresenceState.OFFLINE
        assert await house.store.count(Connection, {}) == 0


async def test_signing_out_here_while_connecting_there_leaves_no_ghost(house: House) -> None:
    sign_out = SignOut(house.store)
    for _ in range(25):
        first, second = await house.signs_in(), await house.signs_in()
        await house.connect(house.device(first))
        new = house.device(second)
        await asyncio.gather(sign_out(house.sari, first.id), house.connect(new))
        assert (await house.agent()).state is PresenceState.ONLINE
        await sign_out(house.sari, second.id)
        assert (await house.agent()).state is PresenceState.OFFLINE


async def test_a_storm_of_arrivals_is_a_few_transactions(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = house.clock.now()
    members = [
        Member(email=f"{n}@a.example", name=f"Agen {n}", role=Role.AGENT, created_at=now)
        for n in range(500)
    ]
    places = [
        SignIn(
            member_id=member.id,
            token_hash=str(number),
            created_at=now,
            expires_at=now + timedelta(days=1),
            last_seen_at=now,
        )
        for number, member in enumerate(members)
    ]
    await house.store.transact(lambda tx: tx.insert_many(members))
    await house.store.transact(lambda tx: tx.insert_many(places))
    here = [Here(Id(), place.member_id, place.id, house.web, "", now, now) for place in places]
    await house.connect(*here)
    assert await house.store.count(Agent, {"state": "online"}) == 500
    rows = await house.store.count(Event, {})

    transactions = 0
    transact = house.store.transact

    async def counted(work):  # type: ignore[no-untyped-def]
        nonlocal transactions
        transactions += 1
        return await transact(work)

    monkeypatch.setattr(house.store, "transact", counted)
    back = [Here(Id(), place.member_id, place.id, house.web, "", now, now) for place in places]
    await house.lose(*here)
    await house.connect(*back)

    assert transactions <= 6
    assert await house.store.count(Event, {}) == rows
    assert await house.store.count(Connection, {}) == 500
