"""Several visitors and agents write at once while lines break and processes are killed in turn.

For a longer run by hand:

    FAULT_DROPS=20000 FAULT_ROUNDS=40 FAULT_SECONDS=3600 pytest -s tests/faults/test_nothing_is_lost.py

``FAULT_DROPS`` lines are broken at least, each kind of process is killed ``FAULT_ROUNDS`` times, and
both must be done within ``FAULT_SECONDS``.
"""

import asyncio
import os
import random
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.faults.crowd import Agent, Ledger, Person, Visitor, sign_in, visit
from tests.faults.house import House, Killable, house
from tests.faults.town import town_in
from tests.faults.truth import (
    assert_each_once_and_in_order,
    assert_journal_is_whole,
    threads_by_http,
    until_pictures_are_true,
)

DROPS = int(os.environ.get("FAULT_DROPS", "1000"))
ROUNDS = int(os.environ.get("FAULT_ROUNDS", "2"))
SECONDS = float(os.environ.get("FAULT_SECONDS", "150"))
CHAOS_SECONDS = 20.0
LIFETIME = 0.5
"""Mean seconds before a line breaks."""

pytestmark = [pytest.mark.faults, pytest.mark.timeout(SECONDS + 90)]


async def kill_in_turn(house: House) -> None:
    """Every process of the house, one after the other; the next one when all is well again."""
    assert house.redis is not None
    for _ in range(ROUNDS):
        targets: list[Killable] = [*house.roles, house.redis, house.mongod]
        for target in random.sample(targets, len(targets)):
            await target.kill()
            await asyncio.sleep(random.uniform(0.2, 1.2))
            await target.start()
            await house.until_ready()
            await asyncio.sleep(0.3)


async def die_and_rise(target: Killable, seconds: float) -> None:
    """Again and again, whatever the others do: also in the middle of their start or its own."""
    end = asyncio.get_running_loop().time() + seconds
    await asyncio.sleep(random.uniform(0.5, 6))
    while asyncio.get_running_loop().time() < end:
        await target.kill()
        await asyncio.sleep(random.uniform(0.1, 2))
        await target.start()
        await asyncio.sleep(random.uniform(1, 8))


async def until_dropped(people: list[Person]) -> None:
    while sum(person.line.drops for person in people) < DROPS:
        await asyncio.sleep(0.2)


async def test_a_thousand_broken_lines_and_every_process_killed(
    tmp_path: Path, password_hash: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = Ledger()
    async with AsyncExitStack() as stack:
        there = await stack.enter_async_context(house(tmp_path, password_hash))
        agents = [await sign_in(name, there.urls, ledger) for name in ("sari", "budi")]
        watching = await sign_in("hana", there.urls, ledger)
        everywhere: list[Agent] = [*agents, watching]
        visitors: list[Visitor] = [
            await visit(f"Maya{n}", there.urls, there.channel, ledger) for n in range(6)
        ]
        visitors.append(
            await visit("Polling", there.urls, there.channel, ledger, transport="polling")
        )
        people: list[Person] = [*everywhere, *visitors]
        for person in people:
            stack.push_async_callback(person.close)
        lines = [asyncio.create_task(person.line.live(LIFETIME)) for person in people]
        stack.callback(lambda: [line.cancel() for line in lines])
        for person in people:
            await person.line.until(lambda picture: picture.ready > 0, 20)

        began = asyncio.get_running_loop().time()
        talking = [asyncio.create_task(visitor.talk(1.0)) for visitor in visitors]
        talking += [asyncio.create_task(agent.talk(0.5)) for agent in agents]
        stack.callback(lambda: [talk.cancel() for talk in talking])
        async with asyncio.timeout(SECONDS):
            await asyncio.gather(kill_in_turn(there), until_dropped(people))
        stormy = asyncio.get_running_loop().time() - began
        for talk in talking:
            talk.cancel()
        await asyncio.gather(*talking, return_exceptions=True)
        for person in people:
            person.line.stay()
        settled = await until_pictures_are_true(everywhere, visitors)
        _, threads = await threads_by_http(watching)
        rows = await assert_journal_is_whole(there)

        assert there.redis is not None
        killed: list[Killable] = [*there.roles, there.redis, there.mongod]
        kills = {each.name: each.kills for each in killed}
        drops = sum(person.line.drops for person in people)
        with capsys.disabled():
            print(
                f"\n{len(ledger.acknowledged)} messages acknowledged ({ledger.repeats} by a repeat), "
                f"{rows} rows, {drops} lines broken, {kills} killed, in {stormy:.0f} s; "
                f"{ledger.unheard} requests without an answer, {ledger.unavailable} told to wait, "
                f"{sum(person.line.replayed for person in people)} events told on coming back, "
                f"{sum(person.picture.repeated for person in people)} of them twice, "
                f"{sum(person.picture.late for person in people)} messages out of turn, "
                f"settled after {settled:.1f} s"
            )
        assert ledger.wrong == []
        assert_each_once_and_in_order(ledger, threads.values())
        assert len(ledger.acknowledged) > 100
        assert drops >= DROPS
        assert min(kills.values()) >= ROUNDS
        assert [person.name for person in people if person.picture.resyncs] == []
        assert [turned for person in people for turned in person.picture.turned_back] == []


async def test_everything_dies_and_rises_at_any_time(tmp_path: Path, password_hash: str) -> None:
    """No order, and nobody waits for anybody: no process may end by itself, and all is there."""
    async with (
        house(tmp_path, password_hash) as there,
        town_in(there, customers=5, pause=0.3) as town,
    ):
        assert there.redis is not None
        targets: list[Killable] = [*there.roles, there.redis, there.mongod]
        await asyncio.gather(*(die_and_rise(target, CHAOS_SECONDS) for target in targets))
        await there.until_ready()
        await asyncio.sleep(1)
        await town.assert_nothing_was_lost()
        await assert_journal_is_whole(there)
        assert min(target.kills for target in targets) >= 1
