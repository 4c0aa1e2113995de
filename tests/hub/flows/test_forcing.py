"""A supervisor pushes what waits to agents at once, and may take it back for two minutes."""

import asyncio
from contextlib import suppress

import pytest

from hub.flows.force_distribution import (
    TAKEN_BACK_WITHIN,
    ForceDistribution,
    TooLateToTakeBack,
    Wanted,
)
from hub.kit.errors import Conflict, Forbidden, NotFound
from models.documents import Conversation, Department, Event, Member
from models.documents.base import Id
from models.words import (
    AssignmentCause,
    ConversationState,
    EventType,
    PresenceState,
    Priority,
    Role,
    WhyStaying,
)
from tests.hub.flows.conftest import House

ONLINE, AWAY = PresenceState.ONLINE, PresenceState.AWAY


def force(house: House) -> ForceDistribution:
    return ForceDistribution(house.store, house.directory)


@pytest.fixture
async def full_house(house: House) -> House:
    """Sari and Budi are there, with a capacity of two that may be forced to three."""
    house.directory.workspace.capacity, house.directory.workspace.forced_capacity = 2, 3
    for member in (house.sari, house.budi):
        await house.be(member, ONLINE)
    return house


async def holder(house: House, conversation: Conversation) -> Id | None:
    found = await house.store.get(Conversation, {"_id": conversation.id})
    assert found is not None
    return found.assignee.id if found.assignee else None


async def test_room_is_used_up_first_then_the_forced_room_and_the_rest_stays(
    full_house: House,
) -> None:
    house = full_house
    waiting = [await house.waiting() for _ in range(8)]

    outcome = await force(house)(house.hana, Wanted())

    assert len(outcome.given) == 6
    assert [id for id, why in outcome.staying if why is WhyStaying.NO_ROOM] == [
        one.id for one in waiting[6:]
    ]
    assert (await house.load_of(house.sari), await house.load_of(house.budi)) == (3, 3)
    given = await house.store.find(Conversation, {"state": ConversationState.HANDLED})
    assert {one.assignment_cause for one in given} == {AssignmentCause.FORCED}
    rows = await house.store.find(Event, {"type": EventType.CONVERSATION_ASSIGNED})
    assert {row.actor.id for row in rows} == {house.hana.id}
    assert outcome.bulk is not None
    assert (outcome.bulk.done, outcome.bulk.refused) == (6, 2)
    assert {(one.load_before, one.load) for one in outcome.takers} == {(0, 3)}


async def test_a_preview_says_the_same_and_changes_nothing(full_house: House) -> None:
    house = full_house
    for _ in range(7):
        await house.waiting()

    seen = await force(house).preview(house.hana, Wanted(oldest=5))

    assert (len(seen.given), seen.more) == (5, True)
    assert sorted(one.load for one in seen.takers) == [2, 3]
    assert await house.store.count(Conversation, {"state": ConversationState.QUEUED}) == 7
    assert await house.load_of(house.sari) == 0


async def test_the_oldest_go_first_by_priority(full_house: House) -> None:
    house = full_house
    first, second, third = [await house.waiting() for _ in range(3)]
    await house.set_priority(house.hana, third.id, Priority.URGENT)

    await force(house)(house.hana, Wanted(oldest=2))

    assert await holder(house, second) is None
    assert None not in (await holder(house, first), await holder(house, third))


async def test_away_only_when_ticked_and_offline_never(house: House) -> None:
    waiting = await house.waiting()
    await house.be(house.sari, AWAY)

    outcome = await force(house)(house.hana, Wanted())
    assert outcome.staying == [(waiting.id, WhyStaying.NOBODY_THERE)]

    named = Wanted(member_ids=[house.budi.id], include_away=True)
    outcome = await force(house)(house.hana, named)
    assert outcome.staying == [(waiting.id, WhyStaying.NOBODY_THERE)]

    await force(house)(house.hana, Wanted(include_away=True))
    assert await holder(house, waiting) == house.sari.id


