"""Who has a conversation hands it on: to a colleague, another department, back to the queue."""

import asyncio
from datetime import timedelta

import pytest

from hub.flows.mark_quiet import MarkQuiet
from hub.flows.snooze_conversation import WakeConversation
from hub.flows.transfer_conversation import Target
from hub.kit.errors import Conflict, Forbidden, Invalid, NotFound
from hub.rules.refusals import AgentAtCapacity
from models.documents import Conversation, Department, Due, Event, Member, Message
from models.documents.base import Id
from models.words import (
    AssignmentCause,
    ConversationState,
    EventType,
    MemberState,
    PresenceState,
    Priority,
    Role,
    Visibility,
)
from tests.hub.flows.conftest import House


@pytest.fixture
async def billing(house: House) -> Department:
    department = Department(name="Penagihan", created_at=house.clock.now())
    await house.store.insert(department)
    await house.directory.refresh()
    return department


async def held_by_sari(house: House) -> Conversation:
    conversation = await house.waiting()
    return await house.claim(house.sari, conversation.id)


async def last_row(house: House, conversation: Conversation) -> Event:
    rows = await house.store.find(Event, {"object.id": conversation.id})
    return max(rows, key=lambda row: row.object.version)


async def test_a_transfer_to_a_colleague_brings_the_note_and_the_load(house: House) -> None:
    held = await held_by_sari(house)

    given = await house.transfer(
        house.sari, held.id, Target(house.budi.id, None), "Sudah dicek, tinggal kirim."
    )

    assert given.assignee is not None and given.assignee.id == house.budi.id
    assert given.assignment_cause is AssignmentCause.TRANSFER
    assert (await house.load_of(house.sari), await house.load_of(house.budi)) == (0, 1)
    note = (await house.store.find(Message, {"conversation_id": held.id}, sort=[("number", -1)]))[0]
    assert note.visibility is Visibility.INTERNAL
    assert note.text == "Sudah dicek, tinggal kirim."
    row = await last_row(house, held)
    assert row.type is EventType.CONVERSATION_TRANSFERRED
    assert row.changes["from"]["name"] == house.sari.name
    assert row.changes["assignee"]["name"] == house.budi.name
    assert row.changes["note"] is True
    assert f"member:{house.sari.id}" in row.lost_rooms


async def test_a_repeated_transfer_changes_nothing_and_writes_no_second_note(house: House) -> None:
    held = await held_by_sari(house)
    target = Target(house.budi.id, None)
    first = await house.transfer(house.sari, held.id, target, "Tolong")

    again = await house.transfer(house.sari, held.id, target, "Tolong")

    assert again.version == first.version
    assert await house.store.count(Message, {"conversation_id": held.id}) == 2


async def test_a_transfer_to_a_department_waits_there_in_its_old_place(
    house: House, billing: Department
) -> None:
    held = await held_by_sari(house)
    house.clock.advance(60)

    moved = await house.transfer(house.sari, held.id, Target(None, billing.id), None)

    assert moved.state is ConversationState.QUEUED
    assert moved.department_id == billing.id
    assert moved.queued_at == held.queued_at
    assert moved.requeued_at == house.clock.now()
    assert await house.load_of(house.sari) == 0
    assert (await last_row(house, held)).changes["department"]["name"] == "Penagihan"
    # It has left her sight, yet a repeat finds it done, and another act is told where it is.
    again = await house.transfer(house.sari, held.id, Target(None, billing.id), None)
    assert again.version == moved.version
    with pytest.raises(Conflict):
        await house.resolve(house.sari, held.id)
    house.clock.advance(120)
    with pytest.raises(NotFound):
        await house.resolve(house.sari, held.id)


async def test_a_transfer_into_a_department_goes_to_one_of_it(
    house: House, billing: Department
) -> None:
    held = await held_by_sari(house)
    with pytest.raises(Invalid):
        await house.transfer(house.sari, held.id, Target(house.budi.id, billing.id))
    tono = Member(
        email="tono@paketara.example",
        name="Tono",
        role=Role.AGENT,
        department_ids=[billing.id],
        created_at=house.clock.now(),
    )
    await house.store.insert(tono)

    given = await house.transfer(house.sari, held.id, Target(tono.id, billing.id))

    assert given.department_id == billing.id
    assert given.assignee is not None and given.assignee.id == tono.id


