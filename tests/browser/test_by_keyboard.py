"""A whole shift without a pointer: sign in, choose, answer, resolve, undo."""

from playwright.async_api import Page, expect

from tests.browser.agent import Agent
from tests.browser.by_http import remote_visitor
from tests.browser.conftest import Somebody
from tests.browser.houses import PASSWORD, House
from tests.browser.served import ServedHub


async def keys(page: Page, *names: str) -> None:
    for name in names:
        await page.keyboard.press(name)


async def has_focus(sari: Agent, name: str) -> None:
    await expect(sari.row(name)).to_be_focused()
    await sari.has_open(name)


async def test_everything_from_signing_in_to_undo_goes_by_keyboard(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    await remote_visitor(served.url, house.channel_id, "Maya Putri", "Halo")
    await remote_visitor(served.url, house.channel_id, "Rudi Hartono", "Selamat pagi")
    page = await (await new_person()).new_page()
    sari = Agent(page, served.url)
    await page.goto(served.url)
    await expect(page.get_by_label("E-mail")).to_be_focused()
    await page.keyboard.type(house.sari)
    await keys(page, "Tab")
    await page.keyboard.type(PASSWORD)
    await keys(page, "Enter")
    await sari.sees_line("live")

    await keys(page, "g", "q")
    await expect(sari.row("Maya Putri")).to_be_visible()
    await keys(page, "j")
    await has_focus(sari, "Maya Putri")
    await keys(page, "j")
    await has_focus(sari, "Rudi Hartono")
    await keys(page, "k", "Enter")
    await sari.has_open("Maya Putri")
    await keys(page, "r")
    await expect(sari.field).to_be_focused()
    await page.keyboard.type("Pagi, ada yang bisa dibantu?")
    await keys(page, "Enter")
    await sari.sees("Pagi, ada yang bisa dibantu?")
    await expect(sari.page.get_by_text("Sari Wulandari took the chat")).to_be_visible()
    await sari.has_it()

    await keys(page, "Escape", "e")
    await expect(sari.toast("Resolved: Maya Putri")).to_be_visible()
    await keys(page, "z")
    await expect(sari.toast("Open again: Maya Putri")).to_be_visible()
    await expect(page.get_by_role("button", name="Resolve", exact=True)).to_be_visible()
