"""Visitors who go from the queue: skipped, counted apart, back in their old place, at last resolved."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from hub.flows.note_visits import NoteVisits
from hub.flows.resolve_left import ResolveLeft
from hub.jobs.presence_keeper import PresenceKeeper
from hub.jobs.reactions.gone_visitors import GoneVisitors
from hub.kit.awake import Awake
from hub.kit.clock import SettableClock
from hub.rules.queue_order import ORDER
from hub.store.transaction import Transaction
from models.documents import (
    Contact,
    Conversation,
    Department,
    Due,
    Event,
    Visit,
    WebProcess,
)
from models.documents.base import Id
from models.words import (
    AssignmentMode,
    ConversationState,
    PresenceState,
    Priority,
    ResolveCause,
)
from tests.hub.flows.conftest import House, house
from tests.hub.jobs.watched_house import STEP, die, keeper, serve

__all__ = ["house"]

LEFT_AFTER = 180
RESOLVE_AFTER = 1800


@dataclass
class Queue:
    """The queue of a small house, who is at its chats, and the keeper who watches."""

    house: House
    keeper: PresenceKeeper
    web: Id

    async def visitor(self) -> Visit:
        """Somebody who has written, and stays at his chat."""
        visit = Visit(identity_id=Id(), process_id=self.web)
        await self.house.write(visit.identity_id, "first-01", "Halo")
        await self.come(visit)
        return visit

    async def come(self, *visits: Visit) -> None:
        await NoteVisits(self.house.store)(visits, [])

    async def go(self, *visits: Visit) -> None:
        await NoteVisits(self.house.store)([], visits)

    async def watch(self, seconds: float) -> None:
        """Time passes while the keeper looks."""
        clock = self.house.clock
        end = clock.now() + timedelta(seconds=seconds)
        while clock.now() < end:
            clock.set(min(end, clock.now() + timedelta(seconds=STEP)))
            await self.keeper.look()

    async def chat(self, visit: Visit) -> Conversation:
        return await self.house.conversation_of(visit.identity_id)

    async def order(self) -> list[str]:
        queued = {"state": ConversationState.QUEUED}
        found = await self.house.store.find(Conversation, queued, sort=ORDER)
        return [each.thread_key for each in found]

    async def told(self, visit: Visit) -> list[list[bool]]:
        """What the journal tells of his going and coming."""
        id = (await self.chat(visit)).id
        rows = await self.house.store.find(
            Event, {"object.id": id, "type": "conversation.updated"}, sort=[("_id", 1)]
        )
        return [row.changes["left"] for row in rows]

    async def act_on_due(self, awake: Awake) -> bool:
        now = self.house.clock.now()
        due = await self.house.store.get(Due, {"kind": "conversation_left", "at": {"$lte": now}})
        if due is not None:
            await ResolveLeft(self.house.store, awake)(due)
        return due is not None

    async def react(self) -> None:
        rows = await self.house.store.find(Event, {})

        async def work(tx: Transaction) -> None:
            await GoneVisitors().react(tx, rows)

        await self.house.store.transact(work)


@pytest.fixture
async def queue(house: House, clock: SettableClock) -> Queue:
    web = Id()
    await serve(house.store, web)
    built = Queue(house, keeper(house.store, house.directory), web)
    await built.watch(LEFT_AFTER + 2 * STEP)
    return built


async def test_who_is_gone_for_a_while_has_left_and_is_told_once(queue: Queue) -> None:
    first, second = await queue.visitor(), await queue.visitor()
    await queue.go(first)

    await queue.watch(LEFT_AFTER - 2 * STEP)
    assert not (await queue.chat(first)).left
    await queue.watch(4 * STEP)

    assert (await queue.chat(first)).left
    assert not (await queue.chat(second)).left
    assert await queue.told(first) == [[False, True]]
    assert await queue.order() == [str(second.identity_id), str(first.identity_id)]


async def test_who_comes_back_takes_his_old_place(queue: Queue) -> None:
    first, second = await queue.visitor(), await queue.visitor()
    before = (await queue.chat(first)).queued_at
    await queue.go(first)
    await queue.watch(LEFT_AFTER + STEP)

    await queue.come(Visit(identity_id=first.identity_id, process_id=queue.web))

    chat = await queue.chat(first)
    assert (chat.left, chat.visitor_gone_at, chat.queued_at) == (False, None, before)
    assert await queue.order() == [str(first.identity_id), str(second.identity_id)]
    assert await queue.told(first) == [[False, True], [True, False]]
    await queue.watch(RESOLVE_AFTER)
    assert not await queue.act_on_due(_long_awake(queue))
    assert (await queue.chat(first)).state is ConversationState.QUEUED


async def test_a_reload_or_a_second_tab_elsewhere_is_no_leaving(queue: Queue) -> None:
    visit = await queue.visitor()
    again = Visit(identity_id=visit.identity_id, process_id=queue.web)
    await NoteVisits(queue.house.store)([again], [visit])
    elsewhere = Visit(identity_id=visit.identity_id, process_id=queue.web)
    await queue.come(elsewhere)
    await queue.go(again)

    await queue.watch(LEFT_AFTER * 2)

    assert (await queue.chat(visit)).visitor_gone_at is None
    assert await queue.told(visit) == []


async def test_his_next_word_brings_him_back_too(queue: Queue) -> None:
    visit = await queue.visitor()
    await queue.go(visit)
    await queue.watch(LEFT_AFTER + STEP)

    await queue.house.write(visit.identity_id, "again-01", "Masih di sini")

    chat = await queue.chat(visit)
    assert (chat.left, chat.visitor_gone_at, chat.queue_rank) == (False, None, 2)


async def test_automatic_work_skips_him_and_people_may_take_him(queue: Queue) -> None:
    house = queue.house
    await house.store.change(
        Department, {"_id": house.department.id}, {"$set": {"mode": AssignmentMode.LEAST_LOAD}}
    )
    await house.be(house.sari, PresenceState.ONLINE)
    visit = await queue.visitor()
    await queue.go(visit)
    await queue.watch(LEFT_AFTER + STEP)

    assert await house.distribute() == 0
    taken = await house.claim(house.sari, (await queue.chat(visit)).id)

    assert (taken.left, taken.visitor_gone_at, taken.queue_rank) == (False, None, 2)


async def test_the_priority_counts_among_those_who_left(queue: Queue) -> None:
    ordinary, urgent = await queue.visitor(), await queue.visitor()
    house = queue.house
    await house.set_priority(house.hana, (await queue.chat(urgent)).id, Priority.URGENT)
    await queue.go(ordinary, urgent)
    here = await queue.visitor()

    await queue.watch(LEFT_AFTER + STEP)

    ids = [str(each.identity_id) for each in (here, urgent, ordinary)]
    assert await queue.order() == ids


async def test_who_was_never_there_has_left_as_well(queue: Queue) -> None:
    """He wrote and closed the page before his socket came, or his chat came back to the queue."""
    visit = Visit(identity_id=Id(), process_id=queue.web)
    await queue.house.write(visit.identity_id, "first-01", "Halo")
    await queue.react()

    await queue.watch(LEFT_AFTER + STEP)

    assert (await queue.chat(visit)).left


async def test_who_comes_while_it_is_noted_is_found_there(queue: Queue) -> None:
    """Noted as gone and arriving at one instant: each saw the other's world of before."""
    visit = await queue.visitor()
    long_ago = queue.house.clock.now() - timedelta(hours=1)
    chat = await queue.chat(visit)
    gone = {"$set": {"visitor_gone_at": long_ago}}
    await queue.house.store.change(Conversation, {"_id": chat.id}, gone)

    await queue.watch(STEP)

    stored = await queue.chat(visit)
    assert (stored.left, stored.visitor_gone_at) == (False, None)