async def test_who_has_left_is_passed_over_unless_ticked(full_house: House) -> None:
    house = full_house
    waiting = await house.waiting()
    gone = {"$set": {"left": True, "queue_rank": 12}}
    await house.store.change(Conversation, {"_id": waiting.id}, gone)

    assert (await force(house)(house.hana, Wanted())).given == []
    named = await force(house)(house.hana, Wanted(conversation_ids=[waiting.id]))
    assert named.staying == [(waiting.id, WhyStaying.LEFT)]

    await force(house)(house.hana, Wanted(include_left=True))
    assert await holder(house, waiting) is not None


async def test_a_supervisor_reaches_his_own_scope_alone(full_house: House) -> None:
    house = full_house
    billing = Department(name="Penagihan", created_at=house.clock.now())
    tono = Member(
        email="tono@paketara.example",
        name="Tono",
        role=Role.AGENT,
        department_ids=[billing.id],
        created_at=house.clock.now(),
    )
    for document in (billing, tono):
        await house.store.insert(document)
    await house.be(tono, ONLINE)
    await house.directory.refresh()
    foreign = await house.claim(house.sari, (await house.waiting()).id)
    moved = {"$set": {"department_id": billing.id, "audience": ["admins", f"queue:{billing.id}"]}}
    back = {"state": "queued", "assignee": None, "counts": False}
    await house.store.change(Conversation, {"_id": foreign.id}, {"$set": {**moved["$set"], **back}})

    with pytest.raises(Forbidden):
        await force(house)(house.hana, Wanted(member_ids=[tono.id]))
    assert (await force(house)(house.hana, Wanted())).given == []
    named = await force(house)(house.hana, Wanted(conversation_ids=[foreign.id]))
    assert named.staying == [(foreign.id, WhyStaying.TAKEN)]


async def test_two_at_once_and_people_who_claim_never_pass_the_forced_bound(
    full_house: House,
) -> None:
    house = full_house
    waiting = [await house.waiting() for _ in range(12)]

    async def claim_three() -> None:
        for conversation in waiting[:3]:
            with suppress(Conflict):
                await house.claim(house.sari, conversation.id)

    first, second, _ = await asyncio.gather(
        force(house)(house.hana, Wanted(oldest=8)),
        force(house)(house.hana, Wanted(oldest=8)),
        claim_three(),
    )

    ids = [one.id for one, _ in (*first.given, *second.given)]
    assert len(ids) == len(set(ids))
    assert (await house.load_of(house.sari), await house.load_of(house.budi)) == (3, 3)


async def test_it_is_taken_back_where_nobody_has_answered(full_house: House) -> None:
    house = full_house
    waiting = [await house.waiting() for _ in range(3)]
    outcome = await force(house)(house.hana, Wanted())
    assert outcome.bulk is not None
    answered, agent = outcome.given[0]
    holding = house.sari if agent.id == house.sari.id else house.budi
    house.clock.advance(30)
    await house.answer(holding, answered.id, house.body("answer-0001", "Baik"))

    with pytest.raises(NotFound):
        await force(house).take_back(house.sari, outcome.bulk.id)
    over, back = await force(house).take_back(house.hana, outcome.bulk.id)

    assert (over.done, over.refused) == (2, 1)
    assert [id for id, after in back if after is None] == [answered.id]
    again = await house.store.find(Conversation, {"state": ConversationState.QUEUED})
    assert {one.id for one in again} == {one.id for one in waiting} - {answered.id}
    assert {one.queued_at for one in again} == {waiting[0].queued_at}
    assert await house.load_of(house.sari) + await house.load_of(house.budi) == 1


async def test_after_two_minutes_it_stays(full_house: House) -> None:
    house = full_house
    waiting = await house.waiting()
    outcome = await force(house)(house.hana, Wanted())
    assert outcome.bulk is not None
    house.clock.advance(TAKEN_BACK_WITHIN.total_seconds() + 1)

    with pytest.raises(TooLateToTakeBack):
        await force(house).take_back(house.hana, outcome.bulk.id)
    assert await holder(house, waiting) is not None
