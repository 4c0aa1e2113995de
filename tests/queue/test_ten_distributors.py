"""Ten distributors at once over 2,000 waiting and 50 agents, while people come, go and act."""

import asyncio
import itertools
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

import pytest

from hub.flows.claim_conversation import ClaimConversation
from hub.flows.distribute_queue import DistributeQueue
from hub.flows.requeue_conversation import RequeueConversation
from hub.flows.resolve_conversation import ResolveConversation
from hub.flows.transfer_conversation import Target, TransferConversation
from hub.kit.clock import SystemClock
from hub.kit.errors import HubError, Unavailable
from hub.rules.actors import SYSTEM
from hub.services import agents
from hub.services.agents import Presence
from hub.store.bus import LocalBus
from hub.store.directory import Directory
from hub.store.mongo import Store
from models.documents import Conversation, Member
from models.words import ConversationState, PresenceSource, PresenceState
from tests.queue.floor import (
    Floor,
    doubles,
    furnish_floor,
    inconsistent,
    refuse_over_assignment,
    stranded,
    wrong_loads,
)

DISTRIBUTORS = 10
PEOPLE = 6
QUEUED, AGENTS, CAPACITY = 2_000, 50, 10
ACTS = 600
"""Of people, while it is shared out."""

AT_ONCE_SECONDS = 1.0
"""On a quiet machine; on a busy one in proportion to how slow it is."""

Act = Callable[[], Awaitable[object]]


class Crowd:
    """People who do what people do, at random, until told to stop."""

    def __init__(self, store: Store, directory: Directory, floor: Floor, seed: int) -> None:
        self._store = store
        self._floor = floor
        self._rng = random.Random(seed)
        self._claim = ClaimConversation(store, directory)
        self._transfer = TransferConversation(store, directory)
        self._requeue = RequeueConversation(store)
        self._resolve = ResolveConversation(store, directory)
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.slowest = 0.0

    async def run(self, acts_left: "itertools.count[int]") -> None:
        acts: list[Act] = [self.claim, self.transfer, self.resolve, self.resolve, self.requeue]
        while next(acts_left) < ACTS:
            act = self._rng.choice([*acts, self.come_or_go])
            began = time.monotonic()
            try:
                await act()
                self.done[act.__name__] += 1
            except HubError as refusal:
                self.refused[refusal.error] += 1
            self.slowest = max(self.slowest, time.monotonic() - began)
            await asyncio.sleep(self._rng.random() * 0.15)

    def somebody(self) -> Member:
        return self._rng.choice(self._floor.agents)

    async def held(self) -> tuple[Member, Conversation]:
        for _ in range(20):
            member = self.somebody()
            mine = {"assignee.id": member.id, "open": True, "state": ConversationState.HANDLED}
            found = await self._store.get(Conversation, mine)
            if found is not None:
                return member, found
        raise Unavailable("nobody holds anything")

    async def claim(self) -> None:
        queued = {"state": ConversationState.QUEUED, "department_id": self._floor.department.id}
        found = await self._store.find(Conversation, queued, limit=200)
        if found:
            await self._claim(self.somebody(), self._rng.choice(found).id)

    async def transfer(self) -> None:
        member, mine = await self.held()
        await self._transfer(member, mine.id, Target(self.somebody().id, None))

    async def requeue(self) -> None:
        member, mine = await self.held()
        await self._requeue(member, mine.id)

    async def resolve(self) -> None:
        member, mine = await self.held()
        await self._resolve(member, mine.id)

    async def come_or_go(self) -> None:
        state = self._rng.choice(
            [PresenceState.ONLINE, PresenceState.ONLINE, PresenceState.OFFLINE]
        )
        presence = Presence(state, PresenceSource.SYSTEM)
        member = self.somebody()
        await self._store.transact(lambda tx: agents.change_presence(tx, member, presence, SYSTEM))


@pytest.mark.timeout(120)
async def test_nobody_gets_too_much_nothing_goes_to_two_and_nothing_is_forgotten(
    store: Store, mongodb_url: str, database_name: str
) -> None:
    floor = await furnish_floor(store, agents=AGENTS, queued=QUEUED, capacity=CAPACITY)
    await refuse_over_assignment(store, CAPACITY)
    async with AsyncExitStack() as stack:
        distributors = [
            await _distributor(stack, mongodb_url, database_name) for _ in range(DISTRIBUTORS)
        ]
        crowds = [
            await _crowd(stack, mongodb_url, database_name, floor, seed) for seed in range(PEOPLE)
        ]
        stop = asyncio.Event()
        running = [asyncio.create_task(_keep_on(one, stop)) for one in distributors]
        acts = itertools.count()
        await asyncio.gather(*(crowd.run(acts) for crowd in crowds))
        last_change = time.monotonic()
        while await stranded(store, distributors[0][1].workspace):
            assert time.monotonic() - last_change < 30, "still waiting"
            await asyncio.sleep(0.05)
        took = time.monotonic() - last_change
        stop.set()
        assigned = sum(await asyncio.gather(*running))

    done = sum((crowd.done for crowd in crowds), Counter[str]())
    refused = sum((crowd.refused for crowd in crowds), Counter[str]())
    print(f"assigned {assigned}, done {dict(done)}, refused {dict(refused)}")
    print(f"slowest act {max(crowd.slowest for crowd in crowds):.2f} s")
    print(f"nobody waited in vain {took:.2f} s after the last change")
    assert took < AT_ONCE_SECONDS * await slowness(store)
    assert await wrong_loads(store) == {}
    assert await doubles(store) == 0
    assert not [each for each in await store.find(Conversation, {}) if inconsistent(each)]
    assert assigned > AGENTS * CAPACITY, "who resolved made room, and it was filled"
    for act in ("claim", "transfer", "resolve", "requeue", "come_or_go"):
        assert done[act] > 0, f"{act} was starved"
    assert refused["store_busy"] == 0


async def slowness(store: Store) -> float:
    """How many times slower than a quiet machine this one is now, at the least 1."""
    began = time.monotonic()
    for _ in range(20):
        await store.transact(lambda tx: tx.count(Conversation, {"open": None}))
    return max(1.0, (time.monotonic() - began) / 0.08)


async def _open(stack: AsyncExitStack, url: str, name: str) -> tuple[Store, Directory]:
    store = await Store.open(url, SystemClock(), LocalBus(), database=name)
    stack.push_async_callback(store.close)
    directory = Directory(store)
    await directory.refresh()
    return store, directory


async def _distributor(
    stack: AsyncExitStack, url: str, name: str
) -> tuple[DistributeQueue, Directory]:
    store, directory = await _open(stack, url, name)
    return DistributeQueue(store, directory), directory


async def _crowd(stack: AsyncExitStack, url: str, name: str, floor: Floor, seed: int) -> Crowd:
    store, directory = await _open(stack, url, name)
    return Crowd(store, directory, floor, seed)


async def _keep_on(distributor: tuple[DistributeQueue, Directory], stop: asyncio.Event) -> int:
    """Drain at every turn, as if every moment brought an event."""
    assigned = 0
    while not stop.is_set():
        try:
            assigned += await distributor[0]()
        except Unavailable:
            continue
        await asyncio.sleep(0.02)
    return assigned
