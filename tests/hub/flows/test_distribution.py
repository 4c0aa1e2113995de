"""The queue reaches its agents: in order, to who is there and has room, and to nobody twice."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from models.documents import Agent, Conversation, Department, Member
from models.documents.hours import Hours
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


async def prefer(member: Member, house: House, **priorities: int) -> None:
    """By the names of departments."""
    named = {one.name: one.id for one in await house.store.find(Department, {})}
    values = {str(named[name]): number for name, number in priorities.items()}
    ids = list({*member.department_ids, *(named[name] for name in priorities)})
    await house.store.change(
        Member,
        {"_id": member.id},
        {"$set": {"department_priorities": values, "department_ids": ids}},
    )


async def test_who_comes_first_in_a_department_is_filled_first(least_load: House) -> None:
    """Then those after him, by the mode among equals."""
    house = least_load
    await house.be(house.budi, PresenceState.ONLINE)
    await house.store.change(Member, {"_id": house.budi.id}, {"$set": {"capacity": 2}})
    await prefer(house.budi, house, **{house.department.name: 5})
    waiting = [await house.waiting() for _ in range(4)]

    assert await house.distribute() == 4

    assert [await holder(house, each) for each in waiting] == ["Budi", "Budi", "Sari", "Sari"]
    await house.be(house.budi, PresenceState.AWAY)
    last = await house.waiting()
    assert await house.distribute() == 1
    assert await holder(house, last) == "Sari"


@pytest.mark.parametrize("first", ["here", "there"])
async def test_of_his_departments_the_more_important_one_fills_him_first(
    least_load: House, first: str
) -> None:
    house = least_load
    there = Department(name="Lain", mode=AssignmentMode.LEAST_LOAD, created_at=house.clock.now())
    await house.store.insert(there)
    await house.store.change(Member, {"_id": house.sari.id}, {"$set": {"capacity": 2}})
    here = house.department.name
    await prefer(
        house.sari,
        house,
        **{here: 2 if first == "here" else 1, "Lain": 1 if first == "here" else 2},
    )
    own = [await house.waiting() for _ in range(2)]
    moved = [await house.waiting() for _ in range(2)]
    for one in moved:
        await house.store.change(
            Conversation, {"_id": one.id}, {"$set": {"department_id": there.id}}
        )

    assert await house.distribute() == 2

    wanted, other = (own, moved) if first == "here" else (moved, own)
    assert [await holder(house, each) for each in wanted] == ["Sari", "Sari"]
    assert [await holder(house, each) for each in other] == [None, None]
    # What is left of the more important one, and nobody else may take, keeps him from nothing.
    await house.store.change(Member, {"_id": house.sari.id}, {"$set": {"capacity": 4}})
    assert await house.distribute() == 2
    assert [await holder(house, each) for each in other] == ["Sari", "Sari"]


async def test_work_that_he_cannot_get_there_keeps_him_from_none_here(least_load: House) -> None:
    """The other department is closed, and what waits there waits on."""
    house = least_load
    closed = Department(
        name="Tutup",
        mode=AssignmentMode.LEAST_LOAD,
        created_at=house.clock.now(),
    )
    since = house.clock.now() - timedelta(days=1)
    day = since.astimezone(ZoneInfo("Asia/Jakarta")).strftime("%A").lower()
    closed.hours = Hours.model_validate(
        {"always": False, day: [{"start": "00:00", "end": "23:59"}]}
    )
    await house.store.insert(closed)
    await prefer(house.sari, house, Tutup=9)
    there, here = await house.waiting(), await house.waiting()
    await house.store.change(
        Conversation, {"_id": there.id}, {"$set": {"department_id": closed.id}}
    )
    by_the_system = {"source": "system", "since": since}
    await house.store.change(Agent, {"_id": house.sari.id}, {"$set": by_the_system})

    assert await house.distribute() == 1
    assert (await holder(house, here), await holder(house, there)) == ("Sari", None)
