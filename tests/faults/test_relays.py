"""Two relays that both believe to lead, and one that slept while the other led."""

import asyncio
import signal
from pathlib import Path
from typing import Any

import pytest
from pymongo import AsyncMongoClient

from tests.faults.house import House, Role, house
from tests.faults.town import Town, town_in
from tests.faults.truth import assert_journal_is_whole

FIGHT_SECONDS = 10.0
ASLEEP_SECONDS = 7.0

pytestmark = [pytest.mark.faults, pytest.mark.timeout(120)]


async def make_leases_useless(there: House, seconds: float) -> None:
    """Take the lease away from its holder again and again, so that both are given it."""
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(there.mongod.url)
    leases = client.get_default_database()["leases"]
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    taken = 0
    while loop.time() < end:
        taken += (await leases.delete_one({"_id": "relay"})).deleted_count
        await asyncio.sleep(0.02)
    await client.close()
    assert taken > 10


async def until_said(roles: list[Role], word: str, times: int, seconds: float = 15) -> None:
    for _ in range(int(seconds / 0.1)):
        if sum(role.said(word) for role in roles) >= times:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"{word!r} was said {sum(role.said(word) for role in roles)} times")


async def assert_whole(town: Town) -> None:
    await town.assert_nothing_was_lost()
    rows = await assert_journal_is_whole(town.there)
    assert rows >= len(town.ledger.acknowledged) > 10


async def test_two_that_lead_at_once_leave_no_hole(tmp_path: Path, password_hash: str) -> None:
    async with house(tmp_path, password_hash, webs=1) as there, town_in(there) as town:
        await make_leases_useless(there, FIGHT_SECONDS)
        led = [relay.said("relay_leads") for relay in there.relays]
        assert min(led) >= 1 and sum(led) >= 6, led
        await until_said(there.relays, "relay_deposed", 1, 0.2)
        await assert_whole(town)


async def test_one_that_slept_is_refused(tmp_path: Path, password_hash: str) -> None:
    async with house(tmp_path, password_hash, webs=1) as there, town_in(there) as town:
        [sleeper] = [relay for relay in there.relays if relay.said("relay_leads")]
        [successor] = [relay for relay in there.relays if relay is not sleeper]
        sleeper.signal(signal.SIGSTOP)
        await until_said([successor], "relay_leads", 1)
        before = len(town.ledger.acknowledged)
        await asyncio.sleep(ASLEEP_SECONDS)
        sleeper.signal(signal.SIGCONT)
        await asyncio.sleep(2)

        assert sleeper.said("relay_deposed") + sleeper.said("relay_steps_down") == 1
        assert sleeper.said("relay_leads") == 1
        assert len(town.ledger.acknowledged) > before
        await assert_whole(town)


async def test_one_that_slept_is_refused_even_with_the_lease(
    tmp_path: Path, password_hash: str
) -> None:
    """The lease is free again when it wakes; only the fence knows that another has led."""
    async with house(tmp_path, password_hash, webs=1) as there, town_in(there) as town:
        [sleeper] = [relay for relay in there.relays if relay.said("relay_leads")]
        [successor] = [relay for relay in there.relays if relay is not sleeper]
        for asleep, awake in ((sleeper, successor), (successor, sleeper)):
            led = awake.said("relay_leads")
            asleep.signal(signal.SIGSTOP)
            if awake is sleeper:
                await asyncio.sleep(1.5)  # longer than the lease of the one asleep now
                awake.signal(signal.SIGCONT)
                await until_said([awake], "relay_deposed", 1)
            await until_said([awake], "relay_leads", led + 1)
            await asyncio.sleep(ASLEEP_SECONDS / 2)
        successor.signal(signal.SIGCONT)
        await asyncio.sleep(1)
        await assert_whole(town)