async def test_what_a_dead_web_process_held_has_gone_as_of_now(queue: Queue) -> None:
    dead = Id()
    await serve(queue.house.store, dead)
    visit = Visit(identity_id=Id(), process_id=dead)
    await queue.house.write(visit.identity_id, "first-01", "Halo")
    await queue.come(visit)

    await die(queue.house.store, dead)
    await queue.watch(STEP)

    assert (await queue.chat(visit)).visitor_gone_at == queue.house.clock.now()
    assert await queue.house.store.count(Visit, {}) == 0
    await queue.watch(LEFT_AFTER + STEP)
    assert (await queue.chat(visit)).left


async def test_after_a_break_in_watching_everybody_has_the_whole_time_again(queue: Queue) -> None:
    visit = await queue.visitor()
    await queue.go(visit)
    queue.house.clock.advance(3600)

    await queue.watch(LEFT_AFTER - STEP)
    assert not (await queue.chat(visit)).left
    await queue.watch(3 * STEP)
    assert (await queue.chat(visit)).left


async def test_without_a_web_process_nobody_could_come_back(queue: Queue) -> None:
    visit = await queue.visitor()
    await queue.house.store.delete(WebProcess, {})
    await queue.watch(2 * LEFT_AFTER)
    assert not (await queue.chat(visit)).left

    again = Id()
    await serve(queue.house.store, again)
    await queue.come(Visit(identity_id=visit.identity_id, process_id=again))
    await queue.watch(2 * LEFT_AFTER)

    assert not (await queue.chat(visit)).left


def _long_awake(queue: Queue) -> Awake:
    awake = Awake(queue.house.clock)
    awake.since -= timedelta(days=1)
    return awake


async def left_for_good(queue: Queue) -> Visit:
    visit = await queue.visitor()
    await queue.go(visit)
    await queue.watch(LEFT_AFTER + STEP)
    return visit


async def test_who_left_no_address_is_resolved_at_last(queue: Queue) -> None:
    visit = await left_for_good(queue)
    awake = _long_awake(queue)
    queue.house.clock.advance(RESOLVE_AFTER - LEFT_AFTER - 3 * STEP)
    assert not await queue.act_on_due(awake)
    queue.house.clock.advance(4 * STEP)

    assert await queue.act_on_due(awake)

    chat = await queue.chat(visit)
    assert (chat.state, chat.resolve_cause) == (
        ConversationState.RESOLVED,
        ResolveCause.CUSTOMER_LEFT,
    )
    assert (chat.left, chat.visitor_gone_at) == (False, None)


async def test_who_left_an_address_is_kept_waiting(queue: Queue) -> None:
    visit = await left_for_good(queue)
    chat = await queue.chat(visit)
    known = {"$set": {"emails": ["maya@example.com"]}}
    await queue.house.store.change(Contact, {"_id": chat.contact.id}, known)
    queue.house.clock.advance(RESOLVE_AFTER)

    assert await queue.act_on_due(_long_awake(queue))

    stored = await queue.chat(visit)
    assert (stored.state, stored.left) == (ConversationState.QUEUED, True)


async def test_after_an_outage_he_has_a_moment_before_he_is_resolved(queue: Queue) -> None:
    visit = await left_for_good(queue)
    queue.house.clock.advance(RESOLVE_AFTER)
    awake = Awake(queue.house.clock)

    assert await queue.act_on_due(awake)
    assert (await queue.chat(visit)).state is ConversationState.QUEUED
    queue.house.clock.advance(61)
    assert await queue.act_on_due(awake)

    assert (await queue.chat(visit)).state is ConversationState.RESOLVED
