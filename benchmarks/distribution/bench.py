"""A full queue over a large team: 10,000 waiting to 500 agents in one pass, then eight at once.

The first is what one distributor does. The second lets eight of them loose on the same queue,
without taking turns, and counts what must be zero: loads above the capacity, chats given to two,
chats still waiting although somebody has room, loads that are not what the conversations say.
"""

import asyncio
import time
from contextlib import suppress

from benchmarks.rows import Row
from benchmarks.services import mongod, opened
from hub.flows.distribute_queue import DistributeQueue
from hub.kit.errors import Unavailable
from hub.store.directory import Directory
from hub.store.mongo import Store
from models.documents import Agent, Conversation
from tests.queue.floor import doubles, furnish_floor, stranded, wrong_loads

QUEUED, AGENTS, CAPACITY = 10_000, 500, 20
FEWER_QUEUED, FEWER_AGENTS, FEWER_EACH = 600, 50, 10
AT_ONCE = 8


async def one_pass(store: Store) -> Row:
    await furnish_floor(store, agents=AGENTS, queued=QUEUED, capacity=CAPACITY)
    distribute = DistributeQueue(store, await _directory(store))
    began = time.perf_counter()
    assigned = await distribute()
    seconds = time.perf_counter() - began
    waiting = await store.count(Conversation, {"state": "queued"})
    assert (assigned, waiting) == (QUEUED, 0), f"{assigned} assigned, {waiting} wait"
    assert await wrong_loads(store) == {}
    name = "10,000 queued over 500 agents in one pass"
    return Row(name, seconds, "s", reach="(what a person notices: 1 s for the first hundreds)")


async def eight_at_once(store: Store) -> Row:
    floor = await furnish_floor(
        store, agents=FEWER_AGENTS, queued=FEWER_QUEUED, capacity=FEWER_EACH
    )
    directory = await _directory(store)

    async def drain() -> None:
        distribute = DistributeQueue(store, directory)
        given = 1
        while given:
            # Busy is what the others make it: it is tried again.
            with suppress(Unavailable):
                given, _ = await distribute.share_out_some(floor.department.id)

    await asyncio.gather(*(drain() for _ in range(AT_ONCE)))
    over = sum(agent.load > FEWER_EACH for agent in await store.find(Agent, {}))
    wrong = len(await wrong_loads(store))
    left = await stranded(store, directory.workspace)
    count = over + wrong + left + await doubles(store)
    name = "8 distributors at once: over, double, stranded, miscounted"
    return Row(name, float(count), "chats", reach="0")


async def _directory(store: Store) -> Directory:
    directory = Directory(store)
    await directory.refresh()
    return directory


async def measure() -> list[Row]:
    rows = []
    for part in (one_pass, eight_at_once):
        async with mongod() as url, opened(url) as store:
            rows.append(await part(store))
    return rows


def run() -> list[Row]:
    return asyncio.run(measure())
