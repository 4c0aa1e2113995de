"""An agent stays away from his desk, or leaves the house: what he holds finds its way back."""

from datetime import timedelta

from hub.flows.return_conversations import ReturnConversations
from hub.flows.return_silent import ReturnSilent
from hub.jobs.reactions.gone_agents import GoneAgents
from hub.kit.awake import Awake
from hub.rules.actors import SYSTEM
from hub.services import agents, members, workspace
from hub.services.agents import OFFLINE, Presence
from hub.services.members import MemberChange
from hub.store.loads import recount_loads
from hub.store.transaction import Filter, Transaction
from models.documents import Agent, Conversation, Department, Due, Event, Member
from models.words import (
    AssignmentCause,
    AssignmentMode,
    ConversationState,
    MemberState,
    OfflineRule,
    PresenceSource,
    PresenceState,
)
from tests.hub.flows.conftest import House

ONLINE = Presence(PresenceState.ONLINE, PresenceSource.SYSTEM)


async def become(house: House, member: Member, presence: Presence) -> None:
    await house.store.transact(lambda tx: agents.change_presence(tx, member, presence, SYSTEM))
    await react(house)


async def react(house: House, filter: Filter | None = None) -> None:
    rows = await house.store.find(Event, filter or {})

    async def work(tx: Transaction) -> None:
        await GoneAgents().react(tx, rows)

    await house.store.transact(work)


async def act(house: House) -> bool:
    """What the worker does at this time; False when nothing is due."""
    now = house.clock.now()
    due = await house.store.get(Due, {"kind": "agent_gone", "at": {"$lte": now}})
    if due is None:
        return False
    await returning(house)(due)
    return True


def returning(house: House) -> ReturnConversations:
    awake = Awake(house.clock)
    # It has worked for years.
    awake.since = house.sari.created_at.replace(year=2020)
    return ReturnConversations(house.store, awake)


async def held_by_sari(house: House) -> Conversation:
    return await house.claim(house.sari, (await house.waiting()).id)


async def test_who_stays_offline_gives_his_chats_back_by_the_rule(house: House) -> None:
    await house.set(offline_rule=OfflineRule.REQUEUE)
    rules = house.directory.workspace
    await become(house, house.sari, ONLINE)
    held = [await held_by_sari(house) for _ in range(3)]
    await become(house, house.sari, OFFLINE)

    house.clock.advance(rules.offline_after - 1)
    assert not await act(house)
    house.clock.advance(1)
    assert await act(house)

    for each in held:
        stored = await house.store.get(Conversation, {"_id": each.id})
        assert stored is not None
        assert stored.state is ConversationState.QUEUED
        assert stored.assignment_cause is AssignmentCause.REASSIGNED_OFFLINE
        assert stored.queued_at == each.queued_at
    assert await house.load_of(house.sari) == 0


async def test_more_time_holds_from_the_moment_it_was_given(house: House) -> None:
    """Also where it is acted on by a process that has not heard of it yet."""
    await house.set(offline_rule=OfflineRule.REQUEUE, offline_after=60)
    await become(house, house.sari, ONLINE)
    await held_by_sari(house)
    await become(house, house.sari, OFFLINE)
    house.clock.advance(60)
    await house.set(heard=False, offline_after=3600)

    assert await act(house)
    assert await house.load_of(house.sari) == 1
    house.clock.advance(3540)
    assert await act(house)
    assert await house.load_of(house.sari) == 0


async def test_who_was_offline_before_has_the_whole_of_a_new_time(house: House) -> None:
    await become(house, house.sari, ONLINE)
    await held_by_sari(house)
    await become(house, house.sari, OFFLINE)
    house.clock.advance(86_400)

    async def stricter(tx: Transaction) -> None:
        rules = {"offline_rule": OfflineRule.REQUEUE, "offline_after": 3600}
        await workspace.put(tx, await workspace.get_in(tx), rules, SYSTEM)

    await house.store.transact(stricter)
    await react(house, {"type": "settings.changed"})

    house.clock.advance(3599)
    assert not await act(house)
    house.clock.advance(1)
    assert await act(house)
    assert await house.load_of(house.sari) == 0


async def test_who_comes_back_in_time_keeps_them(house: House) -> None:
    await house.set(offline_rule=OfflineRule.REQUEUE)
    await become(house, house.sari, ONLINE)
    await held_by_sari(house)
    await become(house, house.sari, OFFLINE)
    await become(house, house.sari, ONLINE)
    house.clock.advance(3600)

    assert not await act(house)
    assert await house.load_of(house.sari) == 1


async def test_the_default_rule_keeps_them(house: House) -> None:
    await become(house, house.sari, ONLINE)
    await held_by_sari(house)
    await become(house, house.sari, OFFLINE)
    house.clock.advance(3600)

    assert await act(house)
    assert await house.load_of(house.sari) == 1


async def test_a_start_of_the_house_gives_everybody_a_moment_to_come_back(house: House) -> None:
    await house.set(offline_rule=OfflineRule.REQUEUE)
    await become(house, house.sari, ONLINE)
    await held_by_sari(house)
    await become(house, house.sari, OFFLINE)
    house.clock.advance(3600)
    flow = ReturnConversations(house.store, Awake(house.clock))
    [due] = await house.store.find(Due, {"kind": "agent_gone"})

    await flow(due)

    assert await house.load_of(house.sari) == 1
    [again] = await house.store.find(Due, {"kind": "agent_gone"})
    house.clock.set(again.at)
    await flow(again)
    assert await house.load_of(house.sari) == 0


