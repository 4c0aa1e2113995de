"""Outside the hours nobody is sent work unless he chose to be there; what closes soon goes first at opening."""

from datetime import timedelta

import pytest

from models.documents import Agent, Conversation, Department
from models.documents.hours import Hours, Span
from models.words import AssignmentMode, PresenceSource, PresenceState, Priority
from tests.hub.flows.conftest import House

# The clock stands at Wednesday, 10.00 in Jakarta.
DAY = [Span(start="08:00", end="16:00")]
OFFICE = Hours(always=False, monday=DAY, tuesday=DAY, wednesday=DAY, thursday=DAY, friday=DAY)
HOUR = 3600


@pytest.fixture
async def office(house: House) -> House:
    mode = {"$set": {"mode": AssignmentMode.LEAST_LOAD, "hours": OFFICE.model_dump()}}
    await house.store.change(Department, {"_id": house.department.id}, mode)
    await house.directory.refresh()
    return house


async def holder(house: House, chat: Conversation) -> str | None:
    stored = await house.store.get(Conversation, {"_id": chat.id})
    assert stored is not None
    return stored.assignee.name.split()[0] if stored.assignee else None


async def test_who_has_only_stayed_signed_in_gets_nothing_after_the_hours(office: House) -> None:
    await office.be(office.sari, PresenceState.ONLINE)
    office.clock.advance(8 * HOUR)
    waiting = await office.waiting()

    assert await office.distribute() == 0

    office.clock.advance(14 * HOUR)
    assert await office.distribute() == 1, "it is eight o'clock"
    assert await holder(office, waiting) == "Sari"


async def test_who_came_when_it_was_closed_gets_work(office: House) -> None:
    office.clock.advance(8 * HOUR)
    await office.be(office.sari, PresenceState.ONLINE)
    await office.waiting()

    assert await office.distribute() == 1


async def test_who_said_that_he_is_online_gets_work(office: House) -> None:
    await office.be(office.sari, PresenceState.ONLINE)
    by_hand = {"$set": {"source": PresenceSource.MANUAL}}
    await office.store.change(Agent, {"_id": office.sari.id}, by_hand)
    office.clock.advance(8 * HOUR)
    await office.waiting()

    assert await office.distribute() == 1


async def on_a_number(house: House, chat: Conversation, minutes_left: float) -> None:
    """As if it had come over a channel whose reply window closes in so many minutes."""
    at = house.clock.now() - timedelta(hours=24) + timedelta(minutes=minutes_left)
    over = {"channel_kind": "whatsapp", "last_inbound_at": at}
    await house.store.change(Conversation, {"_id": chat.id}, {"$set": over})


async def test_at_opening_what_can_soon_be_answered_no_more_goes_first(office: House) -> None:
    office.clock.advance(8 * HOUR)
    ordinary, urgent, later, soon = [await office.waiting() for _ in range(4)]
    await office.set_priority(office.hana, urgent.id, Priority.URGENT)
    office.clock.advance(14 * HOUR + 60)
    await on_a_number(office, later, 180)
    await on_a_number(office, soon, 119)
    await office.be(office.sari, PresenceState.ONLINE)
    office.directory.workspace.capacity = 1

    order = []
    for _ in range(4):
        assert await office.distribute() == 1
        [held] = await office.store.find(Conversation, {"counts": True})
        order.append(held.id)
        await office.resolve(office.sari, held.id)

    assert order == [soon.id, urgent.id, ordinary.id, later.id]


async def test_within_the_hours_the_priority_goes_first(office: House) -> None:
    soon, urgent = [await office.waiting() for _ in range(2)]
    await on_a_number(office, soon, 30)
    await office.set_priority(office.hana, urgent.id, Priority.URGENT)
    await office.be(office.sari, PresenceState.ONLINE)
    office.directory.workspace.capacity = 1

    await office.distribute()

    assert await holder(office, urgent) == "Sari"
    assert await holder(office, soon) is None