async def test_agents_transfer_to_agents_only(house: House) -> None:
    held = await held_by_sari(house)

    with pytest.raises(Forbidden):
        await house.transfer(house.sari, held.id, Target(house.hana.id, None))
    with pytest.raises(Invalid):
        await house.transfer(house.sari, held.id, Target(None, None))
    with pytest.raises(Conflict) as refused:
        await house.transfer(house.budi, held.id, Target(house.budi.id, None))
    assert refused.value.extra["assignee"] == {"id": str(house.sari.id), "name": house.sari.name}


async def test_of_two_transfers_at_once_the_second_learns_where_it_went(
    house: House, billing: Department
) -> None:
    held = await held_by_sari(house)

    outcomes = await asyncio.gather(
        house.transfer(house.sari, held.id, Target(house.budi.id, None)),
        house.transfer(house.hana, held.id, Target(None, billing.id)),
        return_exceptions=True,
    )

    stored = await house.store.get(Conversation, {"_id": held.id})
    assert stored is not None
    won = [each for each in outcomes if isinstance(each, Conversation)]
    # Hana may still move on what Sari gave to Budi; the other way round Sari has lost it.
    assert len(won) in (1, 2)
    assert all(isinstance(each, (Conversation, Conflict)) for each in outcomes)
    await house.load_of(house.sari)
    await house.load_of(house.budi)


async def test_a_queued_one_cannot_be_transferred(house: House, billing: Department) -> None:
    waiting = await house.waiting()

    with pytest.raises(Conflict) as refused:
        await house.transfer(house.hana, waiting.id, Target(None, billing.id))
    assert refused.value.extra["state"] == "queued"


async def test_a_full_colleague_gets_nothing_and_the_conversation_stays(house: House) -> None:
    house.directory.workspace.capacity = 1
    held = await held_by_sari(house)
    await house.claim(house.budi, (await house.waiting()).id)

    with pytest.raises(AgentAtCapacity) as refused:
        await house.transfer(house.sari, held.id, Target(house.budi.id, None), "Tolong")

    assert refused.value.extra["load"] == refused.value.extra["capacity"] == 1
    assert await house.store.count(Message, {"conversation_id": held.id}) == 1
    assert await house.load_of(house.sari) == 1


async def test_nobody_takes_more_than_his_capacity(house: House) -> None:
    await house.store.change(Member, {"_id": house.sari.id}, {"$set": {"capacity": 2}})
    waiting = [await house.waiting() for _ in range(5)]

    outcomes = await asyncio.gather(
        *(house.claim(house.sari, each.id) for each in waiting), return_exceptions=True
    )

    assert sum(isinstance(each, Conversation) for each in outcomes) == 2
    assert sum(isinstance(each, AgentAtCapacity) for each in outcomes) == 3
    assert await house.load_of(house.sari) == 2
    with pytest.raises(AgentAtCapacity):
        await house.assign(house.hana, (await house.waiting()).id, house.sari.id)
    with pytest.raises(AgentAtCapacity):
        await house.answer(house.sari, (await house.waiting()).id, house.body("answer-1", "Halo"))


async def test_back_in_the_queue_it_keeps_its_first_place(house: House) -> None:
    held = await held_by_sari(house)
    house.clock.advance(300)

    back = await house.requeue(house.sari, held.id)
    again = await house.requeue(house.sari, held.id)

    assert back.state is ConversationState.QUEUED
    assert back.queued_at == held.queued_at
    assert back.last_agent is not None and back.last_agent.id == house.sari.id
    assert again.version == back.version
    assert await house.load_of(house.sari) == 0
    with pytest.raises(Conflict):
        await house.requeue(house.budi, held.id)


async def test_a_supervisor_takes_over_and_an_agent_may_not(house: House) -> None:
    held = await held_by_sari(house)

    with pytest.raises(Forbidden):
        await house.take_over(house.budi, held.id)
    taken = await house.take_over(house.hana, held.id)

    assert taken.assignee is not None and taken.assignee.id == house.hana.id
    assert taken.assignment_cause is AssignmentCause.TAKEN_OVER
    assert (await house.take_over(house.hana, held.id)).version == taken.version
    assert (await house.load_of(house.sari), await house.load_of(house.hana)) == (0, 1)


