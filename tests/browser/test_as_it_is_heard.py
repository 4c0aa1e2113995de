"""The inbox and the widget for who hears them: what is read out, where one is, what everything is called."""

import re

from playwright.async_api import Page, expect

from tests.browser.agent import Agent
from tests.browser.by_http import remote_visitor
from tests.browser.conftest import Somebody
from tests.browser.hearing import focused, heard, listen, without_a_name
from tests.browser.houses import ADMIN, House
from tests.browser.served import ServedHub
from tests.browser.side_by_side import SideBySide
from tests.browser.test_every_screen import the_frame

DRAWN_MS = 2_000
"""A thread that has just been opened is not read out so long."""


async def sari_with_chats(
    served: ServedHub, house: House, new_person: Somebody, count: int = 2
) -> Agent:
    for number in range(count):
        name = f"Maya {number}"
        await remote_visitor(served.url, house.channel_id, name, "Halo, paket saya", "Rusak")
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    await sari.open("queued")
    await expect(sari.page.locator("[data-chat]")).to_have_count(count)
    return sari


def titled(name: str) -> re.Pattern[str]:
    """The title of a page, whatever is unread meanwhile."""
    return re.compile(rf"^(\(\d+\) )?{name} · Simpul$")


async def closes(page: Page) -> None:
    await expect(page.locator("[role=dialog], [role=menu]")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("[role=dialog], [role=menu]")).to_have_count(0)


