"""Somebody looks for a chat by words and filters; the address says it all."""

import re

from playwright.async_api import expect

from tests.browser.agent import Agent
from tests.browser.by_http import remote_visitor
from tests.browser.conftest import Somebody
from tests.browser.houses import House
from tests.browser.served import ServedHub


async def test_a_search_is_typed_reloaded_opened_and_cleared(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    await remote_visitor(served.url, house.channel_id, "Wulan Kirana", "Resi ZQX-771 belum sampai")
    await remote_visitor(served.url, house.channel_id, "Bima Arya", "Soal tagihan saja")
    agent = await Agent.signed_in(await new_person(), served.url, house.sari)
    await agent.open("queued")
    page = agent.page

    await page.keyboard.press("f")
    await page.keyboard.type("wulan zqx")
    row = agent.row("Wulan Kirana")
    await expect(row.locator("mark")).to_have_text(["Wulan", "ZQX"])
    await expect(agent.row("Bima Arya")).to_have_count(0)
    await expect(page).to_have_url(re.compile(r"q=wulan(\+|%20)zqx"))

    await page.reload()
    await expect(row).to_be_visible()
    await expect(page.get_by_test_id("search")).to_have_value("wulan zqx")
    await row.click()
    # It is marked for a moment only.
    await expect(page.locator(".log-row.is-found")).to_contain_text("ZQX-771")
    await agent.sees("Resi ZQX-771 belum sampai")

    await page.get_by_test_id("search").fill("tidakadakatabegini")
    await expect(page.get_by_text("No chats match")).to_be_visible()
    await page.get_by_role("button", name="Clear search and filters").click()
    await expect(agent.row("Bima Arya")).to_be_visible()
    await expect(page).not_to_have_url(re.compile("q="))


async def test_the_palette_finds_a_chat_by_what_was_said_in_it(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    name = "Ratna Pertiwi"
    await remote_visitor(served.url, house.channel_id, name, "Kurir PXW-442 salah alamat")
    agent = await Agent.signed_in(await new_person(), served.url, house.sari)
    await agent.open("mine")
    page = agent.page

    await page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog")
    await palette.get_by_role("textbox").fill("pxw-442")
    await expect(palette.get_by_role("button", name=name)).to_contain_text("PXW-442")
    await palette.get_by_role("textbox").press("Enter")
    await expect(page.locator(".log-row.is-found")).to_contain_text("PXW-442")
    await expect(palette).to_have_count(0)
    await agent.sees("Kurir PXW-442 salah alamat")


async def test_the_lists_behind_more_open_at_the_desk_and_on_the_phone(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    agent = await Agent.signed_in(await new_person(), served.url, house.sari)
    await agent.open("mine")
    page = agent.page
    await page.get_by_label("More", exact=True).filter(visible=True).select_option("archive")
    await expect(page).to_have_url(re.compile("archive"))

    await page.set_viewport_size({"width": 340, "height": 700})
    lists = page.locator(".more-lists:visible")
    await expect(lists).to_contain_text("Archive")
    await lists.get_by_label("More").select_option("spam")
    await expect(page).to_have_url(re.compile("spam"))
    await expect(lists).to_contain_text("Spam")


async def test_a_filter_is_chosen_shown_and_taken_away_by_keyboard(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    await remote_visitor(served.url, house.channel_id, "Laras Ayu", "Halo")
    agent = await Agent.signed_in(await new_person(), served.url, house.sari)
    await agent.open("queued")
    page = agent.page
    opener = page.get_by_test_id("filter-button")

    await opener.press("Enter")
    panel = page.get_by_role("dialog", name="Filters")
    await expect(panel).to_be_focused()
    await panel.get_by_role("checkbox", name="Outbox").press("Space")
    await expect(page).to_have_url(re.compile("type=outbox"))
    await expect(agent.row("Laras Ayu")).to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(panel).to_have_count(0)
    await expect(opener).to_be_focused()

    await page.get_by_role("button", name="Remove filter Outbox").press("Enter")
    await expect(agent.row("Laras Ayu")).to_be_visible()
