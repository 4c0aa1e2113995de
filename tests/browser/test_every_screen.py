"""Every screen in both themes, both languages and two sizes: for axe, for words, for its width."""

import re
from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Frame, Page, expect

from tests.browser.by_http import remote_visitor
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import Somebody
from tests.browser.houses import PASSWORD, House
from tests.browser.measures import Screen, grave_axe_findings, too_wide, wrong_words
from tests.browser.served import ServedHub
from tests.browser.visitor import Visitor

Look = Callable[[str, Screen], Awaitable[None]]

RESOLVE = re.compile("^(Resolve|Selesaikan)$")
RESOLVE_WITH_NOTE = re.compile("Resolve with a note|Selesaikan dengan catatan")

WAYS = [
    ("light", "en", DESKTOP),
    ("dark", "id", DESKTOP),
    ("light", "id", PHONE),
    ("dark", "en", PHONE),
]


@pytest.mark.parametrize(("theme", "language", "size"), WAYS)
async def test_no_screen_has_a_grave_fault(
    theme: str,
    language: str,
    size: dict[str, int],
    served: ServedHub,
    house: House,
    site: str,
    new_person: Somebody,
) -> None:
    faults: list[str] = []

    async def look(name: str, screen: Screen) -> None:
        found = await grave_axe_findings(screen)
        found += await wrong_words(screen, language)
        found += await too_wide(screen, await screen.evaluate("innerWidth"))
        if size == PHONE and isinstance(screen, Page):
            found += await too_wide(screen, PHONE["width"])
        faults.extend(f"{name}: {fault}" for fault in dict.fromkeys(found))

    person = await new_person(theme=theme, language=language, size=size)
    await tour_of_the_inbox(await person.new_page(), served, house, look)
    visitor = await Visitor.at(person, site, served.url, house.channel_id)
    await tour_of_the_widget(visitor, look)
    assert not faults, "\n".join(faults)


async def tour_of_the_inbox(page: Page, served: ServedHub, house: House, look: Look) -> None:
    await page.goto(served.url)
    await page.locator("input[name=username]").fill(house.sari)
    await look("sign-in", page)
    await page.locator("input[name=password]").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-live=live]")).to_be_visible()
    await expect(page.get_by_test_id("rows").locator("button")).to_be_visible()
    await look("empty inbox", page)

    await remote_visitor(served.url, house.channel_id, "Maya Putri", "Halo, paket saya", "Rusak")
    await page.goto(f"{served.url}/?tab=queued")
    await expect(page.locator("[data-chat]")).to_be_visible()
    await expect(page.locator("[data-live=live]")).to_be_visible()
    await look("queue", page)
    await page.locator("[data-chat]").click()
    await expect(page.get_by_role("log")).to_contain_text("Rusak")
    await look("thread", page)
    await page.keyboard.press("n")
    await page.keyboard.type("Pelanggan lama")
    await look("composer of a note", page)
    # On a phone Enter only breaks the line.
    await page.locator("button.send").click()
    await expect(page.get_by_role("log").locator(".note")).to_be_visible()
    await page.get_by_role("log").focus()
    await page.keyboard.press("r")
    await page.keyboard.type("Selamat pagi, saya cek dulu")
    await page.locator("button.send").click()
    await expect(page.get_by_role("log").locator("[data-status=sent]")).to_be_visible()
    # By the answer it is hers; until her page knows that, her keys for it do nothing.
    await expect(page.get_by_role("button", name=RESOLVE)).to_be_visible()
    await page.get_by_role("log").focus()
    await look("thread with a note and an answer", page)
    await tour_of_the_acts(page, look)
    await tour_of_what_lies_above(page, look)


async def tour_of_the_acts(page: Page, look: Look) -> None:
    for key, name in (("t", "transfer"), ("s", "snooze"), ("p", "priority")):
        await page.keyboard.press(key)
        await expect(page.get_by_role("dialog"), name).to_be_visible()
        await expect(page.get_by_role("dialog").get_by_role("option").first).to_be_visible()
        await look(name, page)
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).not_to_be_visible()
    more = page.locator(".thread > .hd [aria-haspopup=menu]").first
    await more.click()
    await expect(page.get_by_role("menu")).to_be_visible()
    await look("more acts", page)
    await page.get_by_role("menuitem").filter(has_text=RESOLVE_WITH_NOTE).click()
    await expect(page.get_by_role("dialog").get_by_role("textbox")).to_be_visible()
    await look("resolve with a note", page)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).not_to_be_visible()
    drawer = await page.locator(".panel").count() == 0
    if drawer:
        await page.get_by_role("log").focus()
        await page.keyboard.press("i")
    await page.locator("[data-edit-contact]").click()
    await expect(page.locator(".contact-form")).to_be_visible()
    await look("contact in the making", page)
    await page.locator(".contact-form input").first.press("Escape")
    await expect(page.locator(".contact-form")).not_to_be_visible()
    if drawer:
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).not_to_be_visible()
    await page.get_by_role("log").focus()


async def tour_of_what_lies_above(page: Page, look: Look) -> None:
    await page.keyboard.press("e")
    await expect(
        page.get_by_role("status").get_by_role("button").filter(has_text="Z")
    ).to_be_visible()
    await look("resolved, with undo", page)
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await look("help", page)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).not_to_be_visible()
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await look("palette", page)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).not_to_be_visible()
    await page.goto(page.url.partition("?")[0])
    await page.locator("[aria-haspopup=menu]:visible").click()
    await expect(page.get_by_role("menu")).to_be_visible()
    await look("profile menu", page)


async def tour_of_the_widget(visitor: Visitor, look: Look) -> None:
    await visitor.page.locator("simpul-chat button").click()
    await expect(visitor.field).to_be_visible()
    assert await grave_axe_findings(visitor.page) == []
    frame = the_frame(visitor.page)
    await look("widget, welcome", frame)
    await visitor.write(
        "Halo, resi https://paketara.example/resi/PKT-7742-0918-0001-SANGAT-PANJANG"
    )
    await expect(visitor.frame.locator(".card")).to_be_visible()
    await expect(visitor.log.locator(".foot.sent, .foot.read")).to_be_visible()
    await look("widget, thread", frame)
    await visitor.frame.locator("[aria-controls=menu]").click()
    await look("widget, menu", frame)


def the_frame(page: Page) -> Frame:
    return next(frame for frame in page.frames if "/widget/" in frame.url)
