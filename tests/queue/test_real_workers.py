"""Web, relay and three workers as processes of their own: what happens reaches the queue through them."""

import asyncio
import time
from pathlib import Path

import pytest

from hub.flows.resolve_conversation import ResolveConversation
from hub.kit.clock import SystemClock
from hub.rules.actors import SYSTEM
from hub.services import agents
from hub.services.agents import Presence
from hub.store.bus import RedisBus
from hub.store.directory import Directory
from hub.store.journal import ensure_head
from hub.store.mongo import Store
from hub.store.redis import open_redis
from models.documents import Conversation, Member, Workspace
from models.words import ConversationState, PresenceSource, PresenceState
from tests.faults.house import Role, house
from tests.queue.floor import doubles, furnish_floor, stranded, wrong_loads

AGENTS, QUEUED, CAPACITY = 12, 150, 5
PATIENCE = 45.0
"""Seconds, for a machine that does other things besides."""


async def until_nobody_waits_in_vain(store: Store) -> float:
    """How many seconds it took."""
    began = time.monotonic()
    while await stranded(store, Workspace()):
        assert time.monotonic() - began < PATIENCE, "somebody waits although there is room"
        await asyncio.sleep(0.05)
    return time.monotonic() - began


async def _repairs(workers: list[Role]) -> int:
    """How often one of them says that a sweep found something; it says so when it has gone through."""
    for _ in range(100):
        if found := sum(one.said("queue_repaired") for one in workers):
            return found
        await asyncio.sleep(0.05)
    return 0


@pytest.mark.timeout(240)
async def test_workers_share_out_what_waits_and_one_killed_is_replaced(
    tmp_path: Path, password_hash: str
) -> None:
    async with house(tmp_path, password_hash, webs=1, relays=1) as built:
        assert built.redis is not None
        more = built.add("worker", 2)
        for worker in more:
            await worker.start()
        redis = open_redis(built.redis.url)
        bus = RedisBus(redis)
        store = await Store.open(built.mongod.url, SystemClock(), bus)
        bus.journal = (await ensure_head(store)).epoch
        carrying = asyncio.create_task(bus.run())
        try:
            floor = await furnish_floor(
                store, agents=AGENTS, queued=QUEUED, capacity=CAPACITY, name="Antrean"
            )
            first = await until_nobody_waits_in_vain(store)
            # Written in bulk, no event told of it: a sweep found it, and says so.
            assert await _repairs([*built.workers, *more]) == 1
            rooms = [await _resolve_one(store, member) for member in floor.agents]
            again = await until_nobody_waits_in_vain(store)
            await built.workers[0].kill()
            for member in floor.agents[:4]:
                await _be(store, member, PresenceState.OFFLINE)
            rooms += [await _resolve_one(store, member) for member in floor.agents[4:]]
            for member in floor.agents[:4]:
                await _be(store, member, PresenceState.ONLINE)
            after_kill = await until_nobody_waits_in_vain(store)

            print(f"first {first:.2f} s, room {again:.2f} s, after a kill {after_kill:.2f} s")
            assert all(rooms)
            assert await wrong_loads(store) == {}
            assert await doubles(store) == 0
            held = {"state": ConversationState.HANDLED.value}
            assert await store.count(Conversation, held) == AGENTS * CAPACITY
        finally:
            carrying.cancel()
            await store.close()
            await redis.aclose()
            for worker in more:
                await worker.end()


async def _resolve_one(store: Store, member: Member) -> bool:
    mine = {"assignee.id": member.id, "open": True, "state": ConversationState.HANDLED.value}
    found = await store.get(Conversation, mine)
    if found is None:
        return False
    resolved = await ResolveConversation(store, Directory(store))(member, found.id)
    return resolved.state is ConversationState.RESOLVED


async def _be(store: Store, member: Member, state: PresenceState) -> None:
    presence = Presence(state, PresenceSource.SYSTEM)
    await store.transact(lambda tx: agents.change_presence(tx, member, presence, SYSTEM))
