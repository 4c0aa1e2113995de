"""What the inbox says about its line to the hub: never more than is true."""

import pytest
from playwright.async_api import expect

from tests.browser.agent import Agent
from tests.browser.by_http import remote_visitor
from tests.browser.conftest import Somebody
from tests.browser.houses import House
from tests.browser.line import Line
from tests.browser.served import ServedHub

STALE_AFTER_MS = 25_000
HANDSHAKE_LASTS_MS = 20_000


@pytest.fixture
async def sari(served: ServedHub, house: House, new_person: Somebody) -> tuple[Agent, Line]:
    """Sari before the queue, on a line that the test holds, with a clock that it can advance."""
    agent = await Agent.signed_in(await new_person(), served.url, house.sari)
    await agent.page.clock.install()
    line = await Line.of(agent.page)
    await agent.open("queued")
    return agent, line


async def test_a_broken_line_says_reconnecting_and_live_when_it_is_back(
    sari: tuple[Agent, Line], served: ServedHub, house: House
) -> None:
    agent, line = sari
    await line.cut()
    await agent.sees_line("reconnecting")
    await expect(agent.page.get_by_text("Reconnecting. Last update ")).to_be_visible()
    await remote_visitor(served.url, house.channel_id, "Tari Kusuma", "Ada orang?")
    await expect(agent.row("Tari Kusuma")).to_have_count(0)

    line.mend()
    await agent.page.clock.fast_forward(HANDSHAKE_LASTS_MS + 1_000)

    await agent.sees_line("live")
    await expect(agent.row("Tari Kusuma")).to_contain_text("Ada orang?")
    await expect(agent.page.get_by_text("Reconnecting. Last update ")).not_to_be_attached()


async def test_a_silent_line_says_stale_and_since_when(sari: tuple[Agent, Line]) -> None:
    agent, line = sari
    line.mute()
    await agent.page.clock.fast_forward(STALE_AFTER_MS + 1_000)
    await agent.sees_line("stale")
    await expect(agent.page.locator("[data-live]")).to_contain_text("Stale since ")
    await expect(agent.page.get_by_role("button", name="Reload")).to_be_visible()

    line.mend()
    await agent.page.clock.fast_forward(HANDSHAKE_LASTS_MS + 1_000)

    await agent.sees_line("live")
    await expect(agent.page.get_by_role("button", name="Reload")).not_to_be_attached()