async def test_what_opened_a_dialog_or_a_menu_has_the_focus_again(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    sari = await sari_with_chats(served, house, new_person)
    page = sari.page
    await sari.choose("Maya 1")
    await sari.take()
    await expect(page.get_by_role("button", name="Transfer")).to_be_visible()
    await sari.row("Maya 0").focus()
    row = page.locator("[data-chat]:focus")
    for key in ("t", "s", "l", "?", "Control+k"):
        await page.keyboard.press(key)
        await closes(page)
        await expect(row, f"after {key}").to_have_count(1)
    for name in ("Transfer", "More acts", "Notifications", "Emoji", "Sari Wulandari, online."):
        button = page.get_by_role("button", name=name).first
        # By the key, for the first time and again: their code comes with the first.
        for _ in range(2):
            await button.focus()
            await page.keyboard.press("Enter")
            await closes(page)
            await expect(button).to_be_focused()
    # Esc is heard also while the focus is not in it.
    for name in ("More acts", "Notifications"):
        button = page.get_by_role("button", name=name).first
        await button.press("Enter")
        await expect(page.locator("[role=dialog], [role=menu]").locator(":focus")).to_have_count(1)
        await button.focus()
        await closes(page)
    # What was acted on leaves with its buttons; one is still in the thread.
    await page.get_by_role("button", name="Snooze", exact=True).focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog").get_by_role("option").first).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(sari.toast("Snoozed")).to_be_visible()
    await expect(
        page.get_by_role("main").locator(":focus").or_(page.locator("main:focus"))
    ).to_have_count(1)


async def test_a_message_is_read_out_once_and_what_was_there_before_is_not(
    pair: SideBySide,
) -> None:
    maya, sari = pair.maya, pair.sari
    await maya.write("Halo")
    await maya.write("Ada orang?")
    await expect(sari.row("Maya Putri")).to_contain_text("Ada orang?")
    await listen(sari.page)
    await sari.choose("Maya Putri")
    await sari.sees("Ada orang?")
    await sari.page.wait_for_timeout(DRAWN_MS)
    assert [said for said in await heard(sari.page) if "Halo" in said or "Ada orang" in said] == []

    widget = the_frame(maya.page)
    await listen(widget)
    await sari.write("Selamat pagi")
    await maya.sees("Selamat pagi")
    await maya.write("Paket saya rusak")
    await sari.sees("Paket saya rusak")
    await sari.page.wait_for_timeout(500)

    by_sari = [said for said in await heard(sari.page) if "pagi" in said or "rusak" in said]
    assert len(by_sari) == 1 and "Paket saya rusak" in by_sari[0], "once, and not her own"
    by_maya = [said for said in await heard(widget) if "pagi" in said or "rusak" in said]
    assert len(by_maya) == 1 and "Selamat pagi" in by_maya[0], "once, and not her own"


async def test_that_somebody_writes_is_read_out_once_and_not_with_each_of_his_lines(
    pair: SideBySide,
) -> None:
    maya, sari = pair.maya, pair.sari
    await pair.begin()
    widget, dots = the_frame(maya.page), maya.frame.locator(".dots")
    await listen(widget)
    for line in ("Sebentar", "Saya cek dulu", "Sudah di kurir"):
        await sari.field.press_sequentially(line)
        await expect(dots).to_be_visible()
        await sari.field.press("Enter")
        await maya.sees(line)
        await expect(dots).to_have_count(0)
    said = await heard(widget)
    assert [one for one in said if "typing" in one] == ["Sari is typing"]
    lines = [one for one in said if "Sebentar" in one or "dulu" in one or "kurir" in one]
    assert len(lines) == 3, "and what he wrote, each once"


async def test_who_rates_is_asked_thanked_and_not_left_nowhere(pair: SideBySide) -> None:
    maya, sari = pair.maya, pair.sari
    await maya.write("Halo")
    await sari.choose("Maya Putri")
    await sari.write("Selamat pagi")
    await maya.sees("Selamat pagi")
    widget = the_frame(maya.page)
    await listen(widget)
    await sari.has_it()
    await sari.log.focus()
    await sari.page.keyboard.press("e")
    question = maya.frame.get_by_role("group", name="help?")
    await expect(question).to_be_visible()
    assert [said for said in await heard(widget) if "help?" in said] == ["How was Sari’s help?"]

    await question.get_by_role("radio", name="4 of 5").check(force=True)
    await maya.frame.locator("form.rating button[type=submit]").focus()
    await maya.page.keyboard.press("Enter")

    await expect(maya.frame.get_by_text("Thank you. You rated 4 of 5.")).to_be_visible()
    await expect(maya.frame.locator(".rated")).to_be_focused()


async def test_everything_has_a_name_lists_are_lists_and_pages_are_called_what_they_are(
    served: ServedHub, house: House, new_person: Somebody
) -> None:
    sari = await sari_with_chats(served, house, new_person, count=14)
    page = sari.page
    await page.set_viewport_size({"width": 1440, "height": 500})
    rows = page.get_by_role("list", name="Queue").get_by_role("listitem")
    await expect(rows).to_have_count(14)
    assert await without_a_name(page) == []
    await rows.nth(0).get_by_role("link").focus()
    await page.keyboard.press("ArrowDown")
    await expect(rows.nth(1).get_by_role("link")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(sari.log).to_be_visible()
    assert await without_a_name(page) == []
    await page.keyboard.press("m")
    await expect(page.get_by_role("button", name="Transfer")).to_be_visible()
    await page.keyboard.press("t")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("listbox", name="Agents and departments")).to_be_visible()
    assert await without_a_name(page) == []
    await expect(dialog.get_by_role("banner")).to_have_count(0)
    find = dialog.get_by_role("combobox", name="Find an agent or department")
    await expect(find).to_be_focused()
    assert await focused(page) == "Find an agent or department"

    ratna = await Agent.signed_in(await new_person(), served.url, ADMIN)
    for path, title in (
        ("settings/hours", "Working hours and holidays"),
        ("settings/account", "My account"),
        ("team", "Team"),
        ("contacts", "Contacts"),
        ("contacts/new", "Add customer"),
    ):
        await ratna.page.goto(f"{served.url}/{path}")
        await expect(ratna.page.get_by_role("heading", level=1)).to_have_text(title)
        await expect(ratna.page.get_by_role("heading").first, "before all others").to_have_text(
            title
        )
        await expect(ratna.page).to_have_title(titled(title))
        assert await without_a_name(ratna.page) == [], path
    await ratna.page.get_by_role("button", name="Ratna Kusuma, online.").click()
    await ratna.page.get_by_role("menuitemradio", name="Bahasa Indonesia").click()
    await expect(ratna.page.locator("html")).to_have_attribute("lang", "id")
    await expect(ratna.page).to_have_title(titled("Tambah pelanggan"))
