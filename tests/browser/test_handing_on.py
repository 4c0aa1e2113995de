"""Giving a chat to somebody else: by keyboard, in a race, on a phone; and what the thread then tells."""

import re

from playwright.async_api import expect

from tests.browser.agent import Agent
from tests.browser.by_http import RemoteVisitor, remote_visitor
from tests.browser.chromium import PHONE
from tests.browser.conftest import Somebody
from tests.browser.houses import House
from tests.browser.line import Line
from tests.browser.served import ServedHub

NOTE = "Pelanggan minta dihubungi sebelum jam 3"


async def sari_with_a_chat(
    served: ServedHub, house: House, new_person: Somebody, **wishes: object
) -> tuple[Agent, RemoteVisitor]:
    visitor = await remote_visitor(served.url, house.channel_id, "Maya Putri", "Halo")
    sari = await Agent.signed_in(await new_person(**wishes), served.url, house.sari)
    await sari.open("queued")
    await sari.choose("Maya Putri")
    await sari.take()
    await expect(sari.page.get_by_text("Sari Wulandari took the chat")).to_be_visible()
    if wishes.get("size") != PHONE:
        await sari.has_it()
    return sari, visitor


async def test_a_transfer_with_a_note_goes_by_keyboard_alone(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    sari, _ = await sari_with_a_chat(served, house, new_person)
    budi = await Agent.signed_in(await new_person(), served.url, house.budi)
    await budi.open("mine")
    await sari.page.keyboard.press("Escape")

    await sari.page.keyboard.press("t")
    find = sari.page.get_by_role("dialog").get_by_role("combobox")
    await expect(find).to_be_focused()
    await sari.page.keyboard.type("bud")
    await expect(sari.page.get_by_role("dialog").get_by_role("option")).to_have_count(1)
    await expect(sari.page.get_by_role("dialog").get_by_role("option")).to_contain_text("0 of 8")
    await sari.page.keyboard.press("Enter")
    await sari.page.keyboard.type(NOTE)
    await sari.page.keyboard.press("Control+Enter")

    await expect(sari.toast("Maya Putri transferred to Budi Santoso")).to_be_visible()
    await expect(sari.page.get_by_text("Transferred to Budi Santoso", exact=True)).to_be_visible()
    await budi.choose("Maya Putri")
    await budi.sees(NOTE)
    line = "Sari Wulandari transferred the chat to Budi Santoso"
    await expect(budi.log.get_by_text(line)).to_be_visible()
    await expect(budi.page.get_by_role("button", name="Resolve", exact=True)).to_be_visible()


async def test_who_transfers_too_late_is_told_who_has_it(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    first, _ = await sari_with_a_chat(served, house, new_person)
    second = await Agent.signed_in(await new_person(), served.url, house.sari)
    line = await Line.of(second.page)
    await second.open("mine")
    await second.choose("Maya Putri")
    await second.field.fill("Baik, saya cek")
    await second.page.keyboard.press("Escape")
    await second.page.keyboard.press("t")
    await expect(second.page.get_by_role("dialog").get_by_role("option").first).to_be_visible()
    line.mute()
    await first.page.keyboard.press("Escape")
    await first.page.keyboard.press("t")
    await (
        first.page.get_by_role("dialog")
        .get_by_role("option")
        .filter(has_text="Budi Santoso")
        .click()
    )
    await first.page.get_by_role("button", name="Transfer to Budi Santoso").click()
    await expect(first.toast("transferred to Budi Santoso")).to_be_visible()

    # Not her own, which is not offered; and by its name, which agents' options hold further back.
    place = "Gudang" if house.department.startswith("Penagihan") else "Penagihan"
    options = second.page.get_by_role("dialog").get_by_role("option", name=re.compile(f"^{place}"))
    await options.first.click()
    await second.page.get_by_role("button", name=re.compile(f"^Transfer to {place}")).click()

    told = second.page.get_by_text(re.compile(r"^Taken by Budi Santoso \d+ s ago\."))
    await expect(told).to_be_visible()
    await expect(told).to_contain_text("Your draft is kept.")
    await expect(second.page.get_by_role("dialog")).not_to_be_visible()
    assert await second.copies_her_draft() == "Baik, saya cek"


async def test_back_to_the_queue_greys_the_row_and_the_thread_says_by_whom(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    sari, _ = await sari_with_a_chat(served, house, new_person)
    budi = await Agent.signed_in(await new_person(), served.url, house.budi)
    await budi.open("queued")
    await sari.page.goto(f"{served.url}/?tab=mine")
    await sari.choose("Maya Putri")

    await sari.page.get_by_role("button", name="More acts").click()
    await sari.page.get_by_role("menuitem", name="Requeue").click()

    await expect(sari.row("Maya Putri")).to_contain_text("Back in the queue")
    await expect(sari.log.get_by_text("Sari Wulandari put the chat back")).to_be_visible()
    await budi.choose("Maya Putri")
    await budi.page.keyboard.press("m")
    await expect(budi.log.get_by_text("Budi Santoso took the chat")).to_be_visible()


async def test_priority_and_snooze_are_told_and_undone_by_one_key(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    sari, _ = await sari_with_a_chat(served, house, new_person)
    await sari.page.goto(f"{served.url}/?tab=mine")
    await sari.choose("Maya Putri")
    await sari.log.focus()
    await sari.page.keyboard.press("p")
    await sari.page.get_by_role("dialog").get_by_role("option", name="Urgent").click()
    await expect(sari.toast("Maya Putri: priority Urgent")).to_be_visible()
    await expect(sari.row("Maya Putri").get_by_label("Urgent")).to_be_visible()
    await expect(sari.log.get_by_text("set the priority to urgent")).to_be_visible()

    await sari.log.focus()
    await sari.page.keyboard.press("s")
    await expect(sari.page.get_by_role("dialog").get_by_role("option").first).to_be_visible()
    await sari.page.keyboard.press("1")
    # Its row stays in grey for 3 s.
    await expect(sari.row("Maya Putri")).to_contain_text("Snoozed")
    await expect(sari.toast("Maya Putri snoozed until")).to_be_visible()
    await expect(sari.row("Maya Putri")).to_have_count(0)
    await sari.log.focus()
    await sari.page.keyboard.press("z")
    # What it offered is done.
    done = sari.page.get_by_role("status").filter(has_text="Maya Putri snoozed until")
    await expect(done).to_have_count(0, timeout=5_000)
    await expect(sari.toast("Undone: Maya Putri")).to_be_visible()
    await expect(sari.row("Maya Putri")).to_be_visible()


async def test_on_a_phone_the_acts_are_sheets_and_back_leads_out_of_them(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    sari, _ = await sari_with_a_chat(served, house, new_person, size=PHONE)
    page = sari.page
    more = page.get_by_role("button", name="More acts")
    await more.tap()
    await page.get_by_role("menuitem", name="Transfer").tap()
    sheet = page.get_by_role("dialog")
    await expect(sheet.get_by_role("option").first).to_be_visible()
    box = await sheet.bounding_box()
    assert box is not None
    assert round(box["width"]) == PHONE["width"]
    await page.go_back()
    await expect(sheet).not_to_be_visible()
    await sari.has_open("Maya Putri")
    await more.tap()
    await page.get_by_role("menuitem", name="Show or hide details").tap()
    await expect(page.get_by_role("heading", name="Details")).to_be_visible()
    await page.go_back()
    await expect(page.get_by_role("heading", name="Details")).not_to_be_visible()
    await page.go_back()
    await expect(page.get_by_test_id("rows")).to_be_visible()


async def test_on_a_phone_one_sheet_follows_another_however_fast(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    sari, _ = await sari_with_a_chat(served, house, new_person, size=PHONE)
    page = sari.page
    sheet = page.get_by_role("dialog")
    await page.get_by_role("log").focus()
    await page.keyboard.press("t")
    await expect(sheet.get_by_role("option").first).to_be_visible()
    # The way back takes its time, and ends while the next sheet is there.
    await page.evaluate(
        """() => {
            const back = history.back.bind(history);
            history.back = () => setTimeout(back, 300);
        }"""
    )
    await page.keyboard.press("Escape")
    await expect(sheet).not_to_be_visible()
    await page.keyboard.press("s")
    await expect(sheet.get_by_role("option").first).to_be_visible()
    await page.wait_for_timeout(600)
    await expect(sheet).to_be_visible()
    await page.go_back()
    await expect(sheet).not_to_be_visible()
    await sari.has_open("Maya Putri")
