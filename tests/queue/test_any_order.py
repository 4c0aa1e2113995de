"""Any order of what can happen on a floor leaves it true: after every step, over the real store."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hub.flows.mark_quiet import MarkQuiet
from hub.flows.snooze_conversation import WakeConversation
from hub.flows.transfer_conversation import Target
from hub.kit.errors import HubError
from hub.rules.actors import SYSTEM
from hub.rules.availability import capacity_of
from hub.services import agents
from hub.services.agents import Presence
from models.documents import Agent, Conversation, Department, Due, Member
from models.documents.base import Id
from models.words import (
    AssignmentMode,
    ConversationState,
    PresenceSource,
    PresenceState,
    Priority,
    Role,
)
from tests.hub.flows.conftest import House
from tests.hub.flows.conftest import house as house  # the fixture
from tests.queue.floor import inconsistent, stranded, wrong_loads


@dataclass
class World:
    """A house with a second department, and visitors who have or have not written yet."""

    house: House
    other: Department
    people: list[Member]
    visitors: list[Id] = field(default_factory=lambda: [Id() for _ in range(6)])
    written: int = 0

    def member(self, number: int) -> Member:
        return self.people[number % len(self.people)]

    def department(self, number: int) -> Department:
        return (self.house.department, self.other)[number % 2]

    async def conversation(self, number: int, state: ConversationState) -> Conversation | None:
        found = await self.house.store.find(
            Conversation, {"state": state.value}, sort=[("number", 1)]
        )
        return found[number % len(found)] if found else None

    async def held(self, number: int) -> tuple[Member, Conversation] | None:
        found = await self.conversation(number, ConversationState.HANDLED)
        if found is None or found.assignee is None:
            return None
        holder = await self.house.store.get(Member, {"_id": found.assignee.id})
        return (holder, found) if holder else None


Act = Callable[[World, int, int], Awaitable[object]]


async def write(world: World, a: int, b: int) -> None:
    world.written += 1
    visitor = world.visitors[a % len(world.visitors)]
    await world.house.write(visitor, f"word-{world.written:05}", "Halo")


async def claim(world: World, a: int, b: int) -> None:
    if found := await world.conversation(a, ConversationState.QUEUED):
        await world.house.claim(world.member(b), found.id)


async def assign(world: World, a: int, b: int) -> None:
    if found := await world.conversation(a, ConversationState.QUEUED):
        await world.house.assign(world.house.hana, found.id, world.member(b).id)


async def answer(world: World, a: int, b: int) -> None:
    world.written += 1
    body = world.house.body(f"answer-{world.written:05}", "Baik")
    if b % 2 and (waiting := await world.conversation(a, ConversationState.QUEUED)):
        await world.house.answer(world.member(b), waiting.id, body)
    elif mine := await world.held(a):
        await world.house.answer(mine[0], mine[1].id, body)


async def transfer(world: World, a: int, b: int) -> None:
    if mine := await world.held(a):
        await world.house.transfer(mine[0], mine[1].id, Target(world.member(b).id, None))


async def transfer_to_department(world: World, a: int, b: int) -> None:
    if mine := await world.held(a):
        await world.house.transfer(mine[0], mine[1].id, Target(None, world.department(b).id))


async def take_over(world: World, a: int, b: int) -> None:
    if mine := await world.held(a):
        await world.house.take_over(world.house.hana, mine[1].id)


async def requeue(world: World, a: int, b: int) -> None:
    if mine := await world.held(a):
        await world.house.requeue(mine[0], mine[1].id)


async def resolve(world: World, a: int, b: int) -> None:
    if mine := await world.held(a):
        await world.house.resolve(mine[0], mine[1].id)
        if b % 2:
            await world.house.undo(mine[0], mine[1].id)


async def snooze(world: World, a: int, b: int) -> None:
    if mine := await world.held(a):
        until = world.house.clock.now() + timedelta(minutes=1 + b)
        await world.house.snooze(mine[0], mine[1].id, until)


async def say_how_urgent(world: World, a: int, b: int) -> None:
    if found := await world.conversation(a, ConversationState.QUEUED):
        await world.house.set_priority(world.house.hana, found.id, list(Priority)[b % 4])


async def come_or_go(world: World, a: int, b: int) -> None:
    presence = Presence(list(PresenceState)[b % 3], PresenceSource.SYSTEM)
    member = world.member(a)
    await world.house.store.transact(
        lambda tx: agents.change_presence(tx, member, presence, SYSTEM)
    )


async def change_capacity(world: World, a: int, b: int) -> None:
    query, update = {"_id": world.member(a).id}, {"$set": {"capacity": b % 4}}
    await world.house.store.change(Member, query, update)


async def change_mode(world: World, a: int, b: int) -> None:
    query = {"_id": world.department(a).id}
    mode = list(AssignmentMode)[b % 3]
    await world.house.store.change(Department, query, {"$set": {"mode": mode.value}})


async def time_passes(world: World, a: int, b: int) -> None:
    house = world.house
    house.clock.advance(60 * (1 + 10 * a))
    for due in await house.store.find(Due, {"at": {"$lte": house.clock.now()}}):
        if due.kind == "conversation_quiet":
            await MarkQuiet(house.store, house.directory)(due)
        elif due.kind == "conversation_snoozed":
            await WakeConversation(house.store)(due)


async def distribute(world: World, a: int, b: int) -> None:
    await world.house.distribute()
    assert await stranded(world.house.store, world.house.directory.workspace) == 0


NEW_WORK: tuple[Act, ...] = (claim, assign, transfer, take_over, distribute)
OTHERS: tuple[Act, ...] = (
    write,
    write,
    answer,
    transfer_to_department,
    requeue,
    resolve,
    snooze,
    say_how_urgent,
    come_or_go,
    come_or_go,
    change_capacity,
    change_mode,
    time_passes,
)


async def loads(world: World) -> dict[Id, int]:
    return {agent.id: agent.load for agent in await world.house.store.find(Agent, {})}


async def check(world: World, act: Act, before: dict[Id, int]) -> None:
    store = world.house.store
    assert await wrong_loads(store) == {}
    for each in await store.find(Conversation, {}):
        assert not inconsistent(each), (act.__name__, each)
    if act not in NEW_WORK:
        return
    members = {member.id: member for member in await store.find(Member, {})}
    for id, load in (await loads(world)).items():
        if load > before.get(id, 0):
            capacity = capacity_of(members[id], world.house.directory.workspace)
            assert load <= capacity, f"{act.__name__} gave {load} to who takes {capacity}"


@pytest.fixture
async def world(house: House) -> World:
    other = Department(name="Penagihan", created_at=house.clock.now())
    tono = Member(
        email="tono@paketara.example",
        name="Tono",
        role=Role.AGENT,
        department_ids=[other.id, house.department.id],
        created_at=house.clock.now(),
    )
    await house.store.insert(other)
    await house.store.insert(tono)
    await house.directory.refresh()
    people = [house.sari, house.budi, tono, house.hana]
    for person in people:
        await house.store.change(Member, {"_id": person.id}, {"$set": {"capacity": 2}})
    for department in (house.department, other):
        mode = {"$set": {"mode": AssignmentMode.LEAST_LOAD.value}}
        await house.store.change(Department, {"_id": department.id}, mode)
    return World(house, other, people)


STEP = st.tuples(st.sampled_from((*NEW_WORK, *OTHERS)), st.integers(0, 5), st.integers(0, 5))


@pytest.mark.timeout(180)
@settings(
    max_examples=6,
    deadline=None,
    # Each example takes seconds: report what failed instead of shrinking it for minutes.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEP, min_size=20, max_size=40))
async def test_any_order_of_acts_leaves_a_true_floor(
    world: World, steps: list[tuple[Act, int, int]]
) -> None:
    for number in range(4):
        await write(world, number, 0)
        await come_or_go(world, number, 1)
    for act, a, b in steps:
        before = await loads(world)
        try:
            await act(world, a, b)
        except HubError:
            pass  # refused, which changes nothing
        await check(world, act, before)
    before = await loads(world)
    await distribute(world, 0, 0)
    await check(world, distribute, before)