async def test_after_an_outage_nobody_loses_what_he_could_not_come_back_for(house: House) -> None:
    await house.set(offline_rule=OfflineRule.REQUEUE)
    awake = Awake(house.clock)
    flow = ReturnConversations(house.store, awake)
    await become(house, house.sari, ONLINE)
    await held_by_sari(house)
    await become(house, house.sari, OFFLINE)
    house.clock.advance(3600)
    [due] = await house.store.find(Due, {"kind": "agent_gone"})

    awake.stood_still()
    await flow(due)

    assert await house.load_of(house.sari) == 1
    [again] = await house.store.find(Due, {"kind": "agent_gone"})
    assert again.at > house.clock.now()


async def test_a_deactivated_member_keeps_nothing_whatever_the_rule(house: House) -> None:
    await become(house, house.sari, ONLINE)
    held = await held_by_sari(house)
    leaves = MemberChange(state=MemberState.DEACTIVATED)

    async def work(tx: Transaction) -> None:
        await members.change(tx, house.sari.id, leaves, SYSTEM)

    await house.store.transact(work)
    await react(house)
    assert await act(house)

    stored = await house.store.get(Conversation, {"_id": held.id})
    assert stored is not None and stored.state is ConversationState.QUEUED
    assert await house.load_of(house.sari) == 0


async def test_a_recount_mends_a_load_that_went_wrong(house: House) -> None:
    await held_by_sari(house)
    await house.store.change(Agent, {"_id": house.sari.id}, {"$set": {"load": 7}})

    assert await recount_loads(house.store) == 1
    assert await house.load_of(house.sari) == 1
    assert await recount_loads(house.store) == 0


async def test_who_says_nothing_loses_it_and_is_passed_over_for_an_hour(house: House) -> None:
    await house.set(silent_after=120)
    await house.store.change(
        Department, {"_id": house.department.id}, {"$set": {"mode": AssignmentMode.LEAST_LOAD}}
    )
    await become(house, house.sari, ONLINE)
    waiting = await house.waiting()
    await house.distribute()
    [due] = await house.store.find(Due, {"kind": "conversation_silent"})
    flow = ReturnSilent(house.store)

    house.clock.advance(119)
    await flow(due)
    assert await house.load_of(house.sari) == 1, "it is too early"
    house.clock.advance(1)
    await flow(due)

    back = await house.store.get(Conversation, {"_id": waiting.id})
    assert back is not None and back.state is ConversationState.QUEUED
    assert back.assignment_cause is AssignmentCause.REASSIGNED_SILENT
    [row] = await house.store.find(Event, {"type": "conversation.requeued"})
    assert row.changes["silences"] == 1
    await become(house, house.budi, ONLINE)
    await house.claim(house.budi, (await house.waiting()).id)
    await house.distribute()
    assert await house.load_of(house.budi) == 2, "though he holds more"


async def test_who_is_given_more_time_to_answer_has_it_at_once(house: House) -> None:
    await house.set(silent_after=120)
    await held_by_sari(house)
    [due] = await house.store.find(Due, {"kind": "conversation_silent"})
    house.clock.advance(120)
    await house.set(heard=False, silent_after=600)

    await ReturnSilent(house.store)(due)

    assert await house.load_of(house.sari) == 1
    [again] = await house.store.find(Due, {"kind": "conversation_silent"})
    assert again.at == house.clock.now() + timedelta(seconds=480)


async def test_who_has_answered_keeps_it(house: House) -> None:
    await house.set(silent_after=120)
    held = await held_by_sari(house)
    [due] = await house.store.find(Due, {"kind": "conversation_silent"})
    await house.answer(house.sari, held.id, house.body("answer-1", "Selamat pagi"))
    house.clock.advance(3600)

    await ReturnSilent(house.store)(due)

    assert await house.load_of(house.sari) == 1


async def test_by_the_rule_to_transfer_a_colleague_with_room_gets_them(house: House) -> None:
    await house.set(offline_rule=OfflineRule.TRANSFER, capacity=2)
    rules = house.directory.workspace
    for member in (house.sari, house.budi):
        await become(house, member, ONLINE)
    held = [await held_by_sari(house) for _ in range(2)]
    own = await house.claim(house.budi, (await house.waiting()).id)
    await become(house, house.sari, OFFLINE)
    house.clock.advance(rules.offline_after)

    assert await act(house)

    by_state: dict[ConversationState, list[Conversation]] = {}
    for each in held:
        stored = await house.store.get(Conversation, {"_id": each.id})
        assert stored is not None
        assert stored.assignment_cause is AssignmentCause.REASSIGNED_OFFLINE
        by_state.setdefault(stored.state, []).append(stored)
    [handed], [queued] = (
        by_state[ConversationState.HANDLED],
        by_state[ConversationState.QUEUED],
    )
    assert handed.assignee is not None and handed.assignee.id == house.budi.id
    assert queued.queued_at is not None
    assert own.version == (await house.store.get(Conversation, {"_id": own.id})).version  # type: ignore[union-attr]
    assert (await house.load_of(house.sari), await house.load_of(house.budi)) == (0, 2)


async def test_by_the_rule_to_transfer_nobody_else_there_means_the_queue(house: House) -> None:
    await house.set(offline_rule=OfflineRule.TRANSFER)
    await become(house, house.sari, ONLINE)
    held = await held_by_sari(house)
    await become(house, house.sari, OFFLINE)
    house.clock.advance(house.directory.workspace.offline_after)

    assert await act(house)

    stored = await house.store.get(Conversation, {"_id": held.id})
    assert stored is not None
    assert stored.state is ConversationState.QUEUED
