"""Coming and going (P1, P7): who is offline when, and what sends nobody offline."""

from hub.services import connections
from models.documents import (
    Connection,
)
from models.documents.base import Id
from models.words import EventType, PresenceState, SessionStep
from tests.hub.jobs.watched_house import GRACE, STEP, House, die, house, keeper, serve

__all__ = ["house"]


async def test_connecting_brings_online_and_is_told_once(house: House) -> None:
    sign_in = await house.signs_in()
    here = house.device(sign_in)
    await house.connect(here)
    await house.connect(here)

    agent = await house.agent()
    assert (agent.state, agent.since) == (PresenceState.ONLINE, house.clock.now())
    [row] = await house.rows(EventType.AGENT_PRESENCE_CHANGED)
    assert row.changes["state"] == ["offline", "online"]
    [log] = await house.rows(EventType.AGENT_SESSION_LOGGED)
    assert log.changes == {"step": SessionStep.CONNECTED, "device": "Firefox"}


async def test_a_reload_within_the_grace_time_changes_nothing_and_is_not_told(
    house: House,
) -> None:
    sign_in = await house.signs_in()
    before = house.device(sign_in)
    await house.connect(before)
    version = (await house.agent()).version
    await house.lose(before)
    await house.watch(GRACE - STEP)

    await house.connect(house.device(sign_in))
    await house.watch(3 * GRACE)

    assert (await house.agent()).version == version
    assert len(await house.rows(EventType.AGENT_PRESENCE_CHANGED)) == 1
    assert len(await house.rows(EventType.AGENT_SESSION_LOGGED)) == 1
    assert await house.store.count(Connection, {}) == 1


async def test_the_last_connection_gone_longer_than_the_grace_time_is_offline(
    house: House,
) -> None:
    here = house.device(await house.signs_in())
    await house.connect(here)
    await house.lose(here)

    await house.watch(GRACE - STEP)
    assert (await house.agent()).state is PresenceState.ONLINE
    await house.watch(2 * STEP)

    assert (await house.agent()).state is PresenceState.OFFLINE
    assert await house.store.count(Connection, {}) == 0
    log = await house.rows(EventType.AGENT_SESSION_LOGGED)
    assert [row.changes["step"] for row in log] == ["connected", "disconnected"]


async def test_a_longer_grace_time_holds_from_the_moment_it_was_given(house: House) -> None:
    """Also for a keeper whose process has not heard of it yet."""
    here = house.device(await house.signs_in())
    await house.connect(here)
    await house.lose(here)
    await house.watch(GRACE - STEP)
    await house.set(heard=False, offline_grace=3 * GRACE)

    await house.watch(2 * GRACE)
    assert (await house.agent()).state is PresenceState.ONLINE
    await house.watch(GRACE + STEP)
    assert (await house.agent()).state is PresenceState.OFFLINE


async def test_of_two_devices_one_going_changes_nothing(house: House) -> None:
    phone, desk = house.device(await house.signs_in()), house.device(await house.signs_in())
    await house.connect(phone, desk)
    await house.lose(phone)
    await house.watch(3 * GRACE)

    assert (await house.agent()).state is PresenceState.ONLINE
    assert await house.store.count(Connection, {}) == 1


async def test_connections_of_two_web_processes_both_count(house: House) -> None:
    other = Id()
    await serve(house.store, other)
    sign_in = await house.signs_in()
    await house.connect(house.device(sign_in), house.device(sign_in, web=other))

    await die(house.store, house.web)
    await house.watch(3 * GRACE)
    assert (await house.agent()).state is PresenceState.ONLINE
    await die(house.store, other)
    await serve(house.store, Id())
    await house.watch(3 * GRACE)

    assert (await house.agent()).state is PresenceState.OFFLINE


async def test_while_no_web_process_lives_nobody_can_come_and_nobody_is_sent(
    house: House,
) -> None:
    await house.connect(house.device(await house.signs_in()))
    await die(house.store, house.web)
    await house.watch(4 * GRACE)
    assert (await house.agent()).state is PresenceState.ONLINE

    await serve(house.store, Id())
    await house.watch(GRACE - STEP)
    assert (await house.agent()).state is PresenceState.ONLINE
    await house.watch(GRACE)
    assert (await house.agent()).state is PresenceState.OFFLINE


async def test_what_the_keeper_has_not_watched_itself_sends_nobody_offline(house: House) -> None:
    here = house.device(await house.signs_in())
    await house.connect(here)
    await house.lose(here)
    house.clock.advance(10 * GRACE)

    await house.keeper.look()
    await house.watch(GRACE - STEP)
    assert (await house.agent()).state is PresenceState.ONLINE
    await house.watch(2 * STEP)

    assert (await house.agent()).state is PresenceState.OFFLINE


async def test_a_new_keeper_begins_to_watch_anew(house: House) -> None:
    here = house.device(await house.signs_in())
    await house.connect(here)
    await house.lose(here)
    await house.watch(GRACE - STEP)
    house.keeper = keeper(house.store, house.directory)

    await house.watch(GRACE - STEP)
    assert (await house.agent()).state is PresenceState.ONLINE
    await house.watch(2 * STEP)

    assert (await house.agent()).state is PresenceState.OFFLINE


async def test_a_process_whose_lease_ran_out_announces_what_it_holds_again(house: House) -> None:
    here = house.device(await house.signs_in())
    await house.connect(here)
    await die(house.store, house.web)
    await serve(house.store, Id())
    await house.watch(2 * STEP)
    [lost] = await house.store.find(Connection, {})
    assert lost.lost_at is not None

    assert not await connections.renew(house.store, house.web)
    await serve(house.store, house.web)
    await house.connect(here)
    await house.watch(3 * GRACE)

    assert (await house.agent()).state is PresenceState.ONLINE
