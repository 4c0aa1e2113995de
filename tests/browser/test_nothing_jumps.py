"""What comes down the line moves nothing that somebody may be reading or about to press."""

import asyncio

from playwright.async_api import Route, expect

from tests.browser.agent import Agent
from tests.browser.by_http import remote_visitor
from tests.browser.conftest import Somebody
from tests.browser.houses import House
from tests.browser.measures import shifts, watch_shifts
from tests.browser.served import ServedHub
from tests.browser.side_by_side import SideBySide


async def test_events_move_nothing_in_queue_and_thread(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    maya = await remote_visitor(served.url, house.channel_id, "Maya Putri", "Halo")
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    await sari.open("queued")
    await sari.choose("Maya Putri")
    await sari.sees("Halo")
    await expect(sari.page.get_by_role("region", name="Earlier conversations")).to_be_visible()
    await expect(sari.page.locator("aside [aria-busy=true]")).to_have_count(0)
    await sari.page.mouse.move(900, 300)
    await watch_shifts(sari.page)

    for number in range(4):
        await maya.write(f"Paket {number}")
        await sari.sees(f"Paket {number}")
    await remote_visitor(served.url, house.channel_id, "Rudi Hartono", "Selamat pagi")
    await expect(sari.row("Rudi Hartono")).to_be_visible()

    assert await shifts(sari.page) == []


async def test_what_is_known_of_a_customer_comes_late_and_moves_nothing(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    await remote_visitor(served.url, house.channel_id, "Maya Putri", "Halo")
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    await sari.open("queued")

    async def late(route: Route) -> None:
        # What moves within half a second of a click counts as asked for.
        await asyncio.sleep(1.5 if "/identities" in route.request.url else 0.8)
        await route.continue_()

    await sari.page.route("**/api/v1/contacts/**", late)
    await watch_shifts(sari.page)
    await sari.choose("Maya Putri")

    await expect(sari.page.get_by_role("region", name="Writes from")).to_contain_text("Live chat")
    await expect(sari.page.locator("aside [aria-busy=true]")).to_have_count(0)
    assert await shifts(sari.page) == []


async def test_under_the_hand_the_list_stands_still(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    visitors = {
        name: await remote_visitor(served.url, house.channel_id, name, "Halo")
        for name in ("Maya Putri", "Rudi Hartono")
    }
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    await sari.open("all")
    await expect(sari.row("Maya Putri")).to_be_visible()
    await sari.row("Maya Putri").hover()
    await watch_shifts(sari.page)

    await visitors["Maya Putri"].write("Masih di sini")
    await expect(sari.row("Maya Putri")).to_contain_text("Masih di sini")
    await remote_visitor(served.url, house.channel_id, "Tari Kusuma", "Ada orang?")
    await expect(sari.page.get_by_role("button", name="1 new")).to_be_visible()

    assert await shifts(sari.page) == []
    names = await sari.page.locator("[data-chat] .row-n").all_inner_texts()
    assert [name.split(",")[0].strip() for name in names] == ["Rudi Hartono", "Maya Putri"]


async def test_the_widget_moves_nothing_of_the_page_around_it(pair: SideBySide) -> None:
    maya, sari = pair.maya, pair.sari
    await watch_shifts(maya.page)

    await pair.begin()
    await sari.write("Selamat pagi")
    await maya.sees("Selamat pagi")
    await maya.frame.get_by_role("button", name="Close chat").click()
    await maya.page.get_by_role("button", name="Open chat").click()

    assert await shifts(maya.page) == []
