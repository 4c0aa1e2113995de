"""Old picture + events = new picture, for every declared event type and every audience.

People do things in any order; whoever only listens must end up with exactly what HTTP would tell
him. A type that is declared and never happened here, or not to an audience that may hear it, fails
the last test: later types join by being declared.
"""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hub.kit.clock import SettableClock
from hub.presenters.catalogue import EVENTS, SILENT
from models.words import EventType
from tests.journeys.acts_in_the_house import dewi_renames_a_department, sari_reads_her_bell
from tests.journeys.orders import ACTS, EVERYTHING_ONCE
from tests.journeys.people import Running
from tests.journeys.town import Act, Town, heard


@pytest.fixture
async def town(running_by_clock: tuple[Running, SettableClock]) -> Town:
    running, clock = running_by_clock
    town = Town(running, clock)
    await town.open()
    return town


# After each of fifty acts everybody's picture is compared: five thousand requests, on whatever machine.
@pytest.mark.timeout(400)
async def test_everything_that_can_be_told_leaves_true_pictures(town: Town) -> None:
    for act in EVERYTHING_ONCE:
        await act(town)
        await town.settle()
    declared = {
        namespace: {type.value for type, told in EVENTS.items() if namespace in told.snapshots}
        for namespace in heard
    }
    await sari_reads_her_bell(town)
    name = await dewi_renames_a_department(town)
    await town.staff["sari"].live.until(
        lambda picture: name in [one["name"] for one in picture.objects["department"].values()]
    )
    heard["/agent"] |= {event["type"] for event in town.staff["sari"].live.picture.events}
    assert declared["/agent"] - heard["/agent"] == set()
    assert declared["/visitor"] - heard["/visitor"] == set()


@pytest.mark.timeout(240)
@settings(
    max_examples=4,
    deadline=None,
    # Each example takes seconds: report what failed instead of shrinking it for minutes.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(st.sampled_from(ACTS), min_size=6, max_size=14))
async def test_any_order_of_acts_leaves_true_pictures(town: Town, acts: list[Act]) -> None:
    for act in acts:
        await act(town)
    await town.settle()


def test_every_type_is_declared_or_silent() -> None:
    assert set(EventType) == set(EVENTS) | SILENT
