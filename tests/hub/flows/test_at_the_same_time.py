"""Two acts on one chat at one instant: one comes first, and what is stored is what that order says."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from hub.flows.snooze_conversation import WakeConversation
from hub.flows.transfer_conversation import Target
from hub.kit.errors import HubError, Invalid
from hub.rules.actors import SYSTEM
from hub.services import members
from hub.services.conversations import handing_on
from hub.services.members import MemberChange
from models.documents import Conversation, Department, Due, Event, Member
from models.words import AssignmentMode, ConversationState, MemberState, PresenceState
from tests.hub.flows.conftest import House
from tests.hub.flows.test_gone_agents import act, react

ROUNDS = 12


async def at_once(*acts: Callable[[], Awaitable[Any]]) -> list[Any]:
    """Their outcomes; which of them begins first is left to chance, within some milliseconds."""

    async def after_a_moment(one: Callable[[], Awaitable[Any]]) -> Any:
        await asyncio.sleep(random.uniform(0, 0.008))
        return await one()

    return await asyncio.gather(*map(after_a_moment, acts), return_exceptions=True)


async def stored(house: House, chat: Conversation) -> Conversation:
    found = await house.store.get(Conversation, {"_id": chat.id})
    assert found is not None
    rows = await house.store.find(Event, {"object.id": chat.id})
    versions = [row.object.version for row in rows if row.type.value != "conversation.queued"]
    assert len(versions) == len(set(versions)), "two rows tell of one version"
    assert max(versions) == found.version
    return found


async def last_step(house: House, chat: Conversation) -> str:
    rows = await house.store.find(Event, {"object.id": chat.id})
    return max(rows, key=lambda row: row.object.version).type.value


async def test_a_snooze_that_ends_while_it_is_resolved(house: House) -> None:
    for _ in range(ROUNDS):
        chat = await house.claim(house.sari, (await house.waiting()).id)
        until = house.clock.now().replace(microsecond=0)
        house.clock.advance(1)
        await house.snooze(house.sari, chat.id, house.clock.now().replace(year=2027))
        house.clock.set(house.clock.now().replace(year=2027))
        [due] = await house.store.find(Due, {"kind": "conversation_snoozed"})

        outcomes = await at_once(
            lambda due=due: WakeConversation(house.store)(due),  # type: ignore[misc]
            lambda chat=chat: house.resolve(house.sari, chat.id),  # type: ignore[misc]
        )

        assert not [one for one in outcomes if isinstance(one, Exception)], outcomes
        after = await stored(house, chat)
        assert (after.state, after.snoozed_until) == (ConversationState.RESOLVED, None)
        assert await last_step(house, chat) == "conversation.resolved"
        assert await house.load_of(house.sari) == 0
        house.clock.set(until)


async def test_a_claim_while_it_is_shared_out_has_one_winner(house: House) -> None:
    by_itself = {"$set": {"mode": AssignmentMode.LEAST_LOAD}}
    await house.store.change(Department, {"_id": house.department.id}, by_itself)
    await house.be(house.budi, PresenceState.ONLINE)
    for _ in range(ROUNDS):
        chat = await house.waiting()

        claimed, shared = await at_once(
            lambda chat=chat: house.claim(house.sari, chat.id),  # type: ignore[misc]
            lambda: house.distribute(),
        )

        after = await stored(house, chat)
        assert after.assignee is not None
        if isinstance(claimed, HubError):
            assert (shared, after.assignee.id) == (1, house.budi.id)
            assert claimed.status == 409
        else:
            assert (shared, after.assignee.id) == (0, house.sari.id)
        assert await house.load_of(house.sari) + await house.load_of(house.budi) == 1
        await house.resolve(house.hana, chat.id)


async def test_a_transfer_while_a_supervisor_resolves(house: House) -> None:
    for _ in range(ROUNDS):
        chat = await house.claim(house.sari, (await house.waiting()).id)

        moved, resolved = await at_once(
            lambda chat=chat: house.transfer(  # type: ignore[misc]
                house.sari, chat.id, Target(house.budi.id, None)
            ),
            lambda chat=chat: house.resolve(house.hana, chat.id),  # type: ignore[misc]
        )

        assert isinstance(resolved, Conversation), resolved
        after = await stored(house, chat)
        assert (after.state, after.assignee) == (ConversationState.RESOLVED, None)
        assert after.last_agent is not None
        came_first = not isinstance(moved, HubError)
        assert after.last_agent.id == (house.budi.id if came_first else house.sari.id)
        assert came_first or moved.status == 409
        assert (await house.load_of(house.sari), await house.load_of(house.budi)) == (0, 0)


async def deactivate(house: House, member: Member) -> None:
    gone = MemberChange(state=MemberState.DEACTIVATED)
    await house.store.transact(lambda tx: members.change(tx, member.id, gone, SYSTEM))
    await react(house)
    assert await act(house)


@pytest.mark.parametrize("step", ["before", "after"])
async def test_who_is_deactivated_while_he_gets_a_chat_ends_with_none(
    house: House, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The assignment stands still after it has looked at him, or when his load is written but the
    commit; meanwhile he is deactivated, and what he held goes back."""
    await house.be(house.sari, PresenceState.ONLINE)
    chat = await house.waiting()
    reached, go_on = asyncio.Event(), asyncio.Event()
    begin = getattr(handing_on, "change")  # noqa: B009

    async def standing_still(*args: Any, **more: Any) -> Any:
        if step == "after":
            outcome = await begin(*args, **more)
        reached.set()
        await go_on.wait()
        return outcome if step == "after" else await begin(*args, **more)

    monkeypatch.setattr(handing_on, "change", standing_still)
    assigning = asyncio.create_task(house.assign(house.hana, chat.id, house.sari.id))
    await reached.wait()
    monkeypatch.undo()
    leaving = asyncio.create_task(deactivate(house, house.sari))
    if step == "before":
        await leaving
    else:
        await asyncio.sleep(0.3)
        assert not leaving.done(), "it waits for whoever is giving him something"
    go_on.set()
    [assigned] = await asyncio.gather(assigning, return_exceptions=True)
    await leaving

    assert isinstance(assigned, Conversation if step == "after" else Invalid), assigned
    after = await stored(house, chat)
    assert (after.state, after.assignee) == (ConversationState.QUEUED, None)
    assert await house.load_of(house.sari) == 0


async def test_in_any_order_a_deactivated_one_ends_with_none(house: House) -> None:
    for _ in range(5):
        active = {"$set": {"state": MemberState.ACTIVE}}
        await house.store.change(Member, {"_id": house.sari.id}, active)
        waiting = [await house.waiting() for _ in range(3)]

        outcomes = await at_once(
            lambda: deactivate(house, house.sari),
            *(
                lambda each=each: house.assign(house.hana, each.id, house.sari.id)
                for each in waiting
            ),
        )

        assert outcomes[0] is None, outcomes
        assert all(isinstance(one, Conversation | Invalid) for one in outcomes[1:]), outcomes
        for each in waiting:
            after = await stored(house, each)
            assert (after.state, after.assignee) == (ConversationState.QUEUED, None)
        assert await house.load_of(house.sari) == 0