async def test_priority_moves_it_forward_in_the_queue(house: House) -> None:
    first, second = await house.waiting(), await house.waiting()

    urgent = await house.set_priority(house.budi, second.id, Priority.URGENT)

    assert urgent.queue_rank < first.queue_rank
    row = await last_row(house, second)
    assert row.changes == {"priority": ["normal", "urgent"]}
    assert (await house.set_priority(house.budi, second.id, Priority.URGENT)).version == 2


async def test_a_snoozed_one_does_not_count_until_its_time(house: House) -> None:
    held = await held_by_sari(house)
    until = house.clock.now() + timedelta(hours=1)

    await house.snooze(house.sari, held.id, until)
    assert await house.load_of(house.sari) == 0

    house.clock.advance(3600)
    [due] = await house.store.find(Due, {"kind": "conversation_snoozed"})
    await WakeConversation(house.store)(due)

    assert await house.load_of(house.sari) == 1
    back = await house.store.get(Conversation, {"_id": held.id})
    assert back is not None and back.snoozed_until is None
    with pytest.raises(Invalid):
        await house.snooze(house.sari, held.id, house.clock.now())


async def test_the_customers_message_ends_a_snooze_even_beyond_the_capacity(house: House) -> None:
    house.directory.workspace.capacity = 1
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    held = await house.claim(house.sari, (await house.conversation_of(maya)).id)
    await house.snooze(house.sari, held.id, house.clock.now() + timedelta(hours=1))
    await house.claim(house.sari, (await house.waiting()).id)

    await house.write(maya, "second-1", "Halo?")

    assert await house.load_of(house.sari) == 2
    with pytest.raises(AgentAtCapacity):
        await house.claim(house.sari, (await house.waiting()).id)


async def test_what_waits_long_for_its_customer_counts_no_more(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    held = await house.claim(house.sari, (await house.conversation_of(maya)).id)
    await house.answer(house.sari, held.id, house.body("answer-1", "Ada yang lain?"))
    [due] = await house.store.find(Due, {"kind": "conversation_quiet"})
    mark = MarkQuiet(house.store, house.directory)

    await mark(due)
    assert await house.load_of(house.sari) == 1, "it is too early"
    house.clock.advance(house.directory.workspace.quiet_after)
    await mark(due)
    assert await house.load_of(house.sari) == 0

    await house.write(maya, "second-1", "Ya")
    assert await house.load_of(house.sari) == 1


async def test_resolve_undo_and_reopening_keep_the_load_right(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    held = await house.claim(house.sari, (await house.conversation_of(maya)).id)

    await house.resolve(house.sari, held.id)
    assert await house.load_of(house.sari) == 0
    await house.undo(house.sari, held.id)
    assert await house.load_of(house.sari) == 1
    await house.resolve(house.sari, held.id)

    await house.be(house.sari, PresenceState.ONLINE)
    await house.write(maya, "second-1", "Satu lagi")
    assert await house.load_of(house.sari) == 1


async def test_an_undo_gives_nothing_to_who_has_been_deactivated_meanwhile(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    held = await house.claim(house.sari, (await house.conversation_of(maya)).id)
    await house.resolve(house.hana, held.id)
    gone = {"$set": {"state": MemberState.DEACTIVATED}}
    await house.store.change(Member, {"_id": house.sari.id}, gone)

    undone = await house.undo(house.hana, held.id)

    assert (undone.state, undone.assignee) == (ConversationState.QUEUED, None)
    assert await house.load_of(house.sari) == 0


async def test_a_reopened_one_waits_in_the_queue_when_its_agent_is_away(house: House) -> None:
    maya = Id()
    await house.write(maya, "first-01", "Halo")
    held = await house.claim(house.sari, (await house.conversation_of(maya)).id)
    await house.resolve(house.sari, held.id)
    await house.be(house.sari, PresenceState.AWAY)

    await house.write(maya, "second-1", "Satu lagi")

    assert (await house.conversation_of(maya)).state is ConversationState.QUEUED
    assert await house.load_of(house.sari) == 0
