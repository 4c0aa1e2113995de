"""Away by itself, by hand and by a supervisor, and what brings one back (P3, P4, P6)."""

import pytest

from hub.flows.wake_agents import WakeAgents
from hub.services import connections
from models.words import PresenceSource, PresenceState
from tests.hub.jobs.watched_house import GRACE, House, house

__all__ = ["house"]


async def test_idle_on_every_device_is_away_by_itself(house: House) -> None:
    await house.set(auto_away_after=60)
    phone, desk = house.device(await house.signs_in()), house.device(await house.signs_in())
    await house.connect(phone, desk)
    await house.watch(56)
    await connections.note_activity(house.store, {phone.id: house.clock.now()})
    await house.watch(56)
    assert (await house.agent()).state is PresenceState.ONLINE

    await house.watch(12)

    agent = await house.agent()
    assert (agent.state, agent.source) == (PresenceState.AWAY, PresenceSource.AUTO_IDLE)
    assert agent.reason_id is None


async def test_nobody_is_away_because_the_hub_was(house: House) -> None:
    await house.set(auto_away_after=300)
    sign_in = await house.signs_in()
    here = house.device(sign_in)
    await house.connect(here)
    await house.watch(8)

    house.clock.advance(1_800)
    await house.connect(here)
    await house.watch(280)
    assert (await house.agent()).state is PresenceState.ONLINE

    await house.watch(40)
    assert (await house.agent()).state is PresenceState.AWAY


@pytest.mark.parametrize(("setting", "state"), [(True, "online"), (False, "away")])
async def test_activity_brings_back_only_if_so_set(house: House, setting: bool, state: str) -> None:
    await house.set(back_on_activity=setting, auto_away_after=60)
    await house.connect(house.device(await house.signs_in()))
    await house.watch(72)
    assert (await house.agent()).state is PresenceState.AWAY

    await WakeAgents(house.store, house.directory)({house.sari.id: house.clock.now()})

    assert (await house.agent()).state == state


async def test_activity_brings_nobody_back_who_is_away_by_hand(house: House) -> None:
    await house.set(back_on_activity=True)
    sign_in = await house.signs_in()
    await house.connect(house.device(sign_in))
    await house.away(house.sari, sign_in)

    await WakeAgents(house.store, house.directory)({house.sari.id: house.clock.now()})

    assert (await house.agent()).state is PresenceState.AWAY


async def test_without_automatic_away_one_may_sit_still_all_day(house: House) -> None:
    await house.set(auto_away_after=0)
    await house.connect(house.device(await house.signs_in()))
    await house.watch(3 * GRACE)

    assert (await house.agent()).state is PresenceState.ONLINE


@pytest.mark.parametrize(("setting", "state"), [(True, "away"), (False, "online")])
async def test_who_was_set_away_and_broke_off_comes_back_away_by_setting(
    house: House, setting: bool, state: str
) -> None:
    await house.set(restores_away=setting)
    sign_in = await house.signs_in()
    here = house.device(sign_in)
    await house.connect(here)
    reason = await house.away(house.hana, sign_in)
    await house.lose(here)
    await house.watch(2 * GRACE)
    assert (await house.agent()).state is PresenceState.OFFLINE

    await house.connect(house.device(sign_in))

    agent = await house.agent()
    assert agent.state == state
    if setting:
        assert (agent.reason_id, agent.source) == (reason.id, PresenceSource.SUPERVISOR)


async def test_set_away_by_a_supervisor_lasts_over_a_reload(house: House) -> None:
    sign_in = await house.signs_in()
    here = house.device(sign_in)
    await house.connect(here)
    await house.away(house.hana, sign_in)
    version = (await house.agent()).version
    await house.lose(here)
    await house.connect(house.device(sign_in))
    await house.watch(2 * GRACE)

    agent = await house.agent()
    assert (agent.state, agent.version) == (PresenceState.AWAY, version)
