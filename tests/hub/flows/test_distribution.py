"""The queue reaches its agents: in order, to who is there and has room, and to nobody twice."""

import pytest

from models.documents import Agent, Conversation, Department, Member
from models.words import (
    AssignmentCause,
    AssignmentMode,
    ConversationState,
    PresenceState,
    Priority,
    Role,
)
from tests.hub.flows.conftest import House


@pytest.fixture
async def least_load(house: House) -> House:
    await mode(house, AssignmentMode.LEAST_LOAD)
    await house.be(house.sari, PresenceState.ONLINE)
    return house


async def mode(house: House, wanted: AssignmentMode) -> None:
    await house.store.change(
        Department, {"_id": house.department.id}, {"$set": {"mode": wanted.value}}
    )


async def holder(house: House, conversation: Conversation) -> str | None:
    stored = await house.store.get(Conversation, {"_id": conversation.id})
    assert stored is not None
    return stored.assignee.name.split()[0] if stored.assignee else None


async def test_an_open_department_leaves_it_to_its_agents(house: House) -> None:
    await house.be(house.sari, PresenceState.ONLINE)
    waiting = await house.waiting()

    assert await house.distribute() == 0
    assert await holder(house, waiting) is None


async def test_only_who_is_there_gets_work(least_load: House) -> None:
    house = least_load
    await house.be(house.budi, PresenceState.AWAY)
    waiting = [await house.waiting() for _ in range(3)]

    assert await house.distribute() == 3

    assert {await holder(house, each) for each in waiting} == {"Sari"}
    assert await house.load_of(house.sari) == 3
    stored = await house.store.get(Conversation, {"_id": waiting[0].id})
    assert stored is not None
    assert stored.assignment_cause is AssignmentCause.AUTO_LEAST_LOAD
    assert stored.state is ConversationState.HANDLED
    assert f"member:{house.sari.id}" in stored.audience


async def test_who_looks_after_the_floor_takes_by_hand(least_load: House) -> None:
    house = least_load
    await house.be(house.sari, PresenceState.OFFLINE)
    await house.be(house.hana, PresenceState.ONLINE)
    waiting = await house.waiting()

    assert await house.distribute() == 0
    assert await holder(house, waiting) is None


async def test_priority_goes_first_then_who_has_waited_longest(least_load: House) -> None:
    house = least_load
    await house.store.change(Member, {"_id": house.sari.id}, {"$set": {"capacity": 2}})
    first = await house.waiting()
    house.clock.advance(60)
    second = await house.waiting()
    house.clock.advance(60)
    urgent = await house.waiting()
    await house.set_priority(house.hana, urgent.id, Priority.URGENT)

    assert await house.distribute() == 2

    assert await holder(house, urgent) == "Sari"
    assert await holder(house, first) == "Sari"
    assert await holder(house, second) is None


async def test_one_who_comes_back_to_the_queue_has_its_old_place(least_load: House) -> None:
    house = least_load
    await house.store.change(Member, {"_id": house.sari.id}, {"$set": {"capacity": 1}})
    first = await house.waiting()
    await house.claim(house.budi, first.id)
    house.clock.advance(60)
    await house.waiting()
    await house.requeue(house.budi, first.id)

    assert await house.distribute() == 1
    assert await holder(house, first) == "Sari"


async def test_round_robin_goes_by_turns_over_many_passes(house: House) -> None:
    await mode(house, AssignmentMode.ROUND_ROBIN)
    await house.store.change(Member, {"_id": house.hana.id}, {"$set": {"role": Role.AGENT}})
    for member in (house.sari, house.budi, house.hana):
        await house.be(member, PresenceState.ONLINE)
    got = []
    for _ in range(6):
        waiting = await house.waiting()
        await house.distribute()
        got.append(await holder(house, waiting))
        house.clock.advance(1)

    assert got[:3] == got[3:]
    assert set(got) == {"Sari", "Budi", "Hana"}


async def test_a_full_house_leaves_the_rest_waiting(least_load: House) -> None:
    house = least_load
    house.directory.workspace.capacity = 2
    for _ in range(5):
        await house.waiting()

    assert await house.distribute() == 2
    assert await house.distribute() == 0
    assert await house.load_of(house.sari) == 2
    agent = await house.store.get(Agent, {"_id": house.sari.id})
    assert agent is not None and agent.last_assigned_at == house.clock.now()
